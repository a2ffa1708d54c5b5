// The half of JsonReader that reads one value.
#include <statybos/json_reader.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

#include <statybos/decimal.hpp>
#include <statybos/json_writer.hpp>

namespace statybos::detail {
namespace {

using namespace std::literals;

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

std::string decimal_text(std::int64_t scaled, unsigned decimals) {
    char text[decimal_text_size];
    return std::string(text, format_decimal(text, scaled, decimals, true));
}

} // namespace

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
    // Parameters come from percent-decoding and may be any bytes; bodies are UTF-8 already.
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
        {"amount", true, false, false, false, 0,
         [](JsonReader&, const JsonPath&, const JsonNode& found, void* into) {
             static_cast<Parts*>(into)->amount_node = &found;
         }},
        {"currency", true, false, false, false, 0,
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

} // namespace statybos::detail
