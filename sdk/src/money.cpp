#include <statybos/money.hpp>

#include <algorithm>
#include <limits>
#include <numeric>

#include <statybos/decimal.hpp>
#include <statybos/error.hpp>

namespace statybos {
namespace {

__extension__ using Wide = __int128;

// ISO 4217, active codes; four characters each, so that a find lands on the grid.
constexpr std::string_view active_codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN "
    "BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP "
    "ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK "
    "JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK "
    "MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF "
    "XPF YER ZAR ZMW ZWL ";
constexpr std::string_view without_decimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ";
constexpr std::string_view with_three_decimals = "BHD IQD JOD KWD LYD OMR TND ";
constexpr std::string_view with_four_decimals = "CLF UYW ";

bool lists(std::string_view codes, std::string_view code) {
    for (std::size_t i = 0; i + 4 <= codes.size(); i += 4) {
        if (codes.substr(i, 3) == code) {
            return true;
        }
    }
    return false;
}

[[noreturn]] void money_overflow() {
    throw Failure(Errc::invalid, "money_overflow", "The amount is too large to reckon with.");
}

void require_same(const Money& a, const Money& b) {
    if (a.currency != b.currency) {
        throw Failure(Errc::internal, "currency_mismatch",
                      "Amounts in '" + std::string(a.currency.code()) + "' and '" +
                          std::string(b.currency.code()) + "' cannot be reckoned together.");
    }
}

Money narrow(Wide minor, Currency currency) {
    if (minor > std::numeric_limits<std::int64_t>::max() ||
        minor < std::numeric_limits<std::int64_t>::min()) {
        money_overflow();
    }
    return {static_cast<std::int64_t>(minor), currency};
}

// Half away from zero; `divisor` is positive.
Wide divide_rounded(Wide dividend, Wide divisor) {
    const Wide half = divisor / 2 + divisor % 2;
    const Wide rest = dividend % divisor;
    const Wide quotient = dividend / divisor;
    if (rest >= half) {
        return quotient + 1;
    }
    return rest <= -half ? quotient - 1 : quotient;
}

void require_rate(std::int64_t basis_points) {
    if (basis_points < 0) {
        throw Failure(Errc::internal, "invalid_rate", "A rate is never negative.");
    }
}

Wide sum_of_weights(Money total, std::span<const std::int64_t> weights) {
    Wide sum = 0;
    for (const std::int64_t weight : weights) {
        if (weight < 0) {
            throw Failure(Errc::internal, "invalid_weights", "A weight of a split is negative.");
        }
        sum += weight;
    }
    if (sum == 0 && total.minor != 0) {
        throw Failure(Errc::internal, "invalid_weights",
                      "An amount cannot be split over weights that sum to zero.");
    }
    return sum;
}

} // namespace

std::optional<Currency> Currency::parse(std::string_view code) noexcept {
    if (code.size() != 3 || !lists(active_codes, code)) {
        return std::nullopt;
    }
    return Currency(code[0], code[1], code[2]);
}

unsigned Currency::exponent() const noexcept {
    const std::string_view text = code();
    if (text == "EUR") {
        return 2;
    }
    if (lists(without_decimals, text)) {
        return 0;
    }
    if (lists(with_three_decimals, text)) {
        return 3;
    }
    return lists(with_four_decimals, text) ? 4 : 2;
}

std::optional<Money> Money::parse(std::string_view amount, Currency currency) noexcept {
    Money money{0, currency};
    if (parse_decimal(amount, currency.exponent(), true, bound, money.minor) !=
        DecimalFault::none) {
        return std::nullopt;
    }
    return money;
}

std::string Money::amount() const {
    char text[decimal_text_size];
    return std::string(text, format_decimal(text, minor, currency.exponent(), false));
}

std::strong_ordering operator<=>(const Money& a, const Money& b) {
    require_same(a, b);
    return a.minor <=> b.minor;
}

Money operator+(Money a, Money b) {
    require_same(a, b);
    return narrow(static_cast<Wide>(a.minor) + b.minor, a.currency);
}

Money operator-(Money a, Money b) {
    require_same(a, b);
    return narrow(static_cast<Wide>(a.minor) - b.minor, a.currency);
}

Money operator-(Money a) {
    return narrow(-static_cast<Wide>(a.minor), a.currency);
}

std::vector<Money> split(Money total, std::span<const std::int64_t> weights) {
    const Wide sum = sum_of_weights(total, weights);
    std::vector<Money> parts(weights.size(), Money{0, total.currency});
    if (total.minor == 0) {
        return parts;
    }
    const Wide magnitude = total.minor < 0 ? -static_cast<Wide>(total.minor) : total.minor;
    const std::int64_t sign = total.minor < 0 ? -1 : 1;
    std::vector<Wide> remainders(weights.size());
    Wide left = magnitude;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        // Below 2^63 · 2^63: no overflow.
        const Wide product = magnitude * weights[i];
        remainders[i] = product % sum;
        left -= product / sum;
        parts[i] = narrow(sign * (product / sum), total.currency);
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; left > 0; ++i, --left) {
        parts[order[i]].minor += sign;
    }
    return parts;
}

std::vector<Money> split(Money total, std::initializer_list<std::int64_t> weights) {
    return split(total, std::span<const std::int64_t>(weights.begin(), weights.size()));
}

Money times(Money unit_price, Quantity quantity) {
    const Wide product = static_cast<Wide>(unit_price.minor) * quantity.thousandths;
    return narrow(divide_rounded(product, 1000), unit_price.currency);
}

Money percent_of(Money amount, std::int64_t basis_points) {
    require_rate(basis_points);
    return narrow(divide_rounded(static_cast<Wide>(amount.minor) * basis_points, 10'000),
                  amount.currency);
}

Money vat_contained(Money gross, std::int64_t basis_points) {
    require_rate(basis_points);
    return narrow(divide_rounded(static_cast<Wide>(gross.minor) * basis_points,
                                 static_cast<Wide>(basis_points) + 10'000),
                  gross.currency);
}

} // namespace statybos
