#include <statybos/json_reader.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

#include <statybos/decimal.hpp>
#include <statybos/json_writer.hpp>

namespace statybos::detail {
namespace {

using namespace std::literals;

constexpr std::size_t max_key_length = 200;

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string decimal_text(std::int64_t scaled, unsigned decimals) {
    char text[decimal_text_size];
    return std::string(text, format_decimal(text, scaled, decimals, true));
}

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

// Parameters come from percent-decoding and may be any bytes; bodies are UTF-8 already.
bool is_utf8(std::string_view text) {
    std::string quoted;
    append_json_string(quoted, text);
    return text.find("\xEF\xBF\xBD") != std::string_view::npos ||
           quoted.find("\xEF\xBF\xBD") == std::string::npos;
}

JsonNode parameter_node(std::string_view key, std::string_view text) {
    JsonNode node;
    node.kind = JsonKind::parameter;
    node.key = key;
    node.text = text;
    return node;
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

const std::string_view* JsonReader::text_of(const JsonPath& at, const JsonNode& node,
                                            std::string_view wanted) {
    if (node.kind != JsonKind::string && node.kind != JsonKind::parameter) {
        wrong_type(at, wanted);
        return nullptr;
    }
    return &node.text;
}

bool JsonReader::read_bool(const JsonPath& at, const JsonNode& node, bool& value) {
    if (node.kind == JsonKind::boolean) {
        value = node.integer != 0;
        return true;
    }
    if (node.kind == JsonKind::parameter && (node.text == "true" || node.text == "1")) {
        value = true;
        return true;
    }
    if (node.kind == JsonKind::parameter && (node.text == "false" || node.text == "0")) {
        value = false;
        return true;
    }
    return wrong_type(at, "true or false");
}

bool JsonReader::in_range(const JsonPath& at, const Limits& limits, std::int64_t value,
                          std::string_view unit) {
    if (lenient()) {
        return true;
    }
    if (limits.minimum != Limits::unset && value < limits.minimum) {
        return fail(at, "too_small",
                    "Must be at least " + std::to_string(limits.minimum) + std::string(unit) + ".");
    }
    if (value > limits.maximum) {
        return fail(at, "too_large",
                    "Must be at most " + std::to_string(limits.maximum) + std::string(unit) + ".");
    }
    return true;
}

bool JsonReader::read_integer(const JsonPath& at, const JsonNode& node, const Limits& limits,
                              std::int64_t low, std::int64_t high, std::int64_t& value) {
    const bool numeric = node.kind == JsonKind::integer || node.kind == JsonKind::number;
    const std::string_view text = node.text;
    if ((!numeric && node.kind != JsonKind::parameter) || text.empty() ||
        text.find_first_not_of("0123456789", text.front() == '-' ? 1 : 0) !=
            std::string_view::npos) {
        return wrong_type(at, "a whole number");
    }
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc::invalid_argument) {
        return wrong_type(at, "a whole number");
    }
    const bool beyond = fault == std::errc::result_out_of_range;
    if (beyond ? text.front() == '-' : value < low) {
        return fail(at, "too_small",
                    "Must be at least " + std::to_string(std::max(low, limits.minimum)) + ".");
    }
    if (beyond || value > high) {
        return fail(at, "too_large",
                    "Must be at most " + std::to_string(std::min(high, limits.maximum)) + ".");
    }
    return in_range(at, limits, value, {});
}

bool JsonReader::read_double(const JsonPath& at, const JsonNode& node, const Limits& limits,
                             double& value) {
    if (node.kind == JsonKind::parameter) {
        const std::optional<double> number = parse_double(node.text);
        if (!number) {
            return wrong_type(at, "a number");
        }
        value = *number;
    } else if (node.kind == JsonKind::integer || node.kind == JsonKind::number) {
        value = node.number;
    } else {
        return wrong_type(at, "a number");
    }
    if (!std::isfinite(value) || (!lenient() && value > limits.highest)) {
        return fail(at, "too_large", "The number is too large.");
    }
    if (!lenient() && value < limits.lowest) {
        return fail(at, "too_small", "The number is too small.");
    }
    return true;
}

bool JsonReader::read_string(const JsonPath& at, const JsonNode& node, const Limits& limits,
                             std::string& value) {
    const std::string_view* text = text_of(at, node, "text");
    if (text == nullptr) {
        return false;
    }
    value.assign(*text);
    if (text->find('\0') != std::string_view::npos ||
        (node.kind == JsonKind::parameter && !is_utf8(*text))) {
        return fail(at, "bad_format", "Must be UTF-8 text without NUL characters.");
    }
    if (lenient()) {
        return true;
    }
    const std::size_t length = code_points(*text);
    if (length < limits.min_length) {
        return fail(at, "too_short",
                    "Must have at least " + std::to_string(limits.min_length) + " characters.");
    }
    if (length > limits.max_length) {
        return fail(at, "too_long",
                    "Must have at most " + std::to_string(limits.max_length) + " characters.");
    }
    if (limits.format != nullptr && !limits.format->accepts(*text)) {
        return fail(at, "bad_format",
                    limits.format->name.empty()
                        ? "Does not have the form that is asked for."s
                        : "Must be a valid " + std::string(limits.format->name) + ".");
    }
    return true;
}

bool JsonReader::read_enum(const JsonPath& at, const JsonNode& node, EnumEntries entries,
                           std::int64_t& value) {
    const std::string_view* text = text_of(at, node, "text");
    if (text == nullptr) {
        return false;
    }
    for (const auto& [name, number] : entries) {
        if (name == *text) {
            value = number;
            return true;
        }
    }
    std::string message = "Must be one of";
    for (const auto& [name, number] : entries) {
        message += message.back() == 'f' ? " " : ", ";
        message += name;
    }
    return fail(at, "not_in_list", message + ".");
}

bool JsonReader::read_decimal(const JsonPath& at, const JsonNode& node, const Limits& limits,
                              unsigned decimals, std::int64_t bound, std::string_view example,
                              std::int64_t& value) {
    const std::string wanted = "a decimal in text, such as \"" + std::string(example) + "\"";
    const std::string_view* text = text_of(at, node, wanted);
    if (text == nullptr) {
        return false;
    }
    const std::int64_t low = limits.minimum == Limits::unset ? 0 : std::max(limits.minimum, -bound);
    const std::int64_t high = std::min(limits.maximum, bound);
    const DecimalFault fault = parse_decimal(*text, decimals, true, bound, value);
    if (fault == DecimalFault::format) {
        return fail(at, "bad_format",
                    "Must be " + wanted + ", with at most " + std::to_string(decimals) +
                        " decimals.");
    }
    if (fault == DecimalFault::low || (!lenient() && fault == DecimalFault::none && value < low)) {
        return fail(at, "too_small", "Must be at least " + decimal_text(low, decimals) + ".");
    }
    if (fault == DecimalFault::high || (!lenient() && value > high)) {
        return fail(at, "too_large", "Must be at most " + decimal_text(high, decimals) + ".");
    }
    return true;
}

bool JsonReader::read_quantity(const JsonPath& at, const JsonNode& node, const Limits& limits,
                               Quantity& value) {
    return read_decimal(at, node, limits, 3, Quantity::bound, "14.5", value.thousandths);
}

bool JsonReader::read_percent(const JsonPath& at, const JsonNode& node, const Limits& limits,
                              Percent& value) {
    std::int64_t points = 0;
    if (!read_decimal(at, node, limits, 2, Percent::bound, "21.00", points)) {
        return false;
    }
    value.basis_points = static_cast<std::int32_t>(points);
    return true;
}

bool JsonReader::read_money(const JsonPath& at, const JsonNode& node, const Limits& limits,
                            Money& value) {
    JsonNode amount;
    JsonNode currency;
    if (node.kind == JsonKind::parameter) {
        // "12.50" or "12.50 USD"
        const std::size_t letters = node.text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        amount.kind = currency.kind = JsonKind::parameter;
        amount.text = node.text.substr(0, letters);
        if (letters != std::string_view::npos && letters != 0 && amount.text.back() == ' ') {
            amount.text.remove_suffix(1);
        }
        currency.text = letters == std::string_view::npos ? "EUR"sv : node.text.substr(letters);
        const std::optional<Currency> known = Currency::parse(currency.text);
        if (!known) {
            return fail(at, "bad_format", "Must be an amount such as \"12.50\" or \"12.50 EUR\".");
        }
        value.currency = *known;
        return read_decimal(at, amount, limits, known->exponent(), Money::bound, "12.50",
                            value.minor);
    }
    struct Parts {
        std::string amount;
        std::string currency;
        const JsonNode* amount_node = nullptr;
        const JsonNode* currency_node = nullptr;
    } parts;
    static constexpr RecordField fields[] = {
        {"amount", true, false, false, 0,
         [](JsonReader&, const JsonPath&, const JsonNode& found, void* into) {
             static_cast<Parts*>(into)->amount_node = &found;
         }},
        {"currency", true, false, false, 0,
         [](JsonReader&, const JsonPath&, const JsonNode& found, void* into) {
             static_cast<Parts*>(into)->currency_node = &found;
         }},
    };
    read_record(at, node, fields, &parts);
    std::optional<Currency> known = Currency("EUR");
    if (parts.currency_node != nullptr) {
        const JsonPath here{&at, "currency"};
        const std::string_view* code = text_of(here, *parts.currency_node, "a currency code");
        known = code != nullptr ? Currency::parse(*code) : std::nullopt;
        if (code != nullptr && !known) {
            fail(here, "not_in_list", "Must be an ISO 4217 currency, such as EUR.");
        }
    }
    if (parts.amount_node == nullptr || !known) {
        return false;
    }
    value.currency = *known;
    return read_decimal(JsonPath{&at, "amount"}, *parts.amount_node, limits, known->exponent(),
                        Money::bound, "12.50", value.minor) &&
           parts.currency_node != nullptr;
}

bool JsonReader::read_uuid(const JsonPath& at, const JsonNode& node, Uuid& value) {
    const std::string_view* text = text_of(at, node, "an identifier in text");
    if (text == nullptr) {
        return false;
    }
    const std::optional<Uuid> id = Uuid::parse(*text);
    if (!id) {
        return fail(at, "bad_format", "Must be a UUID.");
    }
    value = *id;
    return true;
}

bool JsonReader::read_instant(const JsonPath& at, const JsonNode& node, Instant& value) {
    const std::string_view* text = text_of(at, node, "a time in text");
    if (text == nullptr) {
        return false;
    }
    const std::optional<Instant> instant = Instant::parse(*text);
    if (!instant) {
        return fail(at, "bad_format", "Must be a time such as \"2026-11-22T12:00:00Z\".");
    }
    value = *instant;
    return true;
}

bool JsonReader::read_json_value(const JsonPath& at, const JsonNode& node, Json& value) {
    // What PostgreSQL's jsonb or a reader of doubles could not hold.
    for (const JsonNode* part = &node; part != node.next(); ++part) {
        if (!std::isfinite(part->number) || part->text.find('\0') != std::string_view::npos ||
            (part != &node && part->key.find('\0') != std::string_view::npos)) {
            return fail(at, "bad_format", "Holds a NUL character or a number too large.");
        }
    }
    value = Json::copy_of(node);
    return true;
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
                                child->text.empty() && !field.required;
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

namespace {

struct Group {
    std::string_view name;
    bool map;
    std::vector<std::pair<std::string_view, std::string_view>> values; // map key, value
};

const RecordField* map_field(std::string_view name, std::span<const RecordField> fields) {
    const std::size_t dot = name.find('.');
    for (const RecordField& field : fields) {
        if (field.map && dot != std::string_view::npos && dot + 1 < name.size() &&
            name.substr(0, dot) == field.name) {
            return &field;
        }
    }
    return nullptr;
}

Group& group_named(std::vector<Group>& groups, std::string_view name, bool map) {
    for (Group& group : groups) {
        if (group.name == name && group.map == map) {
            return group;
        }
    }
    return groups.emplace_back(Group{name, map, {}});
}

// The values of one name: alone a parameter, repeated an array of them.
void append_values(std::vector<JsonNode>& nodes, std::string_view key,
                   std::span<const std::string_view> values) {
    if (values.size() == 1) {
        nodes.push_back(parameter_node(key, values.front()));
        return;
    }
    JsonNode array;
    array.kind = JsonKind::array;
    array.key = key;
    array.size = static_cast<std::uint32_t>(values.size());
    array.extent = array.size + 1;
    nodes.push_back(array);
    for (const std::string_view value : values) {
        nodes.push_back(parameter_node({}, value));
    }
}

void append_map(std::vector<JsonNode>& nodes, const Group& group) {
    const std::size_t at = nodes.size();
    nodes.emplace_back().kind = JsonKind::object;
    nodes[at].key = group.name;
    std::map<std::string_view, std::vector<std::string_view>> keys;
    for (const auto& [key, value] : group.values) {
        keys[key].push_back(value);
    }
    for (const auto& [key, values] : keys) {
        append_values(nodes, key, values);
    }
    nodes[at].size = static_cast<std::uint32_t>(keys.size());
    nodes[at].extent = static_cast<std::uint32_t>(nodes.size() - at);
}

} // namespace

Result<std::vector<JsonNode>> arrange_parameters(std::span<const NamedValue> values,
                                                 std::span<const RecordField> fields) {
    constexpr std::size_t max_parameters = 1000;
    if (values.size() > max_parameters) {
        return Error(Errc::invalid, "validation_failed", "There are too many parameters.")
            .field("?", "too_many", "At most " + std::to_string(max_parameters) + " are taken.");
    }
    std::vector<Group> groups;
    for (const auto& [name, value] : values) {
        const RecordField* map = map_field(name, fields);
        if (map != nullptr) {
            group_named(groups, map->name, true)
                .values.emplace_back(name.substr(map->name.size() + 1), value);
        } else {
            group_named(groups, name, false).values.emplace_back(std::string_view(), value);
        }
    }
    std::vector<JsonNode> nodes(1);
    for (const Group& group : groups) {
        if (group.map) {
            append_map(nodes, group);
            continue;
        }
        std::vector<std::string_view> texts;
        for (const auto& entry : group.values) {
            texts.push_back(entry.second);
        }
        append_values(nodes, group.name, texts);
    }
    nodes[0].kind = JsonKind::object;
    nodes[0].size = static_cast<std::uint32_t>(groups.size());
    nodes[0].extent = static_cast<std::uint32_t>(nodes.size());
    return nodes;
}

} // namespace statybos::detail
