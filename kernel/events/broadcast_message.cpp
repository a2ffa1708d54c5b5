#include "events/broadcast_message.hpp"

#include <charconv>

// A sequence of fields, each `<kind><size>:<bytes>`: no escaping, and every size is checked.

namespace statybos::kernel::events {
namespace {

constexpr std::string_view magic = "statybos1 ";

void append_field(std::string& out, char kind, std::string_view bytes) {
    out += kind;
    out += std::to_string(bytes.size());
    out += ':';
    out += bytes;
}

std::string tag_fields(const BroadcastMessage& message) {
    if (message.all_tags) {
        return "*0:";
    }
    std::string fields;
    for (const std::string& tag : message.tags) {
        append_field(fields, 't', tag);
    }
    return fields;
}

std::string event_fields(const database::LiveEvent& event) {
    std::string fields;
    append_field(fields, 'e', event.id);
    append_field(fields, 'o', event.topic);
    append_field(fields, 'n', event.entity);
    append_field(fields, 'a', std::to_string(event.at_us));
    append_field(fields, 'p', event.payload);
    return fields;
}

struct Field {
    char kind;
    std::string bytes;
};

std::optional<Field> take_field(std::string_view& text) {
    const std::size_t colon = text.find(':');
    if (text.empty() || colon == std::string_view::npos || colon < 2) {
        return std::nullopt;
    }
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + colon, size);
    if (error != std::errc() || end != text.data() + colon || size > text.size() - colon - 1) {
        return std::nullopt;
    }
    Field field{text[0], std::string(text.substr(colon + 1, size))};
    text.remove_prefix(colon + 1 + size);
    return field;
}

bool read_number(const std::string& text, std::int64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

bool put(BroadcastMessage& message, Field field) {
    const bool begun = !message.events.empty();
    switch (field.kind) {
    case 's':
        message.sender = std::move(field.bytes);
        return true;
    case 't':
        message.tags.push_back(std::move(field.bytes));
        return true;
    case '*':
        message.all_tags = true;
        return true;
    case 'i':
        message.event_ids.push_back(std::move(field.bytes));
        return true;
    case 'e':
        message.events.emplace_back().id = std::move(field.bytes);
        return true;
    case 'o':
        return begun && (message.events.back().topic = std::move(field.bytes), true);
    case 'n':
        return begun && (message.events.back().entity = std::move(field.bytes), true);
    case 'p':
        return begun && (message.events.back().payload = std::move(field.bytes), true);
    case 'a':
        return begun && read_number(field.bytes, message.events.back().at_us);
    default:
        return true; // of a newer node
    }
}

} // namespace

std::string encode(const BroadcastMessage& message) {
    std::string text(magic);
    append_field(text, 's', message.sender);
    std::string tags = tag_fields(message);
    if (text.size() + tags.size() > max_broadcast) {
        tags = "*0:";
    }
    text += tags;
    for (const database::LiveEvent& event : message.events) {
        std::string fields = event_fields(event);
        if (text.size() + fields.size() > max_broadcast) {
            fields.clear();
            append_field(fields, 'i', event.id);
        }
        if (text.size() + fields.size() <= max_broadcast) {
            text += fields;
        } else if (!message.all_tags) {
            BroadcastMessage whole = message;
            whole.all_tags = true;
            return encode(whole);
        }
    }
    return text;
}

std::optional<BroadcastMessage> decode_broadcast(std::string_view text) {
    if (!text.starts_with(magic)) {
        return std::nullopt;
    }
    text.remove_prefix(magic.size());
    BroadcastMessage message;
    while (!text.empty()) {
        auto field = take_field(text);
        if (!field || !put(message, std::move(*field))) {
            return std::nullopt;
        }
    }
    return message;
}

} // namespace statybos::kernel::events
