#include "service/opening_rules.hpp"

#include <algorithm>
#include <array>

namespace statybos::shipping {
namespace {

constexpr std::array<std::string_view, 7> short_days{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

std::optional<int> minute_of(std::string_view time) {
    const auto digit = [&](std::size_t i) { return time[i] - '0'; };
    if (time.size() != 5 || time[2] != ':') {
        return std::nullopt;
    }
    for (const std::size_t i : {0, 1, 3, 4}) {
        if (digit(i) < 0 || digit(i) > 9) {
            return std::nullopt;
        }
    }
    const int hour = digit(0) * 10 + digit(1);
    const int minute = digit(3) * 10 + digit(4);
    const bool exists = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
    return exists ? std::optional(hour * 60 + minute) : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ')) {
        text.remove_suffix(1);
    }
    return text;
}

std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view part = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

std::optional<std::size_t> day_of(std::string_view text) {
    const auto* found = std::find(short_days.begin(), short_days.end(), text);
    return found == short_days.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - short_days.begin()));
}

// "Mo-Fr 08:00-12:00,13:00-17:00" into `hours`.
bool parse_rule(std::string_view rule, std::vector<OpeningHours>& hours) {
    std::string_view days = take_until(rule, ' ');
    const auto first = day_of(take_until(days, '-'));
    const auto last = days.empty() ? first : day_of(days);
    if (!first || !last || *last < *first || rule.empty() || rule.ends_with(',')) {
        return false;
    }
    while (!rule.empty()) {
        std::string_view stretch = take_until(rule, ',');
        const std::string_view opens = take_until(stretch, '-');
        for (std::size_t day = *first; day <= *last; ++day) {
            hours.push_back({static_cast<Weekday>(day), std::string(opens), std::string(stretch)});
        }
    }
    return true;
}

} // namespace

void check_opening_hours(const std::vector<OpeningHours>& hours, const std::string& pointer,
                         Error& wrong) {
    for (std::size_t i = 0; i < hours.size(); ++i) {
        const std::string at = pointer + '/' + std::to_string(i);
        const auto opens = minute_of(hours[i].opens);
        const auto closes = minute_of(hours[i].closes);
        if (!opens || !closes) {
            wrong.add_field({at + (opens ? "/closes" : "/opens"), "bad_format",
                             "a time is written as 08:00, and 24:00 ends a day"});
        } else if (*closes <= *opens) {
            wrong.add_field({at + "/closes", "too_small", "it closes before it opens"});
        } else if (std::any_of(hours.begin(), hours.begin() + static_cast<std::ptrdiff_t>(i),
                               [&](const OpeningHours& other) {
                                   return other.day == hours[i].day &&
                                          other.opens < hours[i].closes &&
                                          hours[i].opens < other.closes;
                               })) {
            wrong.add_field({at, "overlapping", "that day is open then already"});
        }
    }
}

std::optional<std::vector<OpeningHours>> parse_opening_hours(std::string_view text) {
    std::vector<OpeningHours> hours;
    text = trimmed(text);
    if (text.ends_with(';')) {
        return std::nullopt;
    }
    for (std::string_view rest = text == "24/7" ? "Mo-Su 00:00-24:00" : text; !rest.empty();) {
        if (!parse_rule(take_until(rest, ';'), hours)) {
            return std::nullopt;
        }
    }
    Error wrong;
    check_opening_hours(hours, {}, wrong);
    return wrong.fields().empty() ? std::optional(std::move(hours)) : std::nullopt;
}

} // namespace statybos::shipping
