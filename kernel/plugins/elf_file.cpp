#include "plugins/elf_file.hpp"

#include <algorithm>

#include "plugins/elf_image.hpp"

namespace statybos::kernel::plugins {
namespace {

constexpr std::size_t most_sections = 10'000;
constexpr std::size_t most_symbols = 200'000;
constexpr std::size_t most_versions = 10'000;
constexpr const char* manifest_section = ".statybos.manifest";

class Reader {
public:
    explicit Reader(std::span<const std::byte> file) : image_(file) {}

    ElfFile read() {
        read_segments();
        read_strings();
        read_symbols();
        read_versions_needed();
        read_versions_defined();
        read_manifest();
        return std::move(elf_);
    }

private:
    void read_segments() {
        bool stack_described = false;
        for (const Elf64_Phdr& segment : image_.segments()) {
            const bool executable = (segment.p_flags & PF_X) != 0;
            if (segment.p_type == PT_GNU_STACK) {
                stack_described = true;
                elf_.executable_stack = elf_.executable_stack || executable;
            } else if (segment.p_type == PT_LOAD) {
                elf_.writable_code =
                    elf_.writable_code || (executable && (segment.p_flags & PF_W) != 0);
            }
        }
        // Without the mark the loader makes every thread's stack executable.
        elf_.executable_stack = elf_.executable_stack || !stack_described;
    }

    void read_strings() {
        const auto table = image_.entry(DT_STRTAB);
        const auto size = image_.entry(DT_STRSZ);
        if (!table || !size) {
            elf_contradicts("it has no table of names");
        }
        strings_ = image_.locate(*table, *size, "the table of names");
        for (const Elf64_Dyn& entry : image_.dynamic()) {
            switch (entry.d_tag) {
            case DT_NEEDED:
                elf_.needed.push_back(name(entry.d_un.d_val));
                break;
            case DT_RPATH:
            case DT_RUNPATH:
                elf_.search_paths.push_back(name(entry.d_un.d_val));
                break;
            case DT_AUDIT:
            case DT_DEPAUDIT:
            case DT_FILTER:
            case DT_AUXILIARY:
                elf_.auditors.push_back(name(entry.d_un.d_val));
                break;
            default:
                break;
            }
        }
        elf_.text_relocations =
            image_.entry(DT_TEXTREL) || (image_.entry(DT_FLAGS).value_or(0) & DF_TEXTREL) != 0;
        elf_.is_program = (image_.entry(DT_FLAGS_1).value_or(0) & DF_1_PIE) != 0;
    }

    std::string name(std::uint64_t offset) { return image_.name_in(strings_, offset); }

    void read_symbols() {
        const auto table = image_.entry(DT_SYMTAB);
        if (!table || image_.entry(DT_SYMENT).value_or(sizeof(Elf64_Sym)) != sizeof(Elf64_Sym)) {
            elf_contradicts("it has no table of symbols");
        }
        const std::uint64_t count = std::max(count_by_hash(), count_by_gnu_hash());
        if (count > most_symbols) {
            elf_contradicts("it has more than 200,000 symbols");
        }
        if (count == 0) {
            return;
        }
        const ElfRegion region =
            image_.locate(*table, count * sizeof(Elf64_Sym), "the table of symbols");
        for (std::uint64_t i = 1; i < count; ++i) {
            const auto symbol =
                image_.at<Elf64_Sym>(region.offset + i * sizeof(Elf64_Sym), "the table of symbols");
            if (is_exported(symbol)) {
                elf_.exported.push_back(
                    {name(symbol.st_name), ELF64_ST_BIND(symbol.st_info) == STB_GNU_UNIQUE});
            }
        }
    }

    static bool is_exported(const Elf64_Sym& symbol) {
        const auto bind = ELF64_ST_BIND(symbol.st_info);
        const auto visibility = ELF64_ST_VISIBILITY(symbol.st_other);
        return symbol.st_shndx != SHN_UNDEF &&
               (bind == STB_GLOBAL || bind == STB_WEAK || bind == STB_GNU_UNIQUE) &&
               (visibility == STV_DEFAULT || visibility == STV_PROTECTED);
    }

    std::uint64_t count_by_hash() const {
        const auto table = image_.entry(DT_HASH);
        if (!table) {
            return 0;
        }
        const ElfRegion region = image_.locate(*table, 2 * sizeof(std::uint32_t), "the hash table");
        return image_.at<std::uint32_t>(region.offset + sizeof(std::uint32_t), "the hash table");
    }

