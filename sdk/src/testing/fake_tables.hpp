// The kernel's side of the waist in memory, which a FakeHost gives to its plugin.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <statybos/testing/fake_host.hpp>

namespace statybos::testing {

/// What a `sty_request` of a FakeHost points to; a `sty_response` points to a FakeAnswer.
struct FakeRequest {
    std::string method, path, query, body;
    Headers headers;
    std::vector<std::pair<std::string, std::string>> parameters, query_items;
};

/// A `sty_host`'s function `api`; the host's handle is a FakeHost.
const void* fake_api(const sty_host* host, const char* id, std::uint32_t min_size);

} // namespace statybos::testing
