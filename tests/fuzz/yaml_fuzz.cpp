// Settings: the reader of YAML, interpolation, and the judge with the schema of marketplace.yaml.
#include <cstdint>
#include <span>

#include "config/interpolate.hpp"
#include "config/judge.hpp"
#include "config/marketplace_schema.hpp"

using namespace statybos::kernel::config;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    auto root = parse_yaml(text, "x.yaml");
    if (root) {
        ConfigErrors errors;
        interpolate(
            *root,
            [](std::string_view name) {
                return name.size() % 2 == 0 ? std::optional<std::string>("7") : std::nullopt;
            },
            errors);
        const Value value = judge(marketplace_schema(), *root, {}, {}, errors);
        (void)to_json(value, Reveal::no_secrets);
        (void)to_text(errors);
    }
    return 0;
}