    // The table does not hold the number: it is one more than the end of the highest chain.
    std::uint64_t count_by_gnu_hash() const {
        const auto table = image_.entry(DT_GNU_HASH);
        if (!table) {
            return 0;
        }
        constexpr std::uint64_t word = sizeof(std::uint32_t);
        const ElfRegion region = image_.locate(*table, "the hash table");
        const auto buckets = image_.at<std::uint32_t>(region.offset, "the hash table");
        const auto first = image_.at<std::uint32_t>(region.offset + word, "the hash table");
        const auto bloom = image_.at<std::uint32_t>(region.offset + 2 * word, "the hash table");
        const std::uint64_t bucket_start = 4 * word + std::uint64_t{bloom} * 8;
        const std::uint64_t chain_start = bucket_start + std::uint64_t{buckets} * word;
        if (chain_start > region.size) {
            elf_contradicts("the hash table does not fit its segment");
        }
        std::uint64_t last = 0;
        for (std::uint64_t i = 0; i < buckets; ++i) {
            const auto index =
                image_.at<std::uint32_t>(region.offset + bucket_start + i * word, "the hash table");
            last = std::max<std::uint64_t>(last, index);
        }
        if (last < first || last == 0) {
            return first;
        }
        for (;; ++last) {
            const std::uint64_t link = chain_start + (last - first) * word;
            if (link + word > region.size || last > most_symbols) {
                elf_contradicts("the hash table does not fit its segment");
            }
            if ((image_.at<std::uint32_t>(region.offset + link, "the hash table") & 1) != 0) {
                return last + 1;
            }
        }
    }

    void read_versions_needed() {
        const auto table = image_.entry(DT_VERNEED);
        if (!table) {
            return;
        }
        const char* what = "the list of needed versions";
        std::uint64_t address = *table;
        std::size_t seen = 0;
        for (;;) {
            const auto need = image_.at<Elf64_Verneed>(
                image_.locate(address, sizeof(Elf64_Verneed), what).offset, what);
            std::uint64_t detail = address + need.vn_aux;
            for (unsigned i = 0; i < need.vn_cnt; ++i) {
                const auto version = image_.at<Elf64_Vernaux>(
                    image_.locate(detail, sizeof(Elf64_Vernaux), what).offset, what);
                count_version(seen);
                elf_.versions_needed.push_back(name(version.vna_name));
                detail += version.vna_next;
            }
            if (need.vn_next == 0) {
                return;
            }
            count_version(seen);
            address += need.vn_next;
        }
    }

    void read_versions_defined() {
        const auto table = image_.entry(DT_VERDEF);
        if (!table) {
            return;
        }
        const char* what = "the list of defined versions";
        std::uint64_t address = *table;
        std::size_t seen = 0;
        for (;;) {
            const auto definition = image_.at<Elf64_Verdef>(
                image_.locate(address, sizeof(Elf64_Verdef), what).offset, what);
            const auto first = image_.at<Elf64_Verdaux>(
                image_.locate(address + definition.vd_aux, sizeof(Elf64_Verdaux), what).offset,
                what);
            elf_.versions_defined.push_back(name(first.vda_name));
            count_version(seen);
            if (definition.vd_next == 0) {
                return;
            }
            address += definition.vd_next;
        }
    }

    static void count_version(std::size_t& seen) {
        if (++seen > most_versions) {
            elf_contradicts("its list of versions has no end");
        }
    }

    void read_manifest() {
        if (image_.header().e_shoff == 0 || image_.header().e_shnum == 0) {
            return;
        }
        if (image_.header().e_shentsize != sizeof(Elf64_Shdr) ||
            image_.header().e_shnum > most_sections ||
            image_.header().e_shstrndx >= image_.header().e_shnum) {
            elf_contradicts("its list of sections has an impossible size");
        }
        image_.require({image_.header().e_shoff, image_.header().e_shnum * sizeof(Elf64_Shdr)},
                       "the list of sections");
        const Elf64_Shdr names = section(image_.header().e_shstrndx);
        const ElfRegion table{names.sh_offset, names.sh_size};
        image_.require(table, "the table of section names");
        for (std::uint64_t i = 1; i < image_.header().e_shnum; ++i) {
            const Elf64_Shdr candidate = section(i);
            if (candidate.sh_type == SHT_PROGBITS &&
                image_.name_in(table, candidate.sh_name) == manifest_section) {
                take_manifest(candidate);
            }
        }
    }

    Elf64_Shdr section(std::uint64_t index) const {
        return image_.at<Elf64_Shdr>(image_.header().e_shoff + index * sizeof(Elf64_Shdr),
                                     "the list of sections");
    }

    void take_manifest(const Elf64_Shdr& section) {
        if (elf_.manifest) {
            elf_contradicts("it has two manifests");
        }
        if ((section.sh_flags & SHF_COMPRESSED) != 0) {
            elf_contradicts("its manifest is compressed");
        }
        if (section.sh_size > largest_manifest) {
            throw ElfRefused{"has a manifest of more than 4 MiB"};
        }
        image_.require({section.sh_offset, section.sh_size}, "the manifest");
        elf_.manifest = image_.text({section.sh_offset, section.sh_size});
        // Padding of compilers and linkers.
        while (elf_.manifest->ends_with('\0')) {
            elf_.manifest->pop_back();
        }
    }

    ElfImage image_;
    ElfRegion strings_;
    ElfFile elf_;
};

} // namespace

Result<ElfFile> read_elf(std::span<const std::byte> file) {
    try {
        return Reader(file).read();
    } catch (const ElfRefused& refused) {
        return Error(Errc::invalid, "plugin_refused", refused.reason);
    }
}

} // namespace statybos::kernel::plugins
