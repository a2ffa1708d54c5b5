// Describing a record once; JSON, validation, schema, rows and the wire form follow from it.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <statybos/change.hpp>
#include <statybos/limits.hpp>

namespace statybos {
namespace detail {

/// One trailing underscore serves for names that C++ has taken: `private_` is "private".
constexpr std::string_view wire_name(std::string_view name) noexcept {
    return name.size() > 1 && name.back() == '_' ? name.substr(0, name.size() - 1) : name;
}

constexpr std::string_view unqualified(std::string_view name) noexcept {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
inline constexpr bool is_change = false;
template <class T>
inline constexpr bool is_change<Change<T>> = true;
template <class T>
inline constexpr bool is_maybe = false;
template <class T>
inline constexpr bool is_maybe<Maybe<T>> = true;
template <class T>
inline constexpr bool always_false = false;

/// An integer that JSON, rows and the wire form know: no character type, no bool.
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                  !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                  !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// Sum of the widths named by a tag such as "Parcel{u4,u4,c16}"; 0 when it names none.
constexpr std::size_t pod_tag_width(std::string_view tag) noexcept {
    const std::size_t brace = tag.find('{');
    std::size_t sum = 0;
    for (std::size_t i = brace; i != std::string_view::npos && i < tag.size(); ++i) {
        std::size_t width = 0;
        for (; i < tag.size() && tag[i] >= '0' && tag[i] <= '9'; ++i) {
            width = width * 10 + static_cast<std::size_t>(tag[i] - '0');
        }
        sum += width;
    }
    return sum;
}

} // namespace detail

/// A type described by STATYBOS_RECORD.
template <class T>
concept Record = requires {
    statybos_record_name(static_cast<const T*>(nullptr));
};

/// An enumeration described by STATYBOS_ENUM.
template <class T>
concept RecordEnum = requires {
    statybos_enum_name(static_cast<const T*>(nullptr));
};

/// A type described by STATYBOS_POD.
template <class T>
concept Pod = requires {
    statybos_pod_tag(static_cast<const T*>(nullptr));
};

/// The record's name without namespaces: its name in schemas and in the ABI signature.
template <Record T>
constexpr std::string_view record_name() noexcept {
    return statybos_record_name(static_cast<const T*>(nullptr));
}

/// One field of a record; `D` is Boost.Describe's descriptor.
template <class T, class D>
struct Field {
    using type = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;
    static constexpr auto pointer = D::pointer;
    static constexpr std::string_view name = detail::wire_name(D::name);
    static constexpr Limits limits = limits_of(D::pointer);
};

namespace detail {

template <class T, class F, template <class...> class List, class... D>
constexpr decltype(auto) call_with_fields(List<D...>, F&& f) {
    return f(Field<T, D>{}...);
}

template <class E, template <class...> class List, class... D>
constexpr auto enum_values(List<D...>) noexcept {
    return std::array<std::pair<std::string_view, std::int64_t>, sizeof...(D)>{
        {{wire_name(D::name), static_cast<std::int64_t>(D::value)}...}};
}

} // namespace detail

/// Calls `f(Field<T, …>{}…)` with all fields of the record at once.
template <Record T, class F>
constexpr decltype(auto) with_fields(F&& f) {
    using Descriptors = decltype(boost_public_member_descriptor_fn(static_cast<T**>(nullptr)));
    return detail::call_with_fields<T>(Descriptors{}, std::forward<F>(f));
}

/// Calls `f(Field<T, …>{})` for each field, in order.
template <Record T, class F>
constexpr void for_each_field(F&& f) {
    with_fields<T>([&](auto... field) { (f(field), ...); });
}

template <Record T>
inline constexpr std::size_t field_count = with_fields<T>([](auto... field) {
    return sizeof...(field);
});

/// The enumerators' names (as in JSON and in the database) and values.
template <RecordEnum E>
inline constexpr auto enum_entries =
    detail::enum_values<E>(decltype(boost_enum_descriptor_fn(static_cast<E**>(nullptr))){});

/// The enumerator's name, or empty for a value that none has.
template <RecordEnum E>
constexpr std::string_view enum_name(E value) noexcept {
    for (const auto& [name, number] : enum_entries<E>) {
        if (number == static_cast<std::int64_t>(value)) {
            return name;
        }
    }
    return {};
}

template <RecordEnum E>
constexpr std::optional<E> enum_from(std::string_view name) noexcept {
    for (const auto& [known, number] : enum_entries<E>) {
        if (known == name) {
            return static_cast<E>(number);
        }
    }
    return std::nullopt;
}

} // namespace statybos

/// Describes a struct, at namespace scope behind it: `STATYBOS_RECORD(Offer, service, price,
/// days)`. Fields are what JSON, rows, schemas and the wire form see, in this order; append at the
/// end only. At most 50 fields, no base classes.
#define STATYBOS_RECORD(T, ...)                                                                    \
    BOOST_DESCRIBE_STRUCT(T, (), (__VA_ARGS__))                                                    \
    [[maybe_unused]] constexpr ::std::string_view statybos_record_name(const T*) noexcept {        \
        return ::statybos::detail::unqualified(#T);                                                \
    }

/// Describes an enumeration declared before: `STATYBOS_ENUM(Unit, pcs, m, m2)`. Its JSON and
/// database form is the enumerator's name.
#define STATYBOS_ENUM(E, ...)                                                                      \
    BOOST_DESCRIBE_ENUM(E, __VA_ARGS__)                                                            \
    [[maybe_unused]] constexpr ::std::string_view statybos_enum_name(const E*) noexcept {          \
        return ::statybos::detail::unqualified(#E);                                                \
    }

/// Declares a struct of frozen layout that may cross the ABI as its bytes. The tag is in the
/// signature; the widths that it names must sum to the size: `STATYBOS_POD(Parcel,
/// "Parcel{u4,u4}")`.
#define STATYBOS_POD(T, tag)                                                                       \
    static_assert(::std::is_trivially_copyable_v<T> && ::std::is_standard_layout_v<T>,             \
                  #T " cannot cross as bytes");                                                    \
    static_assert(::statybos::detail::pod_tag_width(tag) == 0 ||                                   \
                      ::statybos::detail::pod_tag_width(tag) == sizeof(T),                         \
                  "the widths in the tag of " #T " do not sum to its size");                       \
    [[maybe_unused]] constexpr ::std::string_view statybos_pod_tag(const T*) noexcept {            \
        return tag;                                                                                \
    }
