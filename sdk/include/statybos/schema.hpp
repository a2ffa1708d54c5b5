// OpenAPI 3.1 schemas (JSON Schema 2020-12) of records.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include <statybos/json.hpp>
#include <statybos/json_writer.hpp>
#include <statybos/record.hpp>

namespace statybos {

/// The schemas of `components/schemas`, by name.
class SchemaSet {
public:
    /// Takes the name for the type that `type` identifies; false when it is there already.
    /// @throws Failure schema_name_taken  another type has that name
    bool claim(std::string_view name, const void* type);
    void set(std::string_view name, std::string schema);

    bool contains(std::string_view name) const { return schemas_.find(name) != schemas_.end(); }
    /// The schema as JSON text, or empty.
    std::string_view find(std::string_view name) const;
    /// `{"Money":{…},"Product":{…}}`, names in alphabetic order.
    std::string json() const;

private:
    struct Entry {
        const void* type = nullptr;
        std::string schema;
    };
    std::map<std::string, Entry, std::less<>> schemas_;
};

namespace detail {

/// Identifies a type within this binary.
template <class T>
inline constexpr char type_key = 0;

void append_bool_schema(std::string& out, bool nullable);
void append_integer_schema(std::string& out, const Limits& limits, std::int64_t low,
                           std::int64_t high, std::string_view format, bool nullable);
void append_number_schema(std::string& out, const Limits& limits, bool nullable);
void append_string_schema(std::string& out, const Limits& limits, bool nullable);
void append_enum_schema(std::string& out,
                        std::span<const std::pair<std::string_view, std::int64_t>> entries,
                        bool nullable);
/// A string of a known form; either may be empty.
void append_text_schema(std::string& out, std::string_view format, std::string_view pattern,
                        bool nullable);
void append_quantity_schema(std::string& out, const Limits& limits, bool nullable);
void append_reference(std::string& out, std::string_view name, bool nullable);
void append_items_limits(std::string& out, const Limits& limits, bool map);
void collect_money_schema(SchemaSet& set, const void* key);

template <class X>
void append_schema(std::string& out, const Limits& limits, bool nullable) {
    if constexpr (is_optional<X> || is_change<X>) {
        append_schema<typename X::value_type>(out, limits, true);
    } else if constexpr (is_maybe<X>) {
        append_schema<typename X::value_type>(out, limits, false);
    } else if constexpr (std::is_same_v<X, bool>) {
        append_bool_schema(out, nullable);
    } else if constexpr (Integer<X>) {
        append_integer_schema(out, limits, std::is_signed_v<X> ? Limits::unset : std::int64_t{0},
                              std::is_signed_v<X> || sizeof(X) == 8
                                  ? std::numeric_limits<std::int64_t>::max()
                                  : static_cast<std::int64_t>(std::numeric_limits<X>::max()),
                              sizeof(X) == 8 ? "int64" : "int32", nullable);
    } else if constexpr (std::is_same_v<X, double>) {
        append_number_schema(out, limits, nullable);
    } else if constexpr (std::is_same_v<X, std::string>) {
        append_string_schema(out, limits, nullable);
    } else if constexpr (RecordEnum<X>) {
        append_enum_schema(out, enum_entries<X>, nullable);
    } else if constexpr (std::is_same_v<X, Money>) {
        append_reference(out, "Money", nullable);
    } else if constexpr (std::is_same_v<X, Quantity>) {
        append_quantity_schema(out, limits, nullable);
    } else if constexpr (std::is_same_v<X, Percent>) {
        append_text_schema(out, "", "^[0-9]+(\\.[0-9]{1,2})?$", nullable);
    } else if constexpr (IdType<X> || std::is_same_v<X, Uuid>) {
        append_text_schema(out, "uuid", "", nullable);
    } else if constexpr (std::is_same_v<X, Instant>) {
        append_text_schema(out, "date-time", "", nullable);
    } else if constexpr (std::is_same_v<X, Json>) {
        out += "{}";
    } else if constexpr (is_vector<X>) {
        out += nullable ? R"({"type":["array","null"],"items":)" : R"({"type":"array","items":)";
        append_schema<typename X::value_type>(out, limits, false);
        append_items_limits(out, limits, false);
        out += '}';
    } else if constexpr (is_map<X>) {
        out += nullable ? R"({"type":["object","null"],"additionalProperties":)"
                        : R"({"type":"object","additionalProperties":)";
        append_schema<typename X::mapped_type>(out, limits, false);
        append_items_limits(out, limits, true);
        out += '}';
    } else if constexpr (Record<X>) {
        append_reference(out, record_name<X>(), nullable);
    } else {
        static_assert(always_false<X>, "this type has no schema");
    }
}

template <class F>
constexpr bool is_required_in_schema() {
    using X = typename F::type;
    return !is_optional<X> && !is_change<X> && !is_maybe<X> && !F::limits.defaulted;
}

/// Adds to a schema the default that `T{}` gives the field where it may be left out.
template <class T, class F>
void append_default(std::string& out, F) {
    if constexpr (F::limits.defaulted) {
        out.pop_back();
        out += out.back() == '{' ? R"("default":)" : R"(,"default":)";
        append_json(out, T{}.*F::pointer);
        out += '}';
    }
}

template <Record T>
std::string record_schema() {
    std::string out = R"({"type":"object","properties":{)";
    std::string required;
    for_each_field<T>([&](auto field) {
        if (out.back() != '{') {
            out += ',';
        }
        append_json_string(out, field.name);
        out += ':';
        append_schema<typename decltype(field)::type>(out, field.limits, false);
        append_default<T>(out, field);
        if constexpr (is_required_in_schema<decltype(field)>()) {
            required += required.empty() ? "" : ",";
            append_json_string(required, field.name);
        }
    });
    out += '}';
    if (!required.empty()) {
        out += R"(,"required":[)" + required + ']';
    }
    return out + R"(,"additionalProperties":false})";
}

void append_parameter(std::string& out, std::string_view path, std::string_view name, bool required,
                      std::string_view schema, bool map);

/// As the field's schema, but a parameter is never null and Money is text.
template <class X>
void append_parameter_schema(std::string& out, const Limits& limits) {
    if constexpr (is_optional<X> || is_change<X> || is_maybe<X>) {
        append_parameter_schema<typename X::value_type>(out, limits);
    } else if constexpr (std::is_same_v<X, Money>) {
        append_text_schema(out, "", "^-?[0-9]+(\\.[0-9]{1,4})?( ?[A-Z]{3})?$", false);
    } else if constexpr (is_map<X>) {
        append_parameter_schema<typename X::mapped_type>(out, limits);
    } else {
        append_schema<X>(out, limits, false);
    }
}

} // namespace detail

/// The schema of `T` as JSON text: a `$ref` for a record and for Money, inline for everything else.
template <class T>
std::string schema_ref() {
    std::string out;
    detail::append_schema<T>(out, Limits{}, false);
    return out;
}

/// Puts the schemas of `T`, if it is a record, and of all records within it into `set`.
/// @throws Failure schema_name_taken  two records of one unqualified name
template <class T>
void collect_schemas(SchemaSet& set) {
    if constexpr (detail::is_optional<T> || detail::is_change<T> || detail::is_maybe<T> ||
                  detail::is_vector<T>) {
        collect_schemas<typename T::value_type>(set);
    } else if constexpr (detail::is_map<T>) {
        collect_schemas<typename T::mapped_type>(set);
    } else if constexpr (std::is_same_v<T, Money>) {
        detail::collect_money_schema(set, &detail::type_key<Money>);
    } else if constexpr (Record<T>) {
        if (set.claim(record_name<T>(), &detail::type_key<T>)) {
            set.set(record_name<T>(), detail::record_schema<T>());
            for_each_field<T>(
                [&](auto field) { collect_schemas<typename decltype(field)::type>(set); });
        }
    }
}

/// The OpenAPI `parameters` array of a record read by read_parameters: those named in braces in
/// `path` are in the path, all others in the query.
template <Record T>
std::string parameters_schema(std::string_view path) {
    std::string out = "[";
    for_each_field<T>([&](auto field) {
        using F = decltype(field);
        constexpr bool list =
            detail::is_vector<typename F::type> || detail::is_map<typename F::type>;
        constexpr bool required =
            detail::is_required_in_schema<F>() && (!list || F::limits.min_items > 0);
        std::string schema;
        detail::append_parameter_schema<typename F::type>(schema, F::limits);
        detail::append_default<T>(schema, field);
        detail::append_parameter(out, path, field.name, required, schema,
                                 detail::is_map<typename F::type>);
    });
    return out + ']';
}

} // namespace statybos
