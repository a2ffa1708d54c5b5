// What a shared library says of itself, read from its bytes without loading it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <statybos/error.hpp>

namespace statybos::kernel::plugins {

struct ElfSymbol {
    std::string name;
    bool unique = false; ///< STB_GNU_UNIQUE: the loader shares one instance in the whole process
};

/// The parts of an ELF file that decide whether it may be loaded.
struct ElfFile {
    std::vector<ElfSymbol> exported;           ///< defined, visible symbols of the dynamic table
    std::vector<std::string> needed;           ///< DT_NEEDED
    std::vector<std::string> search_paths;     ///< DT_RPATH and DT_RUNPATH
    std::vector<std::string> auditors;         ///< DT_AUDIT, DT_DEPAUDIT, DT_FILTER, DT_AUXILIARY
    std::vector<std::string> versions_needed;  ///< "GLIBC_2.34", …
    std::vector<std::string> versions_defined; ///< of a library such as libstdc++.so.6
    std::optional<std::string> manifest;       ///< content of section .statybos.manifest
    bool is_program = false;                   ///< an executable, though position independent
    bool executable_stack = false;
    bool writable_code = false; ///< a segment that is both writable and executable
    bool text_relocations = false;
};

/// Largest library that is looked at.
constexpr std::size_t largest_plugin_file = 256u * 1024 * 1024;
/// Largest manifest: the plugin's settings schema and migrations are in it.
constexpr std::size_t largest_manifest = 4u * 1024 * 1024;

/// Reads a 64-bit shared library of this machine's kind. Every offset is checked; what the loader
/// would use is read as the loader finds it: through segments and hash tables, not section headers
/// (those name the manifest only).
///
/// @errors plugin_refused  not such a file, truncated or contradicting itself; the message is a
///                         sentence's end, as in `x.so: is truncated: …`
Result<ElfFile> read_elf(std::span<const std::byte> file);

} // namespace statybos::kernel::plugins
