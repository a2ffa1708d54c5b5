// Where pictures live.
#pragma once

#include <string>
#include <string_view>

#include <statybos/contract.hpp>

namespace statybos::catalog {

struct ImageStore {
    virtual ~ImageStore() = default;

    /// Keeps `bytes` under `key` ("products/<id>/<image>.webp"); an existing key is replaced.
    /// @errors unavailable  the store cannot be written
    virtual Result<void> put(Ctx&, std::string_view key, std::string_view content_type,
                             std::string_view bytes) = 0;

    /// Forgets it; an unknown key is no error.
    virtual Result<void> remove(Ctx&, std::string_view key) = 0;

    /// Where a browser finds it: absolute, or a path on this server.
    virtual Result<std::string> url(Ctx&, std::string_view key) = 0;
};
STATYBOS_INTERFACE(ImageStore, "statybos.catalog.image_store", 1, put, remove, url)

} // namespace statybos::catalog
