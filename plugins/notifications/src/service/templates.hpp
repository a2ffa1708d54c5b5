// The texts of messages, in every language that they are written in.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace statybos::notifications {

/// `{name}` in a text stands for the value of that name; a line of which nothing but an empty value
/// would be left is left out.
struct Template {
    std::string_view event, language, title, body;
    std::string_view brief = {}; ///< for a small screen; empty: the title says it all
};

struct Text {
    std::string title;
    std::string body;
    std::string brief;
};

using Values = std::vector<std::pair<std::string_view, std::string>>;

/// The message about `event`, which one of the lists below has. Values are put in as they are and
/// never looked into again; control characters in them become blanks. A language that a message is
/// not written in gets Lithuanian.
Text text_of(std::string_view event, std::string_view language, const Values& values);

/// For a line of `lines` and `steps`, the values that keep their line breaks: without any itself.
std::string one_line(std::string_view text);

// texts/, by who reads them.
std::span<const Template> account_texts();
std::span<const Template> buyer_texts();
std::span<const Template> vendor_texts();
std::span<const Template> operator_texts();

} // namespace statybos::notifications
