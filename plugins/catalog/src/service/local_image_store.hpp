// Pictures in a folder of the plugin's own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <statybos/catalog/image_store.hpp>

namespace statybos::catalog {

class LocalImageStore final : public ImageStore {
public:
    explicit LocalImageStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Result<void> put(Ctx& ctx, std::string_view key, std::string_view content_type,
                     std::string_view bytes) override;
    Result<void> remove(Ctx& ctx, std::string_view key) override;
    Result<std::string> url(Ctx& ctx, std::string_view key) override;

    /// The bytes under `key`, or nothing.
    std::optional<std::string> read(std::string_view key) const;

private:
    std::filesystem::path folder_;
};

/// Whether `key` is one that a store may be asked for: parts of letters, digits, dashes and dots.
bool is_image_key(std::string_view key);

} // namespace statybos::catalog
