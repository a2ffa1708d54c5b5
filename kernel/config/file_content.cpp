#include "config/file_content.hpp"

#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace statybos::kernel::config {
namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

Error unreadable(int reason) {
    return {Errc::invalid, "unreadable", std::string("cannot be read: ") + std::strerror(reason)};
}

Error too_large(std::size_t limit) {
    return {Errc::too_large, "too_large", "larger than " + std::to_string(limit) + " bytes"};
}

} // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit) {
    // Non-blocking, so that a FIFO is refused below instead of waited for.
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.number() < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return Error(Errc::not_found, "not_found", "there is no such file");
        }
        return unreadable(errno);
    }
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0) {
        return unreadable(errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error(Errc::invalid, "unreadable", "is not a regular file");
    }
    if (static_cast<std::uint64_t>(status.st_size) > limit) {
        return too_large(limit);
    }
    std::string content(static_cast<std::size_t>(status.st_size) + 1, '\0');
    std::size_t size = 0;
    for (;;) {
        const ssize_t got =
            ::read(descriptor.number(), content.data() + size, content.size() - size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return unreadable(errno);
        }
        size += static_cast<std::size_t>(got);
        if (got == 0) {
            break;
        }
        // The file grew while it was read.
        if (size > limit) {
            return too_large(limit);
        }
        if (size == content.size()) {
            content.resize(std::min(limit + 1, content.size() * 2));
        }
    }
    content.resize(size);
    return content;
}

} // namespace statybos::kernel::config
