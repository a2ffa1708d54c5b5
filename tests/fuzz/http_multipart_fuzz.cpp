// multipart/form-data: the first line is the content type, the rest the body.
#include <cstdint>
#include <string_view>
#include <vector>

#include "http/multipart.hpp"

using namespace statybos::kernel::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = text.find('\n');
    const std::string_view type = text.substr(0, line);
    const std::string_view body =
        line == std::string_view::npos ? std::string_view() : text.substr(line + 1);
    std::vector<Part> parts;
    (void)parse_multipart(type, body, parts);
    STATYBOS_ASSERT(parts.size() <= max_parts);
    for (const Part& part : parts) {
        STATYBOS_ASSERT(part.body.data() >= body.data() &&
                        part.body.data() + part.body.size() <= body.data() + body.size());
    }
    return 0;
}
