#include "http/exchange.hpp"

namespace statybos::kernel::http {

void Exchange::clear() {
    request.clear();
    response.clear();
    request_id.clear();
    traceparent.clear();
    language = {};
    origin = {};
    routes.reset();
    match = {};
    built_in = nullptr;
    operation = "malformed";
    body_limit = 0;
    credentials = false;
    queries = -1;
    round_trips = 0;
    sent_status = 0;
    answered = false;
    cache_key.clear();
    cached.reset();
    resume = nullptr;
    claimed_ = false;
}

} // namespace statybos::kernel::http
