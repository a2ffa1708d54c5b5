#include "http/query.hpp"

#include <algorithm>

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

Error malformed_query(const char* message) {
    return {Errc::malformed, "malformed_query", message};
}

template <class Each>
void each_pair(std::string_view text, Each each) {
    while (!text.empty()) {
        const auto end = text.find('&');
        const std::string_view pair = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (!pair.empty() && !each(pair)) {
            return;
        }
    }
}

std::string_view name_of(std::string_view pair) {
    return pair.substr(0, pair.find('='));
}

bool clean(const std::optional<std::string>& text) {
    return text && is_utf8(*text) && text->find('\0') == std::string::npos;
}

} // namespace

Result<void> parse_query(std::string_view text, std::vector<QueryParameter>& out) {
    Result<void> result;
    each_pair(text, [&](std::string_view pair) {
        if (out.size() == max_query_parameters) {
            result = malformed_query("The query has more than 200 parameters.");
            return false;
        }
        const std::string_view raw_name = name_of(pair);
        const std::string_view raw_value =
            raw_name.size() == pair.size() ? std::string_view() : pair.substr(raw_name.size() + 1);
        auto name = percent_decoded(raw_name, true);
        auto value = percent_decoded(raw_value, true);
        if (!clean(name) || !clean(value)) {
            result = malformed_query("The query is not percent-encoded UTF-8.");
            return false;
        }
        out.push_back({std::move(*name), std::move(*value)});
        return true;
    });
    return result;
}

void append_canonical_query(std::string& out, std::string_view text) {
    if (text.find('&') == std::string_view::npos) {
        out += text;
        return;
    }
    std::vector<std::string_view> pairs;
    each_pair(text, [&](std::string_view pair) {
        pairs.push_back(pair);
        return true;
    });
    std::stable_sort(pairs.begin(), pairs.end(), [](std::string_view left, std::string_view right) {
        return name_of(left) < name_of(right);
    });
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (i != 0) {
            out += '&';
        }
        out += pairs[i];
    }
}

} // namespace statybos::kernel::http
