// The table statybos.secrets/1.
#include <cstring>

#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"
#include "core/secrets.hpp"

namespace statybos::kernel {
namespace {

sty_rc fill_random(void* out, std::uint64_t size) {
    return guarded(nullptr, [&]() -> Result<void> {
        random_bytes(out, size);
        return {};
    });
}

void hash(sty_str input, std::uint8_t out[32]) {
    std::memcpy(out, sha256(view(input)).data(), 32);
}

// HMAC fails only when memory is short; the slot has no way to say so.
void authenticate_for(sty_str key, sty_str input, std::uint8_t out[32]) noexcept {
    std::memcpy(out, hmac_sha256(view(key), view(input)).data(), 32);
}

std::uint8_t equal(sty_str a, sty_str b) {
    return equal_in_constant_time(view(a), view(b)) ? 1 : 0;
}

template <class Work>
sty_rc with_secrets(const sty_host* host, sty_buf* out, sty_error* error, Work work) {
    return guarded(error, [&]() -> Result<void> {
        const Engines* engines = HostSide::of(host).engines;
        if (engines == nullptr || engines->secrets == nullptr) {
            return Error(Errc::unavailable, "secrets_unavailable", "no secret key is configured");
        }
        Result<std::string> text = work(*engines->secrets);
        if (!text) {
            return text.error();
        }
        *out = make_buf(*text);
        return {};
    });
}

sty_rc seal(const sty_host* host, sty_str purpose, sty_str plain, sty_buf* box, sty_error* error) {
    return with_secrets(host, box, error, [&](const Secrets& secrets) {
        return secrets.seal(view(purpose), view(plain));
    });
}

sty_rc open(const sty_host* host, sty_str purpose, sty_str box, sty_buf* plain, sty_error* error) {
    return with_secrets(host, plain, error, [&](const Secrets& secrets) {
        return secrets.open(view(purpose), view(box));
    });
}

} // namespace

const sty_api_secrets& secrets_api() {
    static const sty_api_secrets table{
        .size = sizeof(sty_api_secrets),
        .reserved = 0,
        .random = fill_random,
        .sha256 = hash,
        .hmac_sha256 = authenticate_for,
        .equal = equal,
        .seal = seal,
        .open = open,
    };
    return table;
}

} // namespace statybos::kernel
