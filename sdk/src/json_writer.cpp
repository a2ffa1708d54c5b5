#include <statybos/json_writer.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>

#include <statybos/decimal.hpp>
#include <statybos/secrets.hpp>

namespace statybos {
namespace {

// Length of the well-formed UTF-8 sequence at the start of `text`, or 0 (RFC 3629).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto continues = [&](std::size_t i, std::uint8_t low = 0x80, std::uint8_t high = 0xBF) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    const std::uint8_t first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return continues(1) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const std::uint8_t low = first == 0xE0 ? 0xA0 : 0x80;
        const std::uint8_t high = first == 0xED ? 0x9F : 0xBF;
        return continues(1, low, high) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const std::uint8_t low = first == 0xF0 ? 0x90 : 0x80;
        const std::uint8_t high = first == 0xF4 ? 0x8F : 0xBF;
        return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

void append_control(std::string& out, char c) {
    switch (c) {
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out += "\\u00";
        out += to_hex({&c, 1});
    }
}

} // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t clean = 0; // everything before it is appended
    std::size_t i = 0;
    while (i < text.size()) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
            ++i;
            continue;
        }
        const std::size_t length = byte < 0x80 ? 0 : sequence_length(text.substr(i));
        if (length != 0) {
            i += length;
            continue;
        }
        out.append(text.substr(clean, i - clean));
        if (byte < 0x20) {
            append_control(out, text[i]);
        } else if (byte < 0x80) {
            out += '\\';
            out += text[i];
        } else {
            out += "\xEF\xBF\xBD";
        }
        clean = ++i;
    }
    out.append(text.substr(clean));
    out += '"';
}

namespace detail {
namespace {

template <class Number>
void append_number(std::string& out, Number value) {
    char text[32];
    const auto [end, fault] = std::to_chars(text, text + sizeof text, value);
    out.append(text, fault == std::errc() ? static_cast<std::size_t>(end - text) : 0);
}

void append_decimal(std::string& out, std::int64_t scaled, unsigned decimals, bool trim) {
    char text[decimal_text_size + 2];
    text[0] = '"';
    const std::size_t size = format_decimal(text + 1, scaled, decimals, trim);
    text[size + 1] = '"';
    out.append(text, size + 2);
}

} // namespace

void append_json_integer(std::string& out, std::int64_t value) {
    append_number(out, value);
}

void append_json_unsigned(std::string& out, std::uint64_t value) {
    append_number(out, value);
}

void append_json_double(std::string& out, double value) {
    if (std::isfinite(value)) {
        append_number(out, value);
    } else {
        out += "null";
    }
}

void append_json_money(std::string& out, const Money& value) {
    out += R"({"amount":)";
    append_decimal(out, value.minor, value.currency.exponent(), false);
    out += R"(,"currency":")";
    out += value.currency.code();
    out += R"("})";
}

void append_json_quantity(std::string& out, Quantity value) {
    append_decimal(out, value.thousandths, 3, true);
}

void append_json_percent(std::string& out, Percent value) {
    append_decimal(out, value.basis_points, 2, false);
}

void append_json_uuid(std::string& out, const Uuid& value) {
    char text[Uuid::text_size + 2];
    text[0] = '"';
    value.format(text + 1);
    text[Uuid::text_size + 1] = '"';
    out.append(text, sizeof text);
}

void append_json_instant(std::string& out, Instant value) {
    char text[Instant::text_size + 2];
    text[0] = '"';
    const std::size_t size = value.format(text + 1);
    text[size + 1] = '"';
    out.append(text, size + 2);
}

} // namespace detail
} // namespace statybos
