#include "service/templates.hpp"

#include <algorithm>

#include <statybos/error.hpp>

namespace statybos::notifications {
namespace {

const Template& template_of(std::string_view event, std::string_view language) {
    const Template* otherwise = nullptr;
    for (const auto& texts : {account_texts(), buyer_texts(), vendor_texts(), operator_texts()}) {
        for (const Template& one : texts) {
            if (one.event == event && one.language == language) {
                return one;
            }
            if (one.event == event && one.language == "lt") {
                otherwise = &one;
            }
        }
    }
    STATYBOS_ASSERT(otherwise != nullptr);
    return *otherwise;
}

std::string_view value_of(const Values& values, std::string_view name) {
    for (const auto& [key, value] : values) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

void append_plain(std::string& out, std::string_view value, bool keep_lines) {
    for (char c : value) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        out += control && !(keep_lines && c == '\n') ? ' ' : c;
    }
}

std::string fill_line(std::string_view pattern, const Values& values) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size());
        text += pattern.substr(0, open);
        pattern.remove_prefix(open);
        if (pattern.empty()) {
            break;
        }
        const std::size_t close = pattern.find('}');
        const std::string_view name = pattern.substr(1, close - 1);
        append_plain(text, value_of(values, name), name == "lines" || name == "steps");
        pattern.remove_prefix(close + 1);
    }
    return text;
}

std::string fill(std::string_view pattern, const Values& values) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t end = std::min(pattern.find('\n'), pattern.size() - 1);
        const std::string_view line = pattern.substr(0, end + 1);
        const std::string filled = fill_line(line, values);
        if (filled != "\n" || line == "\n") {
            text += filled;
        }
        pattern.remove_prefix(end + 1);
    }
    while (text.ends_with(' ')) {
        text.pop_back();
    }
    return text;
}

} // namespace

std::string one_line(std::string_view text) {
    std::string line;
    append_plain(line, text, false);
    return line;
}

Text text_of(std::string_view event, std::string_view language, const Values& values) {
    const Template& found = template_of(event, language);
    return {fill(found.title, values), fill(found.body, values),
            fill(found.brief.empty() ? found.title : found.brief, values)};
}

} // namespace statybos::notifications
