// From JSON text, and from path and query parameters, to records; every fault of the input at once.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <statybos/error.hpp>
#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/json.hpp>
#include <statybos/json_node.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos {

/// A parameter of a path or query, percent-decoded.
using NamedValue = std::pair<std::string_view, std::string_view>;

namespace detail {

/// Where in the input a value stands, for pointers in errors; lies on the stack.
struct JsonPath {
    const JsonPath* parent = nullptr;
    std::string_view name;
    std::uint32_t index = 0;
    bool is_index = false;
};

enum class JsonSource : std::uint8_t {
    body,       ///< a client's: unknown fields and broken limits are errors
    parameters, ///< of a path or query: text that is typed here
    stored,     ///< our own text: unknown fields skipped, missing ones keep defaults, no limits
};

class JsonReader;

/// Non-template description of one field, so that one loop reads every record.
struct RecordField {
    std::string_view name;
    bool required;
    bool optional; ///< in parameters: an empty text is none
    bool list;     ///< in parameters: absent is empty, unless `min_items`
    bool map;      ///< in parameters: collects `name.<key>`
    std::uint32_t min_items;
    void (*read)(JsonReader& reader, const JsonPath& at, const JsonNode& node, void* record);
};

using EnumEntries = std::span<const std::pair<std::string_view, std::int64_t>>;

/// Reads values and notes what is wrong with them. Each read returns whether the value is good.
class JsonReader {
public:
    static constexpr std::size_t max_errors = 100;

    explicit JsonReader(JsonSource source) : source_(source) {}

    JsonSource source() const noexcept { return source_; }
    bool lenient() const noexcept { return source_ == JsonSource::stored; }
    bool failed() const noexcept { return failed_; }
    /// validation_failed with all fields; only when failed().
    Error error() &&;

    bool fail(const JsonPath& at, std::string_view code, std::string message);

    bool read_bool(const JsonPath& at, const JsonNode& node, bool& value);
    bool read_integer(const JsonPath& at, const JsonNode& node, const Limits& limits,
                      std::int64_t low, std::int64_t high, std::int64_t& value);
    bool read_double(const JsonPath& at, const JsonNode& node, const Limits& limits, double& value);
    bool read_string(const JsonPath& at, const JsonNode& node, const Limits& limits,
                     std::string& value);
    bool read_enum(const JsonPath& at, const JsonNode& node, EnumEntries entries,
                   std::int64_t& value);
    bool read_money(const JsonPath& at, const JsonNode& node, const Limits& limits, Money& value);
    bool read_quantity(const JsonPath& at, const JsonNode& node, const Limits& limits,
                       Quantity& value);
    bool read_percent(const JsonPath& at, const JsonNode& node, const Limits& limits,
                      Percent& value);
    bool read_uuid(const JsonPath& at, const JsonNode& node, Uuid& value);
    bool read_instant(const JsonPath& at, const JsonNode& node, Instant& value);
    bool read_json_value(const JsonPath& at, const JsonNode& node, Json& value);

    using ElementRead = void (*)(JsonReader&, const JsonPath&, const JsonNode&, const Limits&,
                                 void* list);
    /// Elements of an array; in parameters of repeated or comma-separated text.
    void read_list(const JsonPath& at, const JsonNode& node, const Limits& limits,
                   ElementRead element, void* list);
    void read_map(const JsonPath& at, const JsonNode& node, const Limits& limits,
                  ElementRead element, void* map);
    void read_record(const JsonPath& at, const JsonNode& node, std::span<const RecordField> fields,
                     void* record);

private:
    const std::string_view* text_of(const JsonPath& at, const JsonNode& node,
                                    std::string_view wanted);
    bool in_range(const JsonPath& at, const Limits& limits, std::int64_t value,
                  std::string_view unit);
    bool read_decimal(const JsonPath& at, const JsonNode& node, const Limits& limits,
                      unsigned decimals, std::int64_t bound, std::string_view example,
                      std::int64_t& value);
    bool wrong_type(const JsonPath& at, std::string_view wanted);
    bool count_fits(const JsonPath& at, std::size_t count, const Limits& limits);
    std::string pointer(const JsonPath& at) const;

