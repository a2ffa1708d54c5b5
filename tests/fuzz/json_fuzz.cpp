// A request's body: what is read as a record is written as one that reads the same.
#include <cstdint>
#include <string_view>

#include <statybos/json_reader.hpp>
#include <statybos/json_writer.hpp>

#include "sdk/sample_records.hpp"

using namespace statybos;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = read_json<sample::Everything>(text);
    if (!read) {
        STATYBOS_ASSERT(read.error().is("malformed_json") || !read.error().fields().empty());
        return 0;
    }
    const std::string written = write_json(*read);
    const auto again = read_stored_json<sample::Everything>(written);
    STATYBOS_ASSERT(again.has_value() && write_json(*again) == written);
    return 0;
}
