// A plugin's schema, in YAML and in JSON, and settings judged by it.
#include <cstdint>

#include "config/judge.hpp"

using namespace statybos::kernel::config;

namespace {

void judge_by(const Node& root) {
    ConfigErrors errors;
    const auto schema = read_schema(root, errors);
    if (schema != nullptr) {
        const Value value = judge(*schema, root, "plugins.x", {}, errors);
        (void)to_json(value, Reveal::everything);
    }
    (void)to_text(errors);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto yaml = parse_yaml(text, "x.yaml")) {
        judge_by(*yaml);
    }
    if (const auto json = parse_json(text, "x.json")) {
        judge_by(*json);
    }
    return 0;
}