    std::vector<FieldError> errors_;
    JsonSource source_;
    bool failed_ = false;
};

template <class X>
void read_value(JsonReader& reader, const JsonPath& at, const JsonNode& node, const Limits& limits,
                X& target);

template <class T, class F>
void read_field(JsonReader& reader, const JsonPath& at, const JsonNode& node, void* record) {
    read_value(reader, at, node, F::limits, static_cast<T*>(record)->*F::pointer);
}

template <class X>
inline constexpr bool is_holder = is_optional<X> || is_change<X> || is_maybe<X>;

template <class F>
constexpr bool is_required() {
    return !is_holder<typename F::type> && !F::limits.defaulted;
}

template <Record T>
inline constexpr auto record_fields = with_fields<T>([](auto... field) {
    static_assert(sizeof...(field) <= 64, "read_record() keeps one bit a field");
    return std::array<RecordField, sizeof...(field)>{
        {{field.name, is_required<decltype(field)>(), is_holder<typename decltype(field)::type>,
          is_vector<typename decltype(field)::type> || is_map<typename decltype(field)::type>,
          is_map<typename decltype(field)::type>, field.limits.min_items,
          &read_field<T, decltype(field)>}...}};
});

template <class X>
void read_element(JsonReader& reader, const JsonPath& at, const JsonNode& node,
                  const Limits& limits, void* list) {
    read_value(reader, at, node, limits, static_cast<std::vector<X>*>(list)->emplace_back());
}

template <class X>
void read_member(JsonReader& reader, const JsonPath& at, const JsonNode& node, const Limits& limits,
                 void* map) {
    read_value(reader, at, node, limits,
               (*static_cast<std::map<std::string, X>*>(map))[std::string(node.key)]);
}

template <Integer X>
void read_number(JsonReader& reader, const JsonPath& at, const JsonNode& node, const Limits& limits,
                 X& target) {
    constexpr auto low = static_cast<std::int64_t>(std::numeric_limits<X>::min());
    constexpr auto high = std::numeric_limits<X>::max() > std::numeric_limits<std::int64_t>::max()
                              ? std::numeric_limits<std::int64_t>::max()
                              : static_cast<std::int64_t>(std::numeric_limits<X>::max());
    std::int64_t value = 0;
    if (reader.read_integer(at, node, limits, low, high, value)) {
        target = static_cast<X>(value);
    }
}

/// Values that hold another one or nothing.
template <class X>
void read_holder(JsonReader& reader, const JsonPath& at, const JsonNode& node, const Limits& limits,
                 X& target) {
    if constexpr (is_maybe<X>) {
        typename X::value_type value{};
        read_value(reader, at, node, limits, value);
        target = X(std::move(value));
    } else if constexpr (is_change<X>) {
        if (node.is_null()) {
            target = X::clear();
            return;
        }
        typename X::value_type value{};
        read_value(reader, at, node, limits, value);
        target = X(std::move(value));
    } else {
        if (node.is_null()) {
            target.reset();
        } else {
            read_value(reader, at, node, limits, target.emplace());
        }
    }
}

template <class X>
void read_value(JsonReader& reader, const JsonPath& at, const JsonNode& node, const Limits& limits,
                X& target) {
    if constexpr (is_holder<X>) {
        read_holder(reader, at, node, limits, target);
    } else if constexpr (std::is_same_v<X, bool>) {
        reader.read_bool(at, node, target);
    } else if constexpr (Integer<X>) {
        read_number(reader, at, node, limits, target);
    } else if constexpr (std::is_same_v<X, double>) {
        reader.read_double(at, node, limits, target);
    } else if constexpr (std::is_same_v<X, std::string>) {
        reader.read_string(at, node, limits, target);
    } else if constexpr (RecordEnum<X>) {
        std::int64_t value = 0;
        if (reader.read_enum(at, node, enum_entries<X>, value)) {
            target = static_cast<X>(value);
        }
    } else if constexpr (std::is_same_v<X, Money>) {
        reader.read_money(at, node, limits, target);
    } else if constexpr (std::is_same_v<X, Quantity>) {
        reader.read_quantity(at, node, limits, target);
    } else if constexpr (std::is_same_v<X, Percent>) {
        reader.read_percent(at, node, limits, target);
    } else if constexpr (std::is_same_v<X, Uuid>) {
        reader.read_uuid(at, node, target);
    } else if constexpr (IdType<X>) {
        reader.read_uuid(at, node, target.value);
    } else if constexpr (std::is_same_v<X, Instant>) {
        reader.read_instant(at, node, target);
    } else if constexpr (std::is_same_v<X, Json>) {
        reader.read_json_value(at, node, target);
    } else if constexpr (is_vector<X>) {
        static_assert(!std::is_same_v<typename X::value_type, bool>, "no vector<bool> in records");
        target.clear();
        reader.read_list(at, node, limits, &read_element<typename X::value_type>, &target);
    } else if constexpr (is_map<X>) {
        target.clear();
        reader.read_map(at, node, limits, &read_member<typename X::mapped_type>, &target);
    } else if constexpr (Record<X>) {
        reader.read_record(at, node, record_fields<X>, &target);
    } else {
        static_assert(always_false<X>, "this type cannot be a field of a record");
    }
}

/// @errors malformed_json  as JsonDocument::parse, or `must_be_object` and another value
Result<JsonDocument> parse_input(std::string_view text, bool must_be_object);
JsonNode parameter_node(std::string_view key, std::string_view text);
Result<std::vector<JsonNode>> arrange_parameters(std::span<const NamedValue> values,
                                                 std::span<const RecordField> fields);

template <class T>
Result<T> read_text(std::string_view text, JsonSource source) {
    const Result<JsonDocument> document = parse_input(text, Record<T>);
    if (!document) {
        return document.error();
    }
    JsonReader reader(source);
    T value{};
    read_value(reader, JsonPath{}, document->root(), Limits{}, value);
    if (reader.failed()) {
        return std::move(reader).error();
    }
    return value;
}

} // namespace detail

