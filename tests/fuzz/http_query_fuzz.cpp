// The small readers of a head: query, cookies, Accept-Language, If-None-Match, traceparent.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/characters.hpp"
#include "http/cookies.hpp"
#include "http/digest.hpp"
#include "http/language.hpp"
#include "http/query.hpp"
#include "http/trace.hpp"

using namespace statybos::kernel::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::vector<QueryParameter> parameters;
    if (parse_query(text, parameters)) {
        for (const QueryParameter& parameter : parameters) {
            STATYBOS_ASSERT(is_utf8(parameter.name) && is_utf8(parameter.value));
        }
    }
    std::string once;
    std::string twice;
    append_canonical_query(once, text);
    append_canonical_query(twice, once);
    STATYBOS_ASSERT(once == twice);
    static const std::vector<std::string> offered{"en", "lt"};
    STATYBOS_ASSERT(!choose_language(text, offered).empty());
    (void)find_cookie(text, "session");
    (void)etag_matches(text, "\"a\"");
    STATYBOS_ASSERT(is_traceparent(child_traceparent(text)));
    return 0;
}
