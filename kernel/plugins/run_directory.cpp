#include "plugins/run_directory.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/secrets.hpp"

namespace statybos::kernel::plugins {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "plugins-";

Error directory_error(const fs::path& path, std::string_view what) {
    return {Errc::internal, "run_directory",
            path.string() + ": " + std::string(what) + ": " + std::strerror(errno)};
}

Error file_error(const fs::path& file, std::string_view what) {
    return {Errc::invalid, "plugin_file", file.string() + ": " + std::string(what)};
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

/// Opens and locks `folder`'s lock file; -1 when another process holds it.
int try_lock(const fs::path& folder) {
    const int fd = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

void remove_left_behind(const fs::path& parent) {
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(parent, ignored)) {
        if (!entry.path().filename().string().starts_with(prefix)) {
            continue;
        }
        const Descriptor lock(try_lock(entry.path()));
        if (lock.get() >= 0) {
            fs::remove_all(entry.path(), ignored);
        }
    }
}

std::string hex(const std::array<std::uint8_t, 32>& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

Result<std::string> read_all(const fs::path& file) {
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat facts {};
    if (in.get() < 0 || ::fstat(in.get(), &facts) != 0) {
        return file_error(file, std::strerror(errno));
    }
    if (!S_ISREG(facts.st_mode)) {
        return file_error(file, "not a regular file");
    }
    if (static_cast<std::uintmax_t>(facts.st_size) > RunDirectory::largest_file) {
        return file_error(file, "larger than 512 MiB; that is no plugin");
    }
    std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(in.get(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return file_error(file, "it changed while it was read");
        }
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

Result<> write_all(const fs::path& file, std::string_view bytes) {
    const Descriptor out(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    while (out.get() >= 0 && !bytes.empty()) {
        const ssize_t put = ::write(out.get(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return directory_error(file, "cannot write");
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return out.get() < 0 ? Result<>(directory_error(file, "cannot make")) : Result<>();
}

} // namespace

Result<RunDirectory> RunDirectory::create(const fs::path& parent) {
    std::error_code failed;
    fs::create_directories(parent, failed);
    if (failed) {
        errno = failed.value();
        return directory_error(parent, "cannot make");
    }
    struct stat facts {};
    if (::stat(parent.c_str(), &facts) != 0) {
        return directory_error(parent, "cannot look at");
    }
    if ((facts.st_mode & (S_IWGRP | S_IWOTH)) != 0 && (facts.st_mode & S_ISVTX) == 0) {
        return Error(Errc::internal, "run_directory",
                     parent.string() +
                         ": others may write to it, so they could change the "
                         "plugins that run. chmod go-w " +
                         parent.string());
    }
    remove_left_behind(parent);
    std::string name = (parent / (std::string(prefix) + "XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) {
        return directory_error(parent, "cannot make a folder in");
    }
    const int lock = try_lock(name);
    if (lock < 0) {
        return directory_error(name, "cannot lock");
    }
    return RunDirectory(fs::absolute(name), lock);
}

RunDirectory::RunDirectory(RunDirectory&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

RunDirectory::~RunDirectory() {
    if (lock_ < 0) {
        return;
    }
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    ::close(lock_);
}

Result<PluginCopy> RunDirectory::copy(const fs::path& file) const {
    auto bytes = read_all(file);
    if (!bytes) {
        return bytes.error();
    }
    const fs::path temporary = path_ / "incoming";
    if (auto written = write_all(temporary, *bytes); !written) {
        return written.error();
    }
    PluginCopy copy{{}, hex(sha256(*bytes))};
    copy.path = path_ / (copy.sha256 + ".so");
    std::error_code failed;
    fs::permissions(temporary, fs::perms::owner_read | fs::perms::owner_exec, failed);
    fs::rename(temporary, copy.path, failed);
    if (failed) {
        errno = failed.value();
        return directory_error(copy.path, "cannot name");
    }
    return copy;
}

} // namespace statybos::kernel::plugins
