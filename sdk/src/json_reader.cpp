// The half of JsonReader that knows places, faults, lists, maps and records.
#include <statybos/json_reader.hpp>

#include <algorithm>

namespace statybos::detail {
namespace {

constexpr std::size_t max_key_length = 200;

void append_token(std::string& out, std::string_view name) {
    for (const char c : name.substr(0, max_key_length)) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
}

// The values of a repeated parameter, each of which may hold several between commas.
std::vector<JsonNode> separated(const JsonNode& node) {
    std::vector<JsonNode> parts;
    const bool repeated = node.kind == JsonKind::array;
    const JsonNode* value = repeated ? node.first() : &node;
    for (std::uint32_t i = 0; i < (repeated ? node.size : 1); ++i, ++value) {
        for (std::size_t start = 0; start <= value->text.size() && !value->text.empty();) {
            const std::size_t comma = std::min(value->text.find(',', start), value->text.size());
            parts.push_back(parameter_node({}, value->text.substr(start, comma - start)));
            start = comma + 1;
        }
    }
    return parts;
}

} // namespace

Error JsonReader::error() && {
    Error error(Errc::invalid, "validation_failed", "The input has faults; see errors.");
    for (FieldError& fault : errors_) {
        error.add_field(std::move(fault));
    }
    return error;
}

std::string JsonReader::pointer(const JsonPath& at) const {
    if (at.parent == nullptr) {
        return {};
    }
    std::string out = pointer(*at.parent);
    if (source_ == JsonSource::parameters && at.parent->parent == nullptr) {
        out += '?';
    } else {
        out += source_ == JsonSource::parameters && !at.is_index ? '.' : '/';
    }
    if (at.is_index) {
        out += std::to_string(at.index);
    } else {
        append_token(out, at.name);
    }
    return out;
}

bool JsonReader::fail(const JsonPath& at, std::string_view code, std::string message) {
    failed_ = true;
    if (errors_.size() < max_errors) {
        errors_.push_back({pointer(at), std::string(code), std::move(message)});
    }
    return false;
}

bool JsonReader::wrong_type(const JsonPath& at, std::string_view wanted) {
    return fail(at, "wrong_type", "Must be " + std::string(wanted) + ".");
}

bool JsonReader::count_fits(const JsonPath& at, std::size_t count, const Limits& limits) {
    if (lenient()) {
        return true;
    }
    if (count > limits.max_items) {
        return fail(at, "too_many",
                    "Must have at most " + std::to_string(limits.max_items) + " elements.");
    }
    if (count < limits.min_items) {
        return fail(at, "too_few",
                    "Must have at least " + std::to_string(limits.min_items) + " elements.");
    }
    return true;
}

void JsonReader::read_list(const JsonPath& at, const JsonNode& node, const Limits& limits,
                           ElementRead element, void* list) {
    if (source_ == JsonSource::parameters) {
        const std::vector<JsonNode> parts = separated(node);
        if (count_fits(at, parts.size(), limits)) {
            for (std::uint32_t i = 0; i < parts.size(); ++i) {
                element(*this, JsonPath{&at, {}, i, true}, parts[i], limits, list);
            }
        }
        return;
    }
    if (node.kind != JsonKind::array) {
        wrong_type(at, "a list");
        return;
    }
    if (!count_fits(at, node.size, limits)) {
        return;
    }
    const JsonNode* child = node.first();
    for (std::uint32_t i = 0; i < node.size; ++i, child = child->next()) {
        element(*this, JsonPath{&at, {}, i, true}, *child, limits, list);
    }
}

void JsonReader::read_map(const JsonPath& at, const JsonNode& node, const Limits& limits,
                          ElementRead element, void* map) {
    if (node.kind != JsonKind::object) {
        wrong_type(at, "an object");
        return;
    }
    if (!count_fits(at, node.size, limits)) {
        return;
    }
    const JsonNode* child = node.first();
    for (std::uint32_t i = 0; i < node.size; ++i, child = child->next()) {
        const JsonPath here{&at, child->key};
        if (!lenient() && (child->key.size() > max_key_length ||
                           child->key.find('\0') != std::string_view::npos)) {
            fail(here, "bad_format", "The name is too long or has a NUL character.");
            continue;
        }
        element(*this, here, *child, limits, map);
    }
}

void JsonReader::read_record(const JsonPath& at, const JsonNode& node,
                             std::span<const RecordField> fields, void* record) {
    if (node.kind != JsonKind::object) {
        wrong_type(at, "an object");
        return;
    }
    const bool parameters = source_ == JsonSource::parameters;
    std::uint64_t seen = 0; // STATYBOS_RECORD takes at most 50 fields
    std::size_t likely = 0;
    const JsonNode* child = node.first();
    for (std::uint32_t i = 0; i < node.size; ++i, child = child->next()) {
        std::size_t tried = 0;
        while (tried < fields.size() && fields[likely % fields.size()].name != child->key) {
            ++likely;
            ++tried;
        }
        if (tried == fields.size()) {
            if (!lenient()) {
                fail(JsonPath{&at, child->key}, parameters ? "unknown_parameter" : "unknown_field",
                     parameters ? "There is no such parameter." : "There is no such field.");
            }
            continue;
        }
        likely %= fields.size();
        const RecordField& field = fields[likely];
        const bool left_empty = parameters && child->kind == JsonKind::parameter &&
                                child->text.empty() && field.optional;
        if (!left_empty) {
            seen |= std::uint64_t{1} << likely;
            field.read(*this, JsonPath{&at, field.name}, *child, record);
        }
        ++likely;
    }
    for (std::size_t i = 0; i < fields.size() && !lenient(); ++i) {
        const bool may_lack =
            !fields[i].required || (parameters && fields[i].list && fields[i].min_items == 0);
        if ((seen >> i & 1) == 0 && !may_lack) {
            fail(JsonPath{&at, fields[i].name}, "required", "Is required.");
        }
    }
}

Result<JsonDocument> parse_input(std::string_view text, bool must_be_object) {
    Result<JsonDocument> document = JsonDocument::parse(text);
    if (document && must_be_object && document->root().kind != JsonKind::object) {
        return Error(Errc::malformed, "malformed_json", "The text is not a JSON object.")
            .member("position", "0");
    }
    return document;
}

} // namespace statybos::detail
