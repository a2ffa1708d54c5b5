#include "events/event.hpp"

#include <algorithm>

#include <statybos/json_node.hpp>

namespace statybos::kernel::events {
namespace {

constexpr std::size_t max_topic = 100;
constexpr std::size_t max_entity = 200;
constexpr std::size_t max_payload = 256 << 10;

Error invalid_event(std::string message) {
    return {Errc::invalid, "invalid_event", std::move(message)};
}

bool is_word(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

bool is_version(std::string_view text) {
    return text.size() >= 2 && text.size() <= 4 && text[0] == 'v' &&
           std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool is_topic(std::string_view text) {
    if (text.size() > max_topic) {
        return false;
    }
    std::size_t words = 0;
    for (;;) {
        const std::size_t dot = text.find('.');
        if (dot == std::string_view::npos) {
            return words >= 2 && is_version(text);
        }
        if (!is_word(text.substr(0, dot))) {
            return false;
        }
        ++words;
        text.remove_prefix(dot + 1);
    }
}

Result<void> check_event(std::string_view topic, std::string_view entity,
                         std::string_view payload) {
    if (!is_topic(topic)) {
        return invalid_event("event topic \"" + std::string(topic.substr(0, max_topic)) +
                             "\" must look like \"orders.order_placed.v1\"");
    }
    if (entity.empty() || entity.size() > max_entity ||
        entity.find('\0') != std::string_view::npos) {
        return invalid_event("the entity of " + std::string(topic) +
                             " must have 1 to 200 bytes, none of them zero");
    }
    if (payload.size() > max_payload) {
        return invalid_event("the payload of " + std::string(topic) + " is larger than 256 KiB");
    }
    if (!payload.starts_with('{') || !JsonDocument::parse(payload)) {
        return invalid_event("the payload of " + std::string(topic) +
                             " must be a JSON object in UTF-8");
    }
    return {};
}

} // namespace statybos::kernel::events
