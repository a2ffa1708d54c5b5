// Points in time.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace statybos {

/// A point in time: microseconds since 1970 UTC.
struct Instant {
    std::int64_t us = 0;

    static constexpr std::size_t text_size = 32;

    static constexpr Instant from_seconds(std::int64_t unix_seconds) noexcept {
        return {unix_seconds * 1'000'000};
    }
    /// Reads RFC 3339 ("2026-11-22T12:00:00Z", any offset) and PostgreSQL's text of a timestamptz
    /// ("2026-11-22 12:00:00.5+00"). Years 1 to 9999, at most six decimals, no leap second.
    static std::optional<Instant> parse(std::string_view text) noexcept;

    /// RFC 3339 in UTC with 'Z'; six decimals unless they are zero. Beyond the years 1 to 9999 the
    /// nearest instant within is written.
    std::string to_string() const;
    /// Writes that text, at most text_size characters, and returns their number.
    std::size_t format(char* out) const noexcept;

    constexpr std::int64_t seconds() const noexcept {
        return us >= 0 ? us / 1'000'000 : -((999'999 - us) / 1'000'000);
    }
    constexpr Instant plus_seconds(std::int64_t seconds) const noexcept {
        return {us + seconds * 1'000'000};
    }

    friend constexpr bool operator==(Instant, Instant) noexcept = default;
    friend constexpr auto operator<=>(Instant, Instant) noexcept = default;
};

/// Microseconds from `b` to `a`.
constexpr std::int64_t operator-(Instant a, Instant b) noexcept {
    return a.us - b.us;
}

} // namespace statybos
