// The texts of messages, in every language that they are written in.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace statybos::notifications {

struct Text {
    std::string title;
    std::string body;
};

using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// The message about `event` ("verify_email", "reset_password", "order_placed", "order_received",
/// "order_shipped", "order_ready_for_pickup") with `{name}` replaced by its value. Values are put
/// in as they are and never looked into again; control characters in them become blanks. A language
/// that a message is not written in gets Lithuanian.
Text text_of(std::string_view event, std::string_view language, Values values);

} // namespace statybos::notifications
