// What a record's fields may hold, beyond their types: read by the JSON reader, shown in schemas.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace statybos {

/// A form of text. `pattern` is its ECMA 262 expression for the schema, or empty; `name` the
/// schema's `format`, or empty.
struct Format {
    std::string_view name;
    std::string_view pattern;
    bool (*accepts)(std::string_view text) noexcept;
};

extern const Format email_format;    ///< one address, ASCII domain, at most 254 bytes
extern const Format url_format;      ///< http or https, a host, no blanks or control characters
extern const Format slug_format;     ///< a-z, 0-9 and single inner dashes
extern const Format phone_format;    ///< '+' and digits, blanks, dashes, brackets; 5 to 15 digits
extern const Format country_format;  ///< two capitals (ISO 3166-1 alpha-2)
extern const Format language_format; ///< "lt", "en-GB" (BCP 47 without extensions)
extern const Format date_format;     ///< "2026-11-22", an existing day

/// The limits of one field. Those of a vector, optional, map, Change or Maybe go for what is in it.
struct Limits {
    static constexpr std::int64_t unset = std::numeric_limits<std::int64_t>::min();

    std::uint32_t min_length = 0; ///< Unicode code points
    std::uint32_t max_length = 10'000;
    std::uint32_t min_items = 0;
    std::uint32_t max_items = 1'000;
    /// In the type's own unit: minor units, thousandths, basis points, or the integer. Unset, Money
    /// and Quantity start at zero.
    std::int64_t minimum = unset;
    std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();
    const Format* format = nullptr;
    bool defaulted = false;
};

namespace limits {

/// One line of STATYBOS_LIMITS: `set` is laid over the field's limits.
template <class Member, class Set>
struct Rule {
    Member field;
    Set set;
};
template <class Member, class Set>
Rule(Member, Set) -> Rule<Member, Set>;

/// Text of `low` to `high` code points.
template <class M, class T>
constexpr auto length(M T::*field, std::uint32_t low, std::uint32_t high) {
    return Rule{field, [low, high](Limits& limits) {
                    limits.min_length = low;
                    limits.max_length = high;
                }};
}

/// A number within `low` and `high`, both allowed; Money in minor units, Quantity in thousandths,
/// Percent in basis points. A negative `low` allows negative Money and Quantity.
template <class M, class T, std::integral N>
constexpr auto range(M T::*field, N low, N high) {
    return Rule{field, [low, high](Limits& limits) {
                    limits.minimum = static_cast<std::int64_t>(low);
                    limits.maximum = static_cast<std::int64_t>(high);
                    limits.lowest = static_cast<double>(low);
                    limits.highest = static_cast<double>(high);
                }};
}
template <class M, class T>
constexpr auto range(M T::*field, double low, double high) {
    return Rule{field, [low, high](Limits& limits) {
                    limits.lowest = low;
                    limits.highest = high;
                }};
}
template <class M, class T>
constexpr auto at_least(M T::*field, std::int64_t low) {
    return Rule{field, [low](Limits& limits) {
                    limits.minimum = low;
                    limits.lowest = static_cast<double>(low);
                }};
}
template <class M, class T>
constexpr auto at_most(M T::*field, std::int64_t high) {
    return Rule{field, [high](Limits& limits) {
                    limits.maximum = high;
                    limits.highest = static_cast<double>(high);
                }};
}

/// Money or Quantity that may be negative.
template <class M, class T>
constexpr auto any_sign(M T::*field) {
    return Rule{field, [](Limits& limits) { limits.minimum = -limits.maximum; }};
}

/// A list or map of `low` to `high` elements.
template <class M, class T>
constexpr auto items(M T::*field, std::uint32_t low, std::uint32_t high) {
    return Rule{field, [low, high](Limits& limits) {
                    limits.min_items = low;
                    limits.max_items = high;
                }};
}

/// May be absent although its type is not optional: then keeps the value that `T{}` gives it.
template <class M, class T>
constexpr auto defaulted(M T::*field) {
    return Rule{field, [](Limits& limits) { limits.defaulted = true; }};
}

/// Text of that form; `format` must have static storage.
template <class M, class T>
constexpr auto pattern(M T::*field, const Format& format) {
    return Rule{field, [known = &format](Limits& limits) { limits.format = known; }};
}
template <class M, class T>
constexpr auto pattern_email(M T::*field) {
    return pattern(field, email_format);
}
template <class M, class T>
constexpr auto pattern_url(M T::*field) {
    return pattern(field, url_format);
}
template <class M, class T>
constexpr auto pattern_slug(M T::*field) {
    return pattern(field, slug_format);
}
template <class M, class T>
constexpr auto pattern_phone(M T::*field) {
    return pattern(field, phone_format);
}
template <class M, class T>
constexpr auto pattern_country(M T::*field) {
    return pattern(field, country_format);
}
template <class M, class T>
constexpr auto pattern_language(M T::*field) {
    return pattern(field, language_format);
}
template <class M, class T>
constexpr auto pattern_date(M T::*field) {
    return pattern(field, date_format);
}

} // namespace limits

namespace detail {

template <class T>
concept HasLimits = requires {
    statybos_limits(static_cast<const T*>(nullptr));
};

template <class Member, class Rule>
constexpr void apply_rule(Member field, const Rule& rule, Limits& limits) {
    if constexpr (std::is_same_v<Member, decltype(rule.field)>) {
        if (rule.field == field) {
            rule.set(limits);
        }
    }
}

} // namespace detail

/// The limits of the member that `field` points to.
template <class T, class M>
constexpr Limits limits_of(M T::*field) {
    Limits limits;
    if constexpr (detail::HasLimits<T>) {
        std::apply([&](const auto&... rule) { (detail::apply_rule(field, rule, limits), ...); },
                   statybos_limits(static_cast<const T*>(nullptr)));
    }
    return limits;
}

} // namespace statybos

/// Limits of a record's fields, after its STATYBOS_RECORD and in its namespace:
/// `STATYBOS_LIMITS(Review, length(&Review::text, 1, 2000), range(&Review::rating, 1, 5))`.
/// The words are those of statybos::limits. What is not limited gets the defaults of Limits.
#define STATYBOS_LIMITS(T, ...)                                                                    \
    [[maybe_unused]] constexpr auto statybos_limits(const T*) {                                    \
        using ::statybos::limits::any_sign;                                                        \
        using ::statybos::limits::at_least;                                                        \
        using ::statybos::limits::at_most;                                                         \
        using ::statybos::limits::defaulted;                                                       \
        using ::statybos::limits::items;                                                           \
        using ::statybos::limits::length;                                                          \
        using ::statybos::limits::pattern;                                                         \
        using ::statybos::limits::pattern_country;                                                 \
        using ::statybos::limits::pattern_date;                                                    \
        using ::statybos::limits::pattern_email;                                                   \
        using ::statybos::limits::pattern_language;                                                \
        using ::statybos::limits::pattern_phone;                                                   \
        using ::statybos::limits::pattern_slug;                                                    \
        using ::statybos::limits::pattern_url;                                                     \
        using ::statybos::limits::range;                                                           \
        return ::std::make_tuple(__VA_ARGS__);                                                     \
    }
