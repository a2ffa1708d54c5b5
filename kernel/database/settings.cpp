#include "database/settings.hpp"

#include <map>
#include <memory>

#include <libpq-fe.h>

#include <statybos/error.hpp>

namespace statybos::kernel::database {
namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

std::map<std::string, std::string> parse(const std::string& url) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(
        PQconninfoParse(url.c_str(), &message));
    // libpq's message repeats the url, and with it the password.
    PQfreemem(message);
    if (!options) {
        throw Failure(Errc::invalid, "database_url_invalid",
                      "database.url is no PostgreSQL URL; expected "
                      "postgresql://user@host:5432/name or embedded:<folder>");
    }
    std::map<std::string, std::string> given;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) {
            given.emplace(option->keyword, option->val);
        }
    }
    return given;
}

std::string quoted_value(const std::string& value) {
    std::string out = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + '\'';
}

} // namespace

std::string connection_string(const PoolSettings& settings) {
    auto options = parse(settings.url);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(settings.connect_timeout).count();
    options.emplace("connect_timeout", std::to_string(std::max<long>(2, seconds)));
    options.emplace("application_name", settings.application_name);
    options.emplace("keepalives_idle", "30");
    options.emplace("keepalives_interval", "10");
    options.emplace("keepalives_count", "3");
    options["client_encoding"] = "UTF8";
    std::string out;
    for (const auto& [key, value] : options) {
        out += key + '=' + quoted_value(value) + ' ';
    }
    return out;
}

} // namespace statybos::kernel::database
