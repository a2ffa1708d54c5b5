#include "plugins/elf_check.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fnmatch.h>
#include <link.h>

#include <statybos/abi/plugin.h>

#include "config/file_content.hpp"

namespace statybos::kernel::plugins {
namespace {

constexpr std::size_t names_shown = 5;

constexpr const char* version_script =
    "build it with statybos_add_plugin() or link with the SDK's version script plugin.map";

// What glibc and GCC bring. libdl, librt and libpthread are empty since glibc 2.34, but plugins
// built on older systems name them.
constexpr const char* always_allowed[] = {
    "libc.so.6",  "libm.so.6",  "libstdc++.so.6",       "libgcc_s.so.1",        "libpthread.so.0",
    "libdl.so.2", "librt.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"};

#if defined(__SANITIZE_ADDRESS__)
constexpr const char* sanitizers[] = {"libasan.so.*", "libubsan.so.*"};
#elif defined(__SANITIZE_THREAD__)
constexpr const char* sanitizers[] = {"libtsan.so.*", "libubsan.so.*"};
#else
constexpr std::array<const char*, 0> sanitizers = {};
#endif

// "2.4" is below "2.36".
bool is_above(std::string_view a, std::string_view b) {
    while (!a.empty() || !b.empty()) {
        const auto part = [](std::string_view& version) {
            unsigned number = 0;
            const auto [end, wrong] =
                std::from_chars(version.data(), version.data() + version.size(), number);
            version.remove_prefix(static_cast<std::size_t>(end - version.data()));
            version.remove_prefix(version.empty() ? 0 : 1);
            return wrong == std::errc() ? number : 0;
        };
        const unsigned x = part(a);
        const unsigned y = part(b);
        if (x != y) {
            return x > y;
        }
    }
    return false;
}

// The number in "GLIBC_2.34" for the family "GLIBC"; empty for others and for "GLIBC_PRIVATE".
std::string_view number_of(std::string_view version, std::string_view family) {
    if (!version.starts_with(family) || version.size() < family.size() + 2 ||
        version[family.size()] != '_') {
        return {};
    }
    version.remove_prefix(family.size() + 1);
    return version.find_first_not_of("0123456789.") == std::string_view::npos ? version
                                                                              : std::string_view();
}

std::string highest(const std::vector<std::string>& versions, std::string_view family) {
    std::string_view best;
    for (const std::string& version : versions) {
        const std::string_view number = number_of(version, family);
        if (is_above(number, best)) {
            best = number;
        }
    }
    return std::string(best);
}

// Names come from the file: cut, and without what a terminal would obey.
std::string shown(std::string name) {
    constexpr std::size_t longest = 120;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return name.size() > longest ? name.substr(0, longest) + "…" : name;
}

std::string list_of(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), names_shown); ++i) {
        text += (i == 0 ? "" : ", ") + shown(names[i]);
    }
    return text + (names.size() > names_shown
                       ? " and " + std::to_string(names.size() - names_shown) + " more"
                       : "");
}

class Check {
public:
    Check(const std::string& name, const HostFloor& floor) : name_(name), floor_(floor) {}

    Result<ElfReport> run(ElfFile elf) {
        judge_symbols(elf);
        judge_memory(elf);
        judge_libraries(elf);
        ElfReport report;
        report.glibc = judge_version(elf, "GLIBC", floor_.glibc);
        report.glibcxx = judge_version(elf, "GLIBCXX", floor_.glibcxx);
        report.cxxabi = judge_version(elf, "CXXABI", floor_.cxxabi);
        if (!elf.manifest || elf.manifest->empty()) {
            fail("has no manifest (section .statybos.manifest); build it with "
                 "statybos_add_plugin(… MANIFEST manifest.yaml) and do not strip that section");
        }
        if (!reasons_.empty()) {
            return Error(Errc::invalid, "plugin_refused", reasons_).flag(STY_ERROR_PRIVATE);
        }
        report.manifest = std::move(*elf.manifest);
        report.needed = std::move(elf.needed);
        return report;
    }

    void fail(const std::string& reason) {
        reasons_ += (reasons_.empty() ? "" : "\n") + name_ + ": " + reason;
    }

private:
    void judge_symbols(const ElfFile& elf) {
        std::vector<std::string> extra, unique;
        bool entry = false;
        for (const ElfSymbol& symbol : elf.exported) {
            if (symbol.name == STY_ENTRY_SYMBOL) {
                entry = true;
            } else {
                (symbol.unique ? unique : extra).push_back(symbol.name);
            }
        }
        if (elf.is_program) {
            fail("is a program, not a shared library; link it with -shared");
        }
        if (!entry) {
            fail("does not export " STY_ENTRY_SYMBOL
                 "; write STATYBOS_PLUGIN(Class, \"id\", \"version\") in one of its source files");
        }
        if (!extra.empty()) {
            fail("exports more than " STY_ENTRY_SYMBOL ": " + list_of(extra) + "; " +
                 version_script);
        }
        if (!unique.empty()) {
            fail("has symbols that the loader would share with other plugins (STB_GNU_UNIQUE): " +
                 list_of(unique) + "; " + version_script);
        }
    }