/// Reads what a client, a provider or the operator's configuration sent.
///
/// @errors malformed_json     not an acceptable JSON object (400); member `position`
/// @errors validation_failed  all faults at once, each with an RFC 6901 pointer and one of the
/// codes
///   required, wrong_type, unknown_field, too_small, too_large, too_short, too_long, not_in_list,
///   bad_format, too_many, too_few (422)
template <class T>
Result<T> read_json(std::string_view body) {
    return detail::read_text<T>(body, detail::JsonSource::body);
}

/// Reads what this software wrote itself: events, jobs, jsonb columns. Members that the record does
/// not know are skipped, missing ones keep what `T{}` gives them, limits are not applied; so
/// an older reader understands a newer writer and the reverse.
///
/// @errors malformed_json, validation_failed  as read_json
template <class T>
Result<T> read_stored_json(std::string_view text) {
    return detail::read_text<T>(text, detail::JsonSource::stored);
}

/// Reads path and query parameters. A vector takes repeated and comma-separated values; a map field
/// `attr` takes `attr.<key>`; an empty value of an optional field is none; Money may be "12.50"
/// (euro) or "12.50 USD". Pointers are "?name", or "?name/0" in a list.
///
/// @errors validation_failed  as read_json; an unknown one has the code unknown_parameter
template <Record T>
Result<T> read_parameters(std::span<const NamedValue> values) {
    const auto nodes = detail::arrange_parameters(values, detail::record_fields<T>);
    if (!nodes) {
        return nodes.error();
    }
    detail::JsonReader reader(detail::JsonSource::parameters);
    T record{};
    reader.read_record(detail::JsonPath{}, nodes->front(), detail::record_fields<T>, &record);
    if (reader.failed()) {
        return std::move(reader).error();
    }
    return record;
}

} // namespace statybos
