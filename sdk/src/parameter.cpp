#include <statybos/parameter.hpp>

#include <statybos/decimal.hpp>

namespace statybos {

sty_value Parameter::value() const noexcept {
    sty_value value{};
    value.kind = kind_;
    if (kind_ == STY_DOUBLE) {
        value.as.number = number_;
    } else if (kind_ == STY_TEXT || kind_ == STY_BYTES) {
        const std::string_view text = owns_       ? std::string_view(owned_)
                                      : is_small_ ? std::string_view(small_, small_length_)
                                                  : borrowed_;
        value.as.text = {text.data(), text.size()};
    } else {
        value.as.integer = integer_;
    }
    return value;
}

namespace detail {

Parameter uuid_parameter(const Uuid& id) {
    return Parameter::small([&](char* out) {
        id.format(out);
        return Uuid::text_size;
    });
}

Parameter instant_parameter(Instant instant) {
    return Parameter::small([&](char* out) { return instant.format(out); });
}

Parameter quantity_parameter(Quantity quantity) {
    return Parameter::small(
        [&](char* out) { return format_decimal(out, quantity.thousandths, 3, true); });
}

Parameter percent_parameter(Percent percent) {
    return Parameter::small(
        [&](char* out) { return format_decimal(out, percent.basis_points, 2, false); });
}

void append_array_element(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    out += '"';
}

} // namespace detail
} // namespace statybos
