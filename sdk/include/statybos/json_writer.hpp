// JSON text, appended to a string: of records and of every type that their fields have.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos {

class Json;

/// Appends `text` as a JSON string: quoted, escaped; bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);
/// Whether `text` is well-formed (RFC 3629).
bool is_utf8(std::string_view text);

namespace detail {

void append_json_integer(std::string& out, std::int64_t value);
void append_json_unsigned(std::string& out, std::uint64_t value);
void append_json_double(std::string& out, double value);
void append_json_money(std::string& out, const Money& value);
void append_json_quantity(std::string& out, Quantity value);
void append_json_percent(std::string& out, Percent value);
void append_json_uuid(std::string& out, const Uuid& value);
void append_json_instant(std::string& out, Instant value);

/// `,"name":`, made once at compile time.
template <class F>
inline constexpr auto field_prefix = [] {
    std::array<char, F::name.size() + 4> text{};
    text[0] = ',';
    text[1] = '"';
    for (std::size_t i = 0; i < F::name.size(); ++i) {
        text[i + 2] = F::name[i];
    }
    text[text.size() - 2] = '"';
    text[text.size() - 1] = ':';
    return text;
}();

/// Whether a field is written at all.
template <class X>
bool is_written(const X& value) {
    if constexpr (is_maybe<X>) {
        return value.has_value();
    } else if constexpr (is_change<X>) {
        return value.present();
    } else {
        return true;
    }
}

} // namespace detail

template <class T>
void append_json(std::string& out, const T& value);

namespace detail {

template <class T, class F>
void append_field(std::string& out, const T& record, F) {
    const auto& value = record.*F::pointer;
    if (is_written(value)) {
        out.append(field_prefix<F>.data(), field_prefix<F>.size());
        append_json(out, value);
    }
}

template <Record T>
void append_record(std::string& out, const T& record) {
    const std::size_t start = out.size();
    for_each_field<T>([&](auto field) { append_field(out, record, field); });
    if (out.size() == start) {
        out += '{';
    } else {
        out[start] = '{'; // in the place of the first comma
    }
    out += '}';
}

template <class List>
void append_list(std::string& out, const List& list) {
    out += '[';
    bool first = true;
    for (const auto& element : list) {
        if (!first) {
            out += ',';
        }
        first = false;
        append_json(out, element);
    }
    out += ']';
}

template <class Map>
void append_map(std::string& out, const Map& map) {
    out += '{';
    bool first = true;
    for (const auto& [key, element] : map) {
        if (!first) {
            out += ',';
        }
        first = false;
        append_json_string(out, key);
        out += ':';
        append_json(out, element);
    }
    out += '}';
}

} // namespace detail

/// Appends `value` as JSON. An empty optional is null; an empty Maybe and an absent Change are left
/// out of their record; a double that is not finite is null.
template <class T>
void append_json(std::string& out, const T& value) {
    if constexpr (Record<T>) {
        detail::append_record(out, value);
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
        append_json_string(out, value);
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (detail::Integer<T> && std::is_signed_v<T>) {
        detail::append_json_integer(out, value);
    } else if constexpr (detail::Integer<T>) {
        detail::append_json_unsigned(out, value);
    } else if constexpr (std::is_floating_point_v<T>) {
        detail::append_json_double(out, static_cast<double>(value));
    } else if constexpr (RecordEnum<T>) {
        append_json_string(out, enum_name(value));
    } else if constexpr (std::is_same_v<T, Money>) {
        detail::append_json_money(out, value);
    } else if constexpr (std::is_same_v<T, Quantity>) {
        detail::append_json_quantity(out, value);
    } else if constexpr (std::is_same_v<T, Percent>) {
        detail::append_json_percent(out, value);
    } else if constexpr (std::is_same_v<T, Uuid>) {
        detail::append_json_uuid(out, value);
    } else if constexpr (IdType<T>) {
        detail::append_json_uuid(out, value.value);
    } else if constexpr (std::is_same_v<T, Instant>) {
        detail::append_json_instant(out, value);
    } else if constexpr (std::is_same_v<T, Json>) {
        value.append_to(out);
    } else if constexpr (detail::is_vector<T>) {
        detail::append_list(out, value);
    } else if constexpr (detail::is_map<T>) {
        detail::append_map(out, value);
    } else if constexpr (detail::is_optional<T> || detail::is_change<T> || detail::is_maybe<T>) {
        if (value.has_value()) {
            append_json(out, value.value());
        } else {
            out += "null";
        }
    } else {
        static_assert(detail::always_false<T>, "this type cannot be written as JSON");
    }
}

template <class T>
std::string write_json(const T& value) {
    std::string out;
    out.reserve(256);
    append_json(out, value);
    return out;
}

} // namespace statybos
