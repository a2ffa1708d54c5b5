#include <statybos/percent.hpp>

#include <statybos/decimal.hpp>

namespace statybos {

std::optional<Percent> Percent::parse(std::string_view text) noexcept {
    std::int64_t scaled = 0;
    if (parse_decimal(text, 2, false, bound, scaled) != DecimalFault::none) {
        return std::nullopt;
    }
    return Percent{static_cast<std::int32_t>(scaled)};
}

std::string Percent::to_string() const {
    char text[decimal_text_size];
    return std::string(text, format_decimal(text, basis_points, 2, false));
}

} // namespace statybos
