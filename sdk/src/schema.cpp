#include <statybos/schema.hpp>

#include <algorithm>

#include <statybos/error.hpp>

namespace statybos {

bool SchemaSet::claim(std::string_view name, const void* type) {
    const auto [entry, added] = schemas_.try_emplace(std::string(name));
    if (!added && entry->second.type != type) {
        throw Failure(Errc::internal, "schema_name_taken",
                      "Two records are named '" + std::string(name) +
                          "'; schemas need names of their own.");
    }
    entry->second.type = type;
    return added;
}

void SchemaSet::set(std::string_view name, std::string schema) {
    schemas_[std::string(name)].schema = std::move(schema);
}

std::string_view SchemaSet::find(std::string_view name) const {
    const auto entry = schemas_.find(name);
    return entry == schemas_.end() ? std::string_view() : std::string_view(entry->second.schema);
}

std::string SchemaSet::json() const {
    std::string out = "{";
    for (const auto& [name, entry] : schemas_) {
        if (out.size() > 1) {
            out += ',';
        }
        append_json_string(out, name);
        out += ':';
        out += entry.schema;
    }
    return out + '}';
}

namespace detail {
namespace {

void open(std::string& out, std::string_view type, bool nullable) {
    out += nullable ? R"({"type":[")" : R"({"type":")";
    out += type;
    out += nullable ? R"(","null"])" : "\"";
}

void member(std::string& out, std::string_view name, std::int64_t value) {
    out += ",\"";
    out += name;
    out += "\":";
    append_json_integer(out, value);
}

void member(std::string& out, std::string_view name, std::string_view value) {
    if (!value.empty()) {
        out += ",\"";
        out += name;
        out += "\":";
        append_json_string(out, value);
    }
}

} // namespace

void append_bool_schema(std::string& out, bool nullable) {
    open(out, "boolean", nullable);
    out += '}';
}

void append_integer_schema(std::string& out, const Limits& limits, std::int64_t low,
                           std::int64_t high, std::string_view format, bool nullable) {
    open(out, "integer", nullable);
    member(out, "format", format);
    if (const std::int64_t least = std::max(low, limits.minimum); least != Limits::unset) {
        member(out, "minimum", least);
    }
    if (const std::int64_t most = std::min(high, limits.maximum);
        most != std::numeric_limits<std::int64_t>::max()) {
        member(out, "maximum", most);
    }
    out += '}';
}

void append_number_schema(std::string& out, const Limits& limits, bool nullable) {
    open(out, "number", nullable);
    if (limits.lowest > -std::numeric_limits<double>::infinity()) {
        out += R"(,"minimum":)";
        append_json_double(out, limits.lowest);
    }
    if (limits.highest < std::numeric_limits<double>::infinity()) {
        out += R"(,"maximum":)";
        append_json_double(out, limits.highest);
    }
    out += '}';
}

void append_string_schema(std::string& out, const Limits& limits, bool nullable) {
    open(out, "string", nullable);
    if (limits.format != nullptr) {
        member(out, "format", limits.format->name);
        member(out, "pattern", limits.format->pattern);
    }
    if (limits.min_length != 0) {
        member(out, "minLength", std::int64_t{limits.min_length});
    }
    member(out, "maxLength", std::int64_t{limits.max_length});
    out += '}';
}

void append_enum_schema(std::string& out,
                        std::span<const std::pair<std::string_view, std::int64_t>> entries,
                        bool nullable) {
    open(out, "string", nullable);
    out += R"(,"enum":[)";
    for (const auto& [name, number] : entries) {
        if (out.back() != '[') {
            out += ',';
        }
        append_json_string(out, name);
    }
    out += nullable ? ",null]}" : "]}";
}

void append_text_schema(std::string& out, std::string_view format, std::string_view pattern,
                        bool nullable) {
    open(out, "string", nullable);
    member(out, "format", format);
    member(out, "pattern", pattern);
    out += '}';
}

void append_quantity_schema(std::string& out, const Limits& limits, bool nullable) {
    const bool negative = limits.minimum != Limits::unset && limits.minimum < 0;
    append_text_schema(
        out, "", negative ? "^-?[0-9]+(\\.[0-9]{1,3})?$" : "^[0-9]+(\\.[0-9]{1,3})?$", nullable);
}

void append_reference(std::string& out, std::string_view name, bool nullable) {
    out += nullable ? R"({"anyOf":[{"$ref":"#/components/schemas/)"
                    : R"({"$ref":"#/components/schemas/)";
    out += name;
    out += nullable ? R"("},{"type":"null"}]})" : R"("})";
}

void append_items_limits(std::string& out, const Limits& limits, bool map) {
    if (limits.min_items != 0) {
        member(out, map ? "minProperties" : "minItems", std::int64_t{limits.min_items});
    }
    member(out, map ? "maxProperties" : "maxItems", std::int64_t{limits.max_items});
}

void collect_money_schema(SchemaSet& set, const void* key) {
    if (set.claim("Money", key)) {
        set.set("Money",
                R"({"type":"object","properties":{"amount":{"type":"string",)"
                R"("pattern":"^-?[0-9]+(\\.[0-9]{1,4})?$","examples":["12.50"]},)"
                R"("currency":{"type":"string","pattern":"^[A-Z]{3}$","examples":["EUR"]}},)"
                R"("required":["amount","currency"],"additionalProperties":false})");
    }
}

void append_parameter(std::string& out, std::string_view path, std::string_view name, bool required,
                      std::string_view schema, bool map) {
    const bool in_path = path.find("{" + std::string(name) + "}") != std::string_view::npos;
    if (out.back() != '[') {
        out += ',';
    }
    out += R"({"name":)";
    append_json_string(out, name);
    out += in_path    ? R"(,"in":"path","required":true,"schema":)"
           : required ? R"(,"in":"query","required":true,"schema":)"
                      : R"(,"in":"query","schema":)";
    if (map) {
        // With form and explode each member is a parameter of its own: `attr.colour=red`.
        out += R"({"type":"object","patternProperties":{"^)" + std::string(name) + R"(\\.":)";
        out += schema;
        out += R"(}},"style":"form","explode":true})";
        return;
    }
    out += schema;
    out += '}';
}

} // namespace detail
} // namespace statybos
