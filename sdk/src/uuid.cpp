#include <statybos/uuid.hpp>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <ctime>

#include <sys/random.h>

#include <statybos/error.hpp>

namespace statybos {
namespace {

constexpr char digits[] = "0123456789abcdef";
// Milliseconds (48 bits) and a fraction of 12 bits, of the newest identifier made.
constinit std::atomic<std::uint64_t> newest{0};

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool dash_at(std::size_t position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
}

std::uint64_t next_stamp(std::int64_t now_us) {
    const auto now = static_cast<std::uint64_t>(std::max<std::int64_t>(now_us, 0));
    const std::uint64_t wanted = (now / 1000) << 12 | (now % 1000) * 4096 / 1000;
    std::uint64_t last = newest.load(std::memory_order_relaxed);
    std::uint64_t stamp = 0;
    do {
        stamp = std::max(wanted, last + 1);
    } while (!newest.compare_exchange_weak(last, stamp, std::memory_order_relaxed));
    return stamp;
}

} // namespace

std::optional<Uuid> Uuid::parse(std::string_view text) noexcept {
    if (text.size() != text_size) {
        return std::nullopt;
    }
    Uuid id;
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text_size; ++i) {
        if (dash_at(i)) {
            if (text[i] != '-') {
                return std::nullopt;
            }
            continue;
        }
        const int value = hex_value(text[i]);
        if (value < 0) {
            return std::nullopt;
        }
        id.bytes[nibble / 2] = static_cast<std::uint8_t>(id.bytes[nibble / 2] << 4 | value);
        ++nibble;
    }
    return id;
}

Uuid Uuid::v7(std::int64_t now_us, std::span<const std::uint8_t, 8> random) noexcept {
    const std::uint64_t stamp = next_stamp(now_us);
    Uuid id;
    for (std::size_t i = 0; i < 6; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(stamp >> (52 - 8 * i));
    }
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | (stamp >> 8 & 0x0F));
    id.bytes[7] = static_cast<std::uint8_t>(stamp);
    std::copy(random.begin(), random.end(), id.bytes.begin() + 8);
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
    return id;
}

Uuid Uuid::make() {
    std::array<std::uint8_t, 8> random{};
    while (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size())) {
        if (errno != EINTR) {
            throw Failure(Errc::unavailable, "no_random_source",
                          "The system gives no random bytes.");
        }
    }
    std::timespec now{};
    std::timespec_get(&now, TIME_UTC);
    return v7(static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000, random);
}

void Uuid::format(char* out) const noexcept {
    for (std::size_t i = 0, nibble = 0; i < text_size; ++i) {
        if (dash_at(i)) {
            out[i] = '-';
            continue;
        }
        const std::uint8_t byte = bytes[nibble / 2];
        out[i] = digits[nibble % 2 == 0 ? byte >> 4 : byte & 0x0F];
        ++nibble;
    }
}

std::string Uuid::to_string() const {
    std::string text(text_size, '\0');
    format(text.data());
    return text;
}

std::int64_t Uuid::milliseconds() const noexcept {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        value = value << 8 | bytes[i];
    }
    return value;
}

} // namespace statybos
