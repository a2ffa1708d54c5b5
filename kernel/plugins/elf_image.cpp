#include "plugins/elf_image.hpp"

#include <algorithm>
#include <bit>

namespace statybos::kernel::plugins {
namespace {

static_assert(std::endian::native == std::endian::little, "fields are taken as they lie");

#if defined(__x86_64__)
constexpr std::uint16_t our_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr std::uint16_t our_machine = EM_AARCH64;
#else
#error "name this machine's EM_ constant"
#endif

constexpr std::size_t most_segments = 128;
constexpr std::size_t most_dynamic_entries = 4096;
constexpr std::size_t most_name_bytes = 16u * 1024 * 1024;

} // namespace

void elf_contradicts(const std::string& what) {
    throw ElfRefused{"is damaged: " + what};
}

ElfImage::ElfImage(std::span<const std::byte> file) : file_(file) {
    read_header();
    read_segments();
    read_dynamic();
}

void ElfImage::require(const ElfRegion& region, const char* what) const {
    if (region.offset > file_.size() || file_.size() - region.offset < region.size) {
        throw ElfRefused{std::string("is truncated: ") + what + " lies beyond the end of the file"};
    }
}

void ElfImage::read_header() {
    if (file_.size() < SELFMAG || std::memcmp(file_.data(), ELFMAG, SELFMAG) != 0) {
        throw ElfRefused{"is no shared library (no ELF file)"};
    }
    header_ = at<Elf64_Ehdr>(0, "the header");
    const unsigned char* ident = header_.e_ident;
    if (ident[EI_CLASS] != ELFCLASS64 || ident[EI_DATA] != ELFDATA2LSB ||
        header_.e_machine != our_machine) {
        throw ElfRefused{"is built for another kind of machine; build it for this one's"};
    }
    if (ident[EI_VERSION] != EV_CURRENT ||
        (ident[EI_OSABI] != ELFOSABI_SYSV && ident[EI_OSABI] != ELFOSABI_GNU)) {
        throw ElfRefused{"is built for another operating system"};
    }
    if (header_.e_type != ET_DYN) {
        throw ElfRefused{"is no shared library; link it with -shared"};
    }
}

void ElfImage::read_segments() {
    const char* what = "the list of segments";
    if (header_.e_phentsize != sizeof(Elf64_Phdr) || header_.e_phnum == 0 ||
        header_.e_phnum > most_segments) {
        elf_contradicts("its list of segments has an impossible size");
    }
    require({header_.e_phoff, header_.e_phnum * sizeof(Elf64_Phdr)}, what);
    std::uint64_t loaded_up_to = 0;
    for (std::uint64_t i = 0; i < header_.e_phnum; ++i) {
        const auto segment = at<Elf64_Phdr>(header_.e_phoff + i * sizeof(Elf64_Phdr), what);
        segments_.push_back(segment);
        if (segment.p_type != PT_LOAD) {
            continue;
        }
        require({segment.p_offset, segment.p_filesz}, "a segment");
        const std::uint64_t end = segment.p_vaddr + segment.p_memsz;
        if (segment.p_memsz < segment.p_filesz || segment.p_vaddr < loaded_up_to ||
            end < segment.p_vaddr) {
            elf_contradicts("its segments overlap");
        }
        loaded_up_to = end;
    }
}

ElfRegion ElfImage::locate(std::uint64_t address, const char* what) const {
    for (const Elf64_Phdr& segment : segments_) {
        if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
            address - segment.p_vaddr < segment.p_filesz) {
            const std::uint64_t inside = address - segment.p_vaddr;
            return {segment.p_offset + inside, segment.p_filesz - inside};
        }
    }
    elf_contradicts(std::string(what) + " is in no segment");
}

ElfRegion ElfImage::locate(std::uint64_t address, std::uint64_t size, const char* what) const {
    ElfRegion region = locate(address, what);
    if (region.size < size) {
        elf_contradicts(std::string(what) + " does not fit its segment");
    }
    region.size = size;
    return region;
}

void ElfImage::read_dynamic() {
    const char* what = "the dynamic section";
    const auto is_dynamic = [](const Elf64_Phdr& segment) { return segment.p_type == PT_DYNAMIC; };
    const auto found = std::find_if(segments_.begin(), segments_.end(), is_dynamic);
    if (found == segments_.end()) {
        throw ElfRefused{"is no shared library (no dynamic section)"};
    }
    if (std::count_if(segments_.begin(), segments_.end(), is_dynamic) != 1) {
        elf_contradicts("it has two dynamic sections");
    }
    // By its address, as the loader does; the file offset in the same header may say otherwise.
    const ElfRegion region = locate(found->p_vaddr, found->p_filesz, what);
    const std::uint64_t count = region.size / sizeof(Elf64_Dyn);
    if (count > most_dynamic_entries) {
        elf_contradicts("its dynamic section is too long");
    }
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto entry = at<Elf64_Dyn>(region.offset + i * sizeof(Elf64_Dyn), what);
        if (entry.d_tag == DT_NULL) {
            return;
        }
        dynamic_.push_back(entry);
    }
    elf_contradicts("its dynamic section has no end");
}

std::optional<std::uint64_t> ElfImage::entry(std::int64_t tag) const {
    const auto found = std::find_if(dynamic_.rbegin(), dynamic_.rend(),
                                    [&](const Elf64_Dyn& each) { return each.d_tag == tag; });
    return found == dynamic_.rend() ? std::nullopt
                                    : std::optional<std::uint64_t>(found->d_un.d_val);
}

std::string ElfImage::name_in(const ElfRegion& table, std::uint64_t offset) {
    if (offset >= table.size) {
        elf_contradicts("a name lies outside the table of names");
    }
    const char* start = reinterpret_cast<const char*>(file_.data()) + table.offset + offset;
    const void* end = std::memchr(start, '\0', table.size - offset);
    if (end == nullptr) {
        elf_contradicts("a name has no end");
    }
    std::string name(start, static_cast<const char*>(end));
    name_bytes_ += name.size();
    if (name_bytes_ > most_name_bytes) {
        elf_contradicts("its names take more than 16 MiB");
    }
    return name;
}

std::string ElfImage::text(const ElfRegion& region) const {
    return {reinterpret_cast<const char*>(file_.data()) + region.offset, region.size};
}

} // namespace statybos::kernel::plugins
