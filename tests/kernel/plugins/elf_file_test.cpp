// Crafted files: every one is refused or read, and no byte outside is touched (the sanitizers say).
#include "plugins/elf_file.hpp"

#include <array>
#include <cstring>
#include <random>

#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/file_content.hpp"

using namespace statybos;
using namespace statybos::kernel::plugins;
using testing::HasSubstr;

namespace {

using Bytes = std::vector<std::byte>;

Bytes probe() {
    const auto content = kernel::config::read_file(PROBE_GOOD, largest_plugin_file);
    EXPECT_TRUE(content) << PROBE_GOOD;
    const auto bytes = std::as_bytes(std::span(*content));
    return {bytes.begin(), bytes.end()};
}

template <class T>
T get(const Bytes& bytes, std::size_t offset) {
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

template <class T>
void put(Bytes& bytes, std::size_t offset, T value) {
    std::memcpy(bytes.data() + offset, &value, sizeof value);
}

std::string unreadable(const Bytes& bytes) {
    const auto elf = read_elf(bytes);
    return elf ? "accepted" : elf.error().message();
}

// Where the program header of `type` lies in the file.
std::size_t segment_at(const Bytes& bytes, std::uint32_t type) {
    const auto header = get<Elf64_Ehdr>(bytes, 0);
    for (std::size_t i = 0; i < header.e_phnum; ++i) {
        const std::size_t at = header.e_phoff + i * sizeof(Elf64_Phdr);
        if (get<Elf64_Phdr>(bytes, at).p_type == type) {
            return at;
        }
    }
    ADD_FAILURE() << "no segment of type " << type;
    return 0;
}

// Where the entry `tag` of the dynamic section lies in the file.
std::size_t dynamic_at(const Bytes& bytes, std::int64_t tag) {
    const auto dynamic = get<Elf64_Phdr>(bytes, segment_at(bytes, PT_DYNAMIC));
    for (std::size_t at = dynamic.p_offset; at < dynamic.p_offset + dynamic.p_filesz;
         at += sizeof(Elf64_Dyn)) {
        if (get<Elf64_Dyn>(bytes, at).d_tag == tag) {
            return at;
        }
    }
    ADD_FAILURE() << "no dynamic entry " << tag;
    return 0;
}

TEST(ElfFileTest, ReadsWhatDecides) {
    const auto elf = read_elf(probe());
    ASSERT_TRUE(elf) << elf.error().message();
    ASSERT_EQ(elf->exported.size(), 1u);
    EXPECT_EQ(elf->exported[0].name, "statybos_plugin_v1");
    EXPECT_FALSE(elf->exported[0].unique);
    EXPECT_EQ(elf->manifest, R"({"id":"probe.plugin"})");
    EXPECT_FALSE(elf->executable_stack);
    EXPECT_FALSE(elf->writable_code);
    EXPECT_FALSE(elf->text_relocations);
    EXPECT_FALSE(elf->is_program);
    EXPECT_TRUE(elf->search_paths.empty());
    EXPECT_TRUE(elf->auditors.empty());
}

TEST(ElfFileTest, RefusesEveryTruncation) {
    const Bytes whole = probe();
    ASSERT_EQ(unreadable(whole), "accepted");
    for (std::size_t size = 0; size < whole.size(); size += 64) {
        // A vector of its own, so that AddressSanitizer sees one byte too far.
        EXPECT_NE(
            unreadable(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))),
            "accepted")
            << size;
    }
}

TEST(ElfFileTest, NamesWhatIsNoLibraryOfThisMachine) {
    EXPECT_EQ(unreadable({}), "is no shared library (no ELF file)");
    EXPECT_EQ(unreadable(Bytes(64, std::byte{'x'})), "is no shared library (no ELF file)");
    Bytes other = probe();
    put<std::uint16_t>(other, offsetof(Elf64_Ehdr, e_machine), EM_S390);
    EXPECT_THAT(unreadable(other), HasSubstr("another kind of machine"));
    other = probe();
    other[EI_CLASS] = std::byte{ELFCLASS32};
    EXPECT_THAT(unreadable(other), HasSubstr("another kind of machine"));
    other = probe();
    other[EI_OSABI] = std::byte{ELFOSABI_FREEBSD};
    EXPECT_THAT(unreadable(other), HasSubstr("another operating system"));
    other = probe();
    put<std::uint16_t>(other, offsetof(Elf64_Ehdr, e_type), ET_REL);
    EXPECT_THAT(unreadable(other), HasSubstr("link it with -shared"));
}

