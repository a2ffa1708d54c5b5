// One route as a plugin declared it: the kernel's copy of sty_route.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <statybos/abi/http.h>
#include <statybos/error.hpp>

namespace statybos::kernel::http {

struct Route {
    std::string owner; // the plugin instance; also the name of its bulkhead
    std::string method;
    std::string path;
    std::uint32_t access = 0;               // STY_ACCESS_…
    std::uint32_t flags = 0;                // STY_ROUTE_…
    std::chrono::milliseconds deadline{0};  // 0: the server's default
    std::size_t max_body = 0;               // bytes; 0: the server's default
    std::chrono::seconds cache_lifetime{0}; // 0: the server's default
    std::string operation;
    std::string summary;
    std::string tag;
    std::string rate_limit;
    std::string idempotency_scope; // names of headers or cookies, comma-separated
    std::vector<std::string> roles;
    std::vector<std::string> cache_tags;
    std::string parameters;     // JSON, or empty
    std::string request_schema; // JSON, or empty
    std::string answers;        // JSON, or empty
    std::string schemas;        // JSON, or empty

    // For the runtime alone.
    sty_http_fn handler = nullptr;
    void* user = nullptr;
    const void* plugin = nullptr;

    // Set by RouteTable.
    std::uint32_t index = 0;                  // position in RouteTable::routes()
    std::vector<std::string> parameter_names; // in the order of the path

    bool has(std::uint32_t flag) const noexcept { return (flags & flag) != 0; }
    bool is_public() const noexcept { return access == STY_ACCESS_ANYONE; }
};

/// Copies a declaration out of a plugin. Bytes beyond `declaration.size` are not touched; those
/// that an older plugin does not have keep their defaults.
///
/// @errors invalid_route  too short to hold a handler, or a string that is not UTF-8
Result<Route> copy_route(const sty_route& declaration, std::string owner);

} // namespace statybos::kernel::http
