// The grammar of HTTP/1.1 alone: whatever comes, in one piece or byte by byte, reads the same.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

#include "http/request_parser.hpp"

using namespace statybos::kernel::http;

namespace {

struct Reading {
    RequestParser::State state = RequestParser::State::head;
    unsigned status = 0;
    std::string text;
};

Reading read(std::string_view bytes, std::size_t step) {
    MemoryBudget budget(64 * 1024);
    Reading reading;
    Request request;
    RequestParser parser({4096, 50}, budget);
    parser.begin(request);
    std::size_t start = 0;
    bool accepted = false;
    for (std::size_t end = std::min(step, bytes.size());;
         end = std::min(end + step, bytes.size())) {
        for (std::size_t used = 1; used != 0 && start < end;) {
            used = parser.put(bytes.substr(start, end - start));
            start += used;
            if (parser.state() == RequestParser::State::body && !accepted) {
                parser.accept_body(8192);
                accepted = true;
                used = 1;
            }
        }
        if (end == bytes.size() || parser.state() == RequestParser::State::complete ||
            parser.state() == RequestParser::State::failed) {
            break;
        }
    }
    reading.state = parser.state();
    reading.status = parser.status();
    if (reading.state == RequestParser::State::complete) {
        reading.text = request.method + ' ' + request.target + '\n' + request.body;
        for (std::size_t i = 0; i < request.headers.size(); ++i) {
            reading.text += request.headers.at(i).name;
            reading.text += request.headers.at(i).value;
        }
        STATYBOS_ASSERT(request.body.size() <= 8192 && request.headers.size() <= 50);
        STATYBOS_ASSERT(budget.used() == request.body.size());
    }
    return reading;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data),
                                 std::min<std::size_t>(size, 16384));
    const Reading whole = read(bytes, bytes.size() + 1);
    const Reading pieces = read(bytes, 7);
    STATYBOS_ASSERT(whole.text == pieces.text);
    STATYBOS_ASSERT((whole.state == RequestParser::State::complete) ==
                    (pieces.state == RequestParser::State::complete));
    return 0;
}
