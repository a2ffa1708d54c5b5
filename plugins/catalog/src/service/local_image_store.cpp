#include "service/local_image_store.hpp"

#include <fstream>
#include <iterator>

namespace statybos::catalog {
namespace {

constexpr std::string_view url_prefix = "/media/";

Error unavailable(const std::string& what) {
    return Error(Errc::unavailable, "image_store_unavailable",
                 "the picture cannot be kept: " + what)
        .flag(STY_ERROR_PRIVATE);
}

} // namespace

bool is_image_key(std::string_view key) {
    constexpr std::size_t longest = 200;
    if (key.empty() || key.size() > longest) {
        return false;
    }
    char before = '/';
    for (char c : key) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        // A dot or slash must follow something, so that no part is empty, "." or "..".
        const bool joint = (c == '/' || c == '.') && before != '/' && before != '.';
        if (!plain && !joint) {
            return false;
        }
        before = c;
    }
    return before != '/' && before != '.';
}

Result<void> LocalImageStore::put(Ctx&, std::string_view key, std::string_view,
                                  std::string_view bytes) {
    STATYBOS_ASSERT(is_image_key(key));
    const std::filesystem::path path = folder_ / key;
    std::error_code failed;
    std::filesystem::create_directories(path.parent_path(), failed);
    // Written beside and renamed, so that nobody reads half a picture.
    const std::filesystem::path beside = path.string() + ".new";
    std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream) {
        return unavailable("writing " + beside.string());
    }
    std::filesystem::rename(beside, path, failed);
    if (failed) {
        return unavailable(failed.message());
    }
    return {};
}

Result<void> LocalImageStore::remove(Ctx&, std::string_view key) {
    STATYBOS_ASSERT(is_image_key(key));
    std::error_code failed;
    std::filesystem::remove(folder_ / key, failed);
    if (failed) {
        return unavailable(failed.message());
    }
    return {};
}

Result<std::string> LocalImageStore::url(Ctx&, std::string_view key) {
    return std::string(url_prefix) + std::string(key);
}

std::optional<std::string> LocalImageStore::read(std::string_view key) const {
    if (!is_image_key(key)) {
        return std::nullopt;
    }
    std::ifstream stream(folder_ / key, std::ios::binary);
    if (!stream) {
        return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>(stream), {}};
}

} // namespace statybos::catalog
