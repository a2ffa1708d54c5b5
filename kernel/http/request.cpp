#include "http/request.hpp"

#include "http/characters.hpp"
#include "http/cookies.hpp"

namespace statybos::kernel::http {
namespace {

constexpr std::size_t kept_body_capacity = 64 * 1024;

}

std::string_view Request::cookie(std::string_view name) const {
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const Headers::Field field = headers.at(i);
        if (same_text(field.name, "Cookie")) {
            if (const auto found = find_cookie(field.value, name); found.data() != nullptr) {
                return found;
            }
        }
    }
    return {};
}

std::string_view Request::path_parameter(std::string_view name) const {
    for (const PathParameter& parameter : path_parameters) {
        if (parameter.name == name) {
            return parameter.value;
        }
    }
    return {};
}

void Request::clear() {
    method.clear();
    target.clear();
    http_1_1 = true;
    headers.clear();
    if (body.capacity() > kept_body_capacity) {
        body = std::string();
    }
    body.clear();
    path = {};
    raw_query = {};
    path_parameters.clear();
    query.clear();
    parts.clear();
    remote_address.clear();
    idempotency_key = {};
}

} // namespace statybos::kernel::http
