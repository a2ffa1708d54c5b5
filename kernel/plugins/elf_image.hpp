// The bytes of an ELF file with every access checked: its header, segments and dynamic section.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <elf.h>

namespace statybos::kernel::plugins {

/// Thrown by ElfImage and caught by read_elf(); the reason is a sentence's end.
struct ElfRefused {
    std::string reason;
};

[[noreturn]] void elf_contradicts(const std::string& what);

/// A part of the file.
struct ElfRegion {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// Borrows the bytes.
class ElfImage {
public:
    /// Reads header, segments and dynamic section; throws ElfRefused when they cannot be right.
    explicit ElfImage(std::span<const std::byte> file);

    /// The fields at a place in the file; `what` names them where the file ends before.
    template <class T>
    T at(std::uint64_t offset, const char* what) const {
        static_assert(std::is_trivially_copyable_v<T>);
        require({offset, sizeof(T)}, what);
        T value;
        std::memcpy(&value, file_.data() + offset, sizeof(T));
        return value;
    }

    void require(const ElfRegion& region, const char* what) const;

    /// Where in the file a mapped address lies, with all that its segment holds behind it.
    ElfRegion locate(std::uint64_t address, const char* what) const;
    /// `size` bytes of it.
    ElfRegion locate(std::uint64_t address, std::uint64_t size, const char* what) const;

    /// A NUL-ended text in a table of names. All texts together are bounded: many entries may point
    /// at one long name.
    std::string name_in(const ElfRegion& table, std::uint64_t offset);

    /// The bytes of a region that was required before.
    std::string text(const ElfRegion& region) const;

    const Elf64_Ehdr& header() const { return header_; }
    const std::vector<Elf64_Phdr>& segments() const { return segments_; }
    const std::vector<Elf64_Dyn>& dynamic() const { return dynamic_; }
    /// The value of a dynamic entry; the last of equal ones, as for the loader.
    std::optional<std::uint64_t> entry(std::int64_t tag) const;

private:
    void read_header();
    void read_segments();
    void read_dynamic();

    std::span<const std::byte> file_;
    Elf64_Ehdr header_{};
    std::vector<Elf64_Phdr> segments_;
    std::vector<Elf64_Dyn> dynamic_;
    std::size_t name_bytes_ = 0;
};

} // namespace statybos::kernel::plugins
