#include "http/response.hpp"

#include <algorithm>

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

bool acceptable(std::string_view name, std::string_view value) {
    if (!is_token(name) || !is_field_value(value)) {
        return false;
    }
    for (const std::string_view own :
         {"Content-Length", "Transfer-Encoding", "Connection", "Date"}) {
        if (same_text(name, own)) {
            return false;
        }
    }
    return true;
}

} // namespace

void Response::set_status(unsigned status) noexcept {
    status_ = status >= 200 && status <= 599 ? status : 500;
}

bool Response::set_header(std::string_view name, std::string_view value) {
    if (!acceptable(name, value)) {
        return false;
    }
    const auto same = [&](const Field& field) { return same_text(field.name, name); };
    headers_.erase(std::remove_if(headers_.begin(), headers_.end(), same), headers_.end());
    headers_.push_back({std::string(name), std::string(trimmed(value))});
    return true;
}

bool Response::add_header(std::string_view name, std::string_view value) {
    if (!acceptable(name, value)) {
        return false;
    }
    headers_.push_back({std::string(name), std::string(trimmed(value))});
    return true;
}

std::string_view Response::header(std::string_view name) const noexcept {
    for (const Field& field : headers_) {
        if (same_text(field.name, name)) {
            return field.value;
        }
    }
    return {};
}

void Response::clear() {
    status_ = 200;
    headers_.clear();
    body_.clear();
    cache_tags_.clear();
    stream_.reset();
}

} // namespace statybos::kernel::http
