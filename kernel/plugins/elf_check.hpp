// May this file be given to the dynamic loader? Decided before any of its code runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plugins/elf_file.hpp"

namespace statybos::kernel::plugins {

/// What this host has to offer to a plugin.
struct HostFloor {
    /// Highest symbol versions ("2.36", "3.4.30", "1.3.13"); empty: not known, so not checked.
    std::string glibc;
    std::string glibcxx;
    std::string cxxabi;
    /// Libraries that a plugin may need, as shell patterns ("libfoo.so.*").
    std::vector<std::string> allowed_libraries;

    /// This process's: versions of the libc and libstdc++ that are loaded, glibc's and GCC's own
    /// libraries, those of the sanitizers that this kernel is built with, and what `more` allows.
    static HostFloor of_this_process(const std::vector<std::string>& more = {});
};

/// What is worth knowing of a file that may be loaded.
struct ElfReport {
    std::string manifest;            ///< JSON text, not yet judged
    std::vector<std::string> needed; ///< libraries
    std::string glibc;               ///< highest version needed, "2.34"; empty: none
    std::string glibcxx;
    std::string cxxabi;
};

/// Judges the bytes of a plugin; `name` is what messages call it.
///
/// @errors plugin_refused  the message has a line for every reason: `plugins/x.so: built for a
///                         newer system: needs GLIBC_2.38, this host has 2.36`
Result<ElfReport> check_plugin_elf(const std::string& name, std::span<const std::byte> bytes,
                                   const HostFloor& floor);

/// The same for a file of at most `largest_plugin_file` bytes.
Result<ElfReport> check_plugin_elf(const std::filesystem::path& file, const HostFloor& floor);

} // namespace statybos::kernel::plugins
