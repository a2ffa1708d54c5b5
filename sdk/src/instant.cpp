#include <statybos/instant.hpp>

#include <algorithm>

namespace statybos {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day = 86'400 * second;

// Days since 1970-01-01 of the proleptic Gregorian calendar (Howard Hinnant's algorithm).
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day_of_month) {
    year -= month <= 2;
    const std::int64_t era = year / 400;
    const auto year_of_era = static_cast<unsigned>(year - era * 400);
    const unsigned day_of_year =
        (153 * (month + (month > 2 ? -3U : 9U)) + 2) / 5 + day_of_month - 1;
    const unsigned day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + static_cast<std::int64_t>(day_of_era) - 719'468;
}

struct Civil {
    std::int64_t year;
    unsigned month;
    unsigned day;
};

Civil civil_from_days(std::int64_t days) {
    days += 719'468;
    const std::int64_t era = days / 146'097;
    const auto day_of_era = static_cast<unsigned>(days - era * 146'097);
    const unsigned year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const unsigned day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted = (5 * day_of_year + 2) / 153;
    const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
    return {static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2), month,
            day_of_year - (153 * shifted + 2) / 5 + 1};
}

unsigned days_in_month(unsigned year, unsigned month) {
    constexpr unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : lengths[month - 1];
}

// Eats text from the front; every step reports whether it was there.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool number(std::size_t width, unsigned low, unsigned high, unsigned& value) {
        if (rest_.size() < width) {
            return false;
        }
        value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') {
                return false;
            }
            value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
        }
        rest_.remove_prefix(width);
        return value >= low && value <= high;
    }

    bool any_of(std::string_view wanted) {
        if (rest_.empty() || wanted.find(rest_.front()) == std::string_view::npos) {
            return false;
        }
        last_ = rest_.front();
        rest_.remove_prefix(1);
        return true;
    }

    bool fraction(std::int64_t& us) {
        us = 0;
        std::size_t count = 0;
        std::int64_t scale = second / 10;
        while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
            us += (rest_[count] - '0') * scale;
            scale /= 10;
            ++count;
        }
        rest_.remove_prefix(count);
        return count >= 1 && count <= 6;
    }

    // Z, +02:00 (RFC 3339); +02, +05:30, +01:24:36 (PostgreSQL).
    bool offset(std::int64_t& us) {
        us = 0;
        if (any_of("Zz")) {
            return true;
        }
        if (!any_of("+-")) {
            return false;
        }
        const std::int64_t sign = last_ == '-' ? -1 : 1;
        unsigned hours = 0;
        unsigned minutes = 0;
        unsigned seconds = 0;
        if (!number(2, 0, 15, hours) || (any_of(":") && !number(2, 0, 59, minutes)) ||
            (any_of(":") && !number(2, 0, 59, seconds))) {
            return false;
        }
        us = sign * (hours * 3600 + minutes * 60 + seconds) * second;
        return true;
    }

    bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
    char last_ = '\0';
};

constexpr std::int64_t earliest = -719'162 * day;    // 0001-01-01T00:00:00Z
constexpr std::int64_t latest = 2'932'897 * day - 1; // 9999-12-31T23:59:59.999999Z

char* put(char* out, std::int64_t value, int width) {
    for (int i = width - 1; i >= 0; --i, value /= 10) {
        out[i] = static_cast<char>('0' + value % 10);
    }
    return out + width;
}

} // namespace

std::optional<Instant> Instant::parse(std::string_view text) noexcept {
    Scanner scanner(text);
    unsigned year = 0;
    unsigned month = 0;
    unsigned day_of_month = 0;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned seconds = 0;
    std::int64_t fraction = 0;
    std::int64_t offset = 0;
    if (!scanner.number(4, 1, 9999, year) || !scanner.any_of("-") ||
        !scanner.number(2, 1, 12, month) || !scanner.any_of("-") ||
        !scanner.number(2, 1, days_in_month(year, month), day_of_month) || !scanner.any_of("Tt ") ||
        !scanner.number(2, 0, 23, hour) || !scanner.any_of(":") ||
        !scanner.number(2, 0, 59, minute) || !scanner.any_of(":") ||
        !scanner.number(2, 0, 59, seconds) ||
        (scanner.any_of(".") && !scanner.fraction(fraction)) || !scanner.offset(offset) ||
        !scanner.at_end()) {
        return std::nullopt;
    }
    const std::int64_t us = days_from_civil(year, month, day_of_month) * day +
                            (hour * 3600 + minute * 60 + seconds) * second + fraction - offset;
    if (us < earliest || us > latest) {
        return std::nullopt;
    }
    return Instant{us};
}

std::size_t Instant::format(char* out) const noexcept {
    const std::int64_t shown = std::clamp(us, earliest, latest);
    const std::int64_t days = shown >= 0 ? shown / day : -((day - 1 - shown) / day);
    const std::int64_t of_day = shown - days * day;
    const Civil civil = civil_from_days(days);
    char* end = put(out, civil.year, 4);
    *end++ = '-';
    end = put(end, civil.month, 2);
    *end++ = '-';
    end = put(end, civil.day, 2);
    *end++ = 'T';
    end = put(end, of_day / (3600 * second), 2);
    *end++ = ':';
    end = put(end, of_day / (60 * second) % 60, 2);
    *end++ = ':';
    end = put(end, of_day / second % 60, 2);
    if (of_day % second != 0) {
        *end++ = '.';
        end = put(end, of_day % second, 6);
    }
    *end++ = 'Z';
    return static_cast<std::size_t>(end - out);
}

std::string Instant::to_string() const {
    char text[text_size];
    return std::string(text, format(text));
}

} // namespace statybos
