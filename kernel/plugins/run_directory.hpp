// Where the libraries that are mapped lie: private copies, so that nobody changes a file that runs.
#pragma once

#include <filesystem>
#include <string>

#include <statybos/error.hpp>

namespace statybos::kernel::plugins {

/// The private copy of one plugin file.
struct PluginCopy {
    std::filesystem::path path; // <run directory>/<sha256>.so
    std::string sha256;         // of the copy's bytes, 64 hexadecimal digits
};

/// A folder of this process, mode 0700. Destroyed with its content; what a killed process left
/// behind is removed by the next one.
class RunDirectory {
public:
    /// Larger files are no plugins.
    static constexpr std::uintmax_t largest_file = 512ull * 1024 * 1024;

    /// Makes a folder below `parent`, which is made too.
    /// @errors run_directory  it cannot be made, or others may write to `parent`
    static Result<RunDirectory> create(const std::filesystem::path& parent);

    RunDirectory(RunDirectory&& other) noexcept;
    RunDirectory& operator=(RunDirectory&&) = delete;
    ~RunDirectory();

    const std::filesystem::path& path() const { return path_; }

    /// Copies `file` and names the copy by what was copied.
    /// @errors plugin_file  missing, no regular file, too large, or not to be read
    Result<PluginCopy> copy(const std::filesystem::path& file) const;

private:
    RunDirectory(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

    std::filesystem::path path_;
    int lock_; // held by flock() as long as the folder is in use
};

} // namespace statybos::kernel::plugins
