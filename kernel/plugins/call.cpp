#include "plugins/call.hpp"

#include <algorithm>

#include <boost/json/parse.hpp>

namespace statybos::kernel::plugins {
namespace {

constexpr std::size_t longest_slug = 64;
constexpr std::size_t longest_message = 4096;
constexpr std::size_t longest_details = 256 * 1024;

bool is_snake_case(std::string_view slug) {
    return !slug.empty() && slug.size() <= longest_slug &&
           std::all_of(slug.begin(), slug.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

bool is_json_object(const std::string& text) {
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(text, failed);
    return !failed && value.is_object();
}

} // namespace

Error tidy(const Error& said) {
    Error error(said.code(), is_snake_case(said.slug()) ? said.slug() : "internal_error",
                said.message().substr(0, longest_message));
    const std::string details = said.details();
    if (!details.empty() && details.size() <= longest_details && is_json_object(details)) {
        error.set_details(details);
    }
    return std::move(error).flag(said.flags());
}

} // namespace statybos::kernel::plugins
