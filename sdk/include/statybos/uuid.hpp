// Universally unique identifiers.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace statybos {

/// 16 bytes in network order; the default one is nil. Ordered as its text is.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    static constexpr std::size_t text_size = 36;

    /// Reads the form 8-4-4-4-12 of hexadecimal digits, either case.
    static std::optional<Uuid> parse(std::string_view text) noexcept;

    /// Version 7 of RFC 9562. Within this binary each is greater than the one before, also when the
    /// clock stands still or goes back.
    ///
    /// @param now_us  UTC, microseconds since 1970, >= 0.
    /// @param random  Eight bytes from a strong source.
    static Uuid v7(std::int64_t now_us, std::span<const std::uint8_t, 8> random) noexcept;
    /// Version 7 from the system's clock and random source.
    static Uuid make();

    /// Writes text_size characters in lower case, no NUL.
    void format(char* out) const noexcept;
    std::string to_string() const;
    bool is_nil() const noexcept { return *this == Uuid{}; }
    /// Milliseconds since 1970 that a version 7 was made at.
    std::int64_t milliseconds() const noexcept;

    friend constexpr bool operator==(const Uuid&, const Uuid&) noexcept = default;
    friend std::strong_ordering operator<=>(const Uuid& a, const Uuid& b) noexcept {
        return std::memcmp(a.bytes.data(), b.bytes.data(), a.bytes.size()) <=> 0;
    }
};

inline std::size_t hash_value(const Uuid& id) noexcept {
    // The last eight bytes of a version 7 are random.
    std::size_t low = 0;
    std::size_t high = 0;
    std::memcpy(&low, id.bytes.data() + 8, 8);
    std::memcpy(&high, id.bytes.data(), 8);
    return low ^ (high * 0x9E3779B97F4A7C15ULL);
}

} // namespace statybos

template <>
struct std::hash<statybos::Uuid> {
    std::size_t operator()(const statybos::Uuid& id) const noexcept { return hash_value(id); }
};
