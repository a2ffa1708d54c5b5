#include "runtime/built_ins.hpp"

#include <statybos/json_writer.hpp>

#include "runtime/runtime.hpp"

namespace statybos::kernel {
namespace {

void answer_json(http::Response& response, unsigned status, std::string body) {
    response.set_status(status);
    response.set_header("Content-Type", "application/json");
    response.set_header("Cache-Control", "no-store");
    response.set_body(std::move(body));
}

std::string to_json(const Readiness& readiness) {
    std::string body = readiness.ready ? R"({"status":"ready","reasons":[)"
                                       : R"({"status":"not_ready","reasons":[)";
    for (std::size_t i = 0; i < readiness.reasons.size(); ++i) {
        body += i == 0 ? "" : ",";
        append_json_string(body, readiness.reasons[i]);
    }
    return body + "]}";
}

} // namespace

std::vector<http::BuiltIn> built_ins(Runtime& runtime, Metrics& metrics) {
    return {{"/health/live",
             [](const http::Request&, http::Response& response) {
                 answer_json(response, 200, R"({"status":"live"})");
             },
             true},
            {"/health/ready",
             [&runtime](const http::Request&, http::Response& response) {
                 const Readiness readiness = runtime.readiness();
                 answer_json(response, readiness.ready ? 200 : 503, to_json(readiness));
             }},
            {"/metrics", [&metrics](const http::Request&, http::Response& response) {
                 response.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                 response.set_header("Cache-Control", "no-store");
                 response.set_body(metrics.text());
             }}};
}

} // namespace statybos::kernel
