#include "http/stream_message.hpp"

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

constexpr std::size_t longest_data = 64 * 1024;
constexpr std::size_t longest_name = 200;

bool is_one_line(std::string_view text) {
    return text.size() <= longest_name && is_utf8(text) &&
           text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += '\n';
}

// CR, LF and CRLF end a line for the client, so each line gets a field of its own.
void append_data(std::string& out, std::string_view data) {
    for (;;) {
        const auto end = data.find_first_of("\r\n");
        append_field(out, "data", data.substr(0, end));
        if (end == std::string_view::npos) {
            return;
        }
        data.remove_prefix(data.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
    }
}

} // namespace

Result<SharedMessage> stream_message(std::string_view id, std::string_view event,
                                     std::string_view data) {
    if (!is_one_line(id) || !is_one_line(event)) {
        return Error(Errc::invalid, "invalid_message",
                     "the id and the name of a stream's message are one line, at most 200 bytes");
    }
    if (data.size() > longest_data || !is_utf8(data)) {
        return Error(Errc::invalid, "invalid_message",
                     "the data of a stream's message is UTF-8, at most 64 KiB");
    }
    auto made = std::make_shared<StreamMessage>();
    made->id = id;
    if (!id.empty()) {
        append_field(made->frame, "id", id);
    }
    if (!event.empty()) {
        append_field(made->frame, "event", event);
    }
    made->is_mark = !id.empty() && event.empty() && data.empty();
    if (!made->is_mark) {
        append_data(made->frame, data);
    }
    made->frame += '\n';
    return SharedMessage(std::move(made));
}

} // namespace statybos::kernel::http