    void judge_memory(const ElfFile& elf) {
        if (elf.executable_stack) {
            fail("asks for an executable stack; link it with -Wl,-z,noexecstack");
        }
        if (elf.writable_code) {
            fail("has memory that is writable and executable at once; link it without -z norelro, "
                 "-N and custom linker scripts");
        }
        if (elf.text_relocations) {
            fail("needs its code to be rewritten while loading; compile it with -fPIC");
        }
    }

    void judge_libraries(const ElfFile& elf) {
        for (const std::string& library : elf.needed) {
            if (library.starts_with("libc++")) {
                fail("needs " + shown(library) +
                     ", which cannot live beside the kernel's libstdc++; link it statically: "
                     "statybos_add_plugin(… LIBCXX), or -stdlib=libc++ -nostdlib++ -Wl,-Bstatic "
                     "-lc++ -lc++abi -Wl,-Bdynamic");
            } else if (!is_allowed(library)) {
                fail("needs " + shown(library) +
                     ", which is not among the allowed libraries; link it statically, or let the "
                     "operator add it to plugin_loading.allowed_libraries");
            }
        }
        if (!elf.search_paths.empty()) {
            fail("brings its own library search path " + list_of(elf.search_paths) +
                 "; link it without -rpath");
        }
        if (!elf.auditors.empty()) {
            fail("asks the loader for further libraries (audit or filter): " +
                 list_of(elf.auditors));
        }
    }

    bool is_allowed(const std::string& library) const {
        // A path would be opened from wherever it points to, whatever the pattern says.
        return library.find('/') == std::string::npos &&
               std::any_of(floor_.allowed_libraries.begin(), floor_.allowed_libraries.end(),
                           [&](const std::string& pattern) {
                               return ::fnmatch(pattern.c_str(), library.c_str(), 0) == 0;
                           });
    }

    std::string judge_version(const ElfFile& elf, const std::string& family,
                              const std::string& ours) {
        const auto& versions = elf.versions_needed;
        if (std::find(versions.begin(), versions.end(), family + "_PRIVATE") != versions.end()) {
            fail("uses " + family + "_PRIVATE, what only the system's own libraries may use");
        }
        std::string needed = highest(versions, family);
        if (!ours.empty() && is_above(needed, ours)) {
            fail("built for a newer system: needs " + family + "_" + shown(needed) +
                 ", this host has " + ours + "; build it on the oldest system it is meant for");
        }
        return needed;
    }

    const std::string& name_;
    const HostFloor& floor_;
    std::string reasons_;
};

int add_library_file(dl_phdr_info* info, std::size_t, void* files) {
    static_cast<std::vector<std::string>*>(files)->emplace_back(info->dlpi_name);
    return 0;
}

std::vector<std::string> versions_of_loaded(const std::vector<std::string>& files,
                                            std::string_view library) {
    for (const std::string& file : files) {
        if (std::filesystem::path(file).filename().string() != library) {
            continue;
        }
        const auto bytes = config::read_file(file, largest_plugin_file);
        const auto elf =
            bytes ? read_elf(std::as_bytes(std::span(*bytes))) : Result<ElfFile>(bytes.error());
        if (elf) {
            return elf->versions_defined;
        }
    }
    return {};
}

HostFloor without_libraries() {
    std::vector<std::string> files;
    ::dl_iterate_phdr(add_library_file, &files);
    HostFloor floor;
    floor.glibc = highest(versions_of_loaded(files, "libc.so.6"), "GLIBC");
    const auto standard_library = versions_of_loaded(files, "libstdc++.so.6");
    floor.glibcxx = highest(standard_library, "GLIBCXX");
    floor.cxxabi = highest(standard_library, "CXXABI");
    return floor;
}

} // namespace

HostFloor HostFloor::of_this_process(const std::vector<std::string>& more) {
    static const HostFloor read_once = without_libraries();
    HostFloor floor = read_once;
    auto& allowed = floor.allowed_libraries;
    allowed.assign(std::begin(always_allowed), std::end(always_allowed));
    allowed.insert(allowed.end(), std::begin(sanitizers), std::end(sanitizers));
    allowed.insert(allowed.end(), more.begin(), more.end());
    return floor;
}

Result<ElfReport> check_plugin_elf(const std::string& name, std::span<const std::byte> bytes,
                                   const HostFloor& floor) {
    Check check(name, floor);
    auto elf = read_elf(bytes);
    if (!elf) {
        return Error(Errc::invalid, "plugin_refused", name + ": " + elf.error().message())
            .flag(STY_ERROR_PRIVATE);
    }
    return check.run(std::move(*elf));
}

Result<ElfReport> check_plugin_elf(const std::filesystem::path& file, const HostFloor& floor) {
    const auto bytes = config::read_file(file, largest_plugin_file);
    if (!bytes) {
        return Error(Errc::invalid, "plugin_refused",
                     file.string() + ": " + bytes.error().message())
            .flag(STY_ERROR_PRIVATE);
    }
    return check_plugin_elf(file.string(), std::as_bytes(std::span(*bytes)), floor);
}

} // namespace statybos::kernel::plugins
