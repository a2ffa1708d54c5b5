// One request as handlers see it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/headers.hpp"

namespace statybos::kernel::http {

struct QueryParameter {
    std::string name;
    std::string value;
};

struct PathParameter {
    std::string_view name; // borrowed from the route
    std::string value;     // percent-decoded, well-formed UTF-8
};

/// One part of a multipart/form-data body.
struct Part {
    std::string name;
    std::string filename; // as sent; never a path to be used
    std::string content_type;
    std::string_view body; // borrowed from the request's body
};

/// Filled by the server and the dispatcher, then read only. It is not copied: views point into it.
struct Request {
    Request() = default;
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    std::string method;
    std::string target;
    bool http_1_1 = true;
    Headers headers;
    std::string body;

    std::string_view path;      // raw, checked; borrowed from `target`
    std::string_view raw_query; // without '?'; borrowed from `target`
    std::vector<PathParameter> path_parameters;
    std::vector<QueryParameter> query;
    std::vector<Part> parts;
    std::string remote_address;
    std::string_view idempotency_key; // borrowed from `headers`, or empty

    std::string_view header(std::string_view name) const { return headers.get(name); }
    /// The value of a cookie, or empty.
    std::string_view cookie(std::string_view name) const;
    /// The decoded value of `{name}`, or empty.
    std::string_view path_parameter(std::string_view name) const;

    /// Ready for the next request of the connection; a large body's memory is given back.
    void clear();
};

} // namespace statybos::kernel::http