// Every field of every structure that is read, set to values that provoke overflow.
void set_each_field_to_extremes(std::size_t start, std::size_t size) {
    const Bytes whole = probe();
    for (std::size_t offset = start; offset < start + size; ++offset) {
        for (const std::uint64_t extreme :
             {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x7FFF'FFFF},
              std::uint64_t{0xFFFF'FFFF}, std::uint64_t{0x7FFF'FFFF'FFFF'FFFF},
              std::uint64_t{0xFFFF'FFFF'FFFF'FFFF}, std::uint64_t{0xFFFF'FFFF'FFFF'FFC0},
              std::uint64_t{whole.size()}, std::uint64_t{whole.size() - 1}}) {
            for (const std::size_t width : {1u, 2u, 4u, 8u}) {
                if (offset + width <= whole.size() && (offset - start) % width == 0) {
                    Bytes changed = whole;
                    std::memcpy(changed.data() + offset, &extreme, width);
                    (void)read_elf(changed);
                }
            }
        }
    }
}

TEST(ElfFileTest, SurvivesExtremeHeaders) {
    set_each_field_to_extremes(0, sizeof(Elf64_Ehdr));
}

TEST(ElfFileTest, SurvivesExtremeSegments) {
    const Bytes whole = probe();
    const auto header = get<Elf64_Ehdr>(whole, 0);
    set_each_field_to_extremes(header.e_phoff, header.e_phnum * sizeof(Elf64_Phdr));
}

TEST(ElfFileTest, SurvivesAnExtremeDynamicSection) {
    const Bytes whole = probe();
    const auto dynamic = get<Elf64_Phdr>(whole, segment_at(whole, PT_DYNAMIC));
    set_each_field_to_extremes(dynamic.p_offset, dynamic.p_filesz);
}

TEST(ElfFileTest, SurvivesExtremeTables) {
    const Bytes whole = probe();
    for (const std::int64_t tag :
         {std::int64_t{DT_GNU_HASH}, std::int64_t{DT_SYMTAB}, std::int64_t{DT_VERNEED}}) {
        // In the first segment a file offset is its address.
        const auto entry = get<Elf64_Dyn>(whole, dynamic_at(whole, tag));
        set_each_field_to_extremes(entry.d_un.d_ptr, 96);
    }
}

TEST(ElfFileTest, SurvivesExtremeSectionHeaders) {
    const Bytes whole = probe();
    const auto header = get<Elf64_Ehdr>(whole, 0);
    set_each_field_to_extremes(header.e_shoff, header.e_shnum * sizeof(Elf64_Shdr));
}

TEST(ElfFileTest, SurvivesRandomDamage) {
    const Bytes whole = probe();
    std::mt19937 random(20260101);
    for (int round = 0; round < 3000; ++round) {
        Bytes damaged = whole;
        for (unsigned i = 0, n = 1 + random() % 16; i < n; ++i) {
            damaged[random() % damaged.size()] = static_cast<std::byte>(random());
        }
        (void)read_elf(damaged);
    }
}

TEST(ElfFileTest, RefusesADynamicSectionWithoutEnd) {
    Bytes bytes = probe();
    const std::size_t at = segment_at(bytes, PT_DYNAMIC);
    auto segment = get<Elf64_Phdr>(bytes, at);
    segment.p_filesz = sizeof(Elf64_Dyn);
    put(bytes, at, segment);
    EXPECT_THAT(unreadable(bytes), HasSubstr("dynamic section has no end"));
}

TEST(ElfFileTest, RefusesNamesOutsideTheirTable) {
    Bytes bytes = probe();
    put<std::uint64_t>(bytes, dynamic_at(bytes, DT_STRSZ) + 8, 4);
    EXPECT_THAT(unreadable(bytes), HasSubstr("is damaged: a name"));
}

TEST(ElfFileTest, RefusesAVersionListThatRunsInACircle) {
    Bytes bytes = probe();
    const auto table = get<Elf64_Dyn>(bytes, dynamic_at(bytes, DT_VERNEED)).d_un.d_ptr;
    auto need = get<Elf64_Verneed>(bytes, table);
    need.vn_cnt = 0xFFFF;
    put(bytes, table, need);
    auto aux = get<Elf64_Vernaux>(bytes, table + need.vn_aux);
    aux.vna_next = 0;
    put(bytes, table + need.vn_aux, aux);
    EXPECT_THAT(unreadable(bytes), HasSubstr("list of versions has no end"));
}

TEST(ElfFileTest, RefusesOverlappingSegments) {
    Bytes bytes = probe();
    const std::size_t at = segment_at(bytes, PT_LOAD);
    put<std::uint64_t>(bytes, at + offsetof(Elf64_Phdr, p_memsz), 0x10'0000);
    EXPECT_THAT(unreadable(bytes), HasSubstr("segments overlap"));
}

TEST(ElfFileTest, SeesWritableCodeAndAMissingStackMark) {
    Bytes bytes = probe();
    const std::size_t load = segment_at(bytes, PT_LOAD);
    put<std::uint32_t>(bytes, load + offsetof(Elf64_Phdr, p_flags), PF_R | PF_W | PF_X);
    EXPECT_TRUE(read_elf(bytes)->writable_code);
    bytes = probe();
    put<std::uint32_t>(bytes, segment_at(bytes, PT_GNU_STACK), PT_NULL);
    EXPECT_TRUE(read_elf(bytes)->executable_stack);
}

} // namespace
