#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/secrets.hpp"

namespace statybos::kernel {
namespace {

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int descriptor() const { return descriptor_; }
    explicit operator bool() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

Error key_file_error(const std::filesystem::path& path, std::string_view what) {
    return Error(Errc::internal, "key_file",
                 fmt::format("{}: {}: {}", path.string(), what,
                             std::error_code(errno, std::generic_category()).message()));
}

Result<SecretKeys> read_key(const std::filesystem::path& path, const File& file) {
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0) {
        return key_file_error(path, "cannot be examined");
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return Error(Errc::invalid, "insecure_key_file",
                     fmt::format("{}: others may read this key; run: chmod 600 {}", path.string(),
                                 path.string()));
    }
    char text[64];
    ssize_t size = ::read(file.descriptor(), text, sizeof text);
    if (size < 0) {
        return key_file_error(path, "cannot be read");
    }
    while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r')) {
        --size;
    }
    auto key = SecretKey::from_base64({text, static_cast<std::size_t>(size)});
    std::memset(text, 0, sizeof text);
    if (!key) {
        return Error(Errc::invalid, "invalid_secret_key",
                     fmt::format("{}: {}", path.string(), key.error().message()));
    }
    const auto digest = sha256({reinterpret_cast<const char*>(key->data()), SecretKey::size});
    const std::string id =
        fmt::format("f{:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3]);
    return SecretKeys{id, {{id, *key}}};
}

// The name appears with link(), whole and only once, so that of several processes that start
// together one makes the key and none reads half of it.
Result<void> make_key(const std::filesystem::path& path) {
    std::string temporary = path.string() + ".XXXXXX";
    const File file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file) {
        return key_file_error(path, "cannot be made");
    }
    const std::string line = SecretKey::random().base64() + '\n';
    const bool written =
        ::fchmod(file.descriptor(), S_IRUSR | S_IWUSR) == 0 &&
        ::write(file.descriptor(), line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        ::fsync(file.descriptor()) == 0;
    const bool linked =
        written && (::link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST);
    const int problem = errno;
    ::unlink(temporary.c_str());
    errno = problem;
    return linked ? Result<void>() : key_file_error(path, "cannot be written");
}

} // namespace

Result<SecretKeys> load_or_create_key(const std::filesystem::path& path) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (file) {
            return read_key(path, file);
        }
        if (errno != ENOENT) {
            return key_file_error(path, "cannot be opened");
        }
        if (auto made = make_key(path); !made) {
            return made.error();
        }
    }
    return key_file_error(path, "disappears");
}

} // namespace statybos::kernel
