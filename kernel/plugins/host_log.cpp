// statybos.log/1 and statybos.config/1: what an instance may say and know of itself.
#include <algorithm>
#include <vector>

#include <statybos/abi/config.h>
#include <statybos/abi/log.h>
#include <statybos/strings.hpp>

#include "core/log.hpp"
#include "plugins/host_tables.hpp"
#include "plugins/instance.hpp"

namespace statybos::kernel::plugins {
namespace {

constexpr std::size_t most_fields = 64;
constexpr std::size_t longest_text = 16 * 1024;

std::string_view cut(sty_str text) {
    return view(text).substr(0, longest_text);
}

void write(const sty_host* host, std::int32_t level, sty_str message, sty_span fields) noexcept {
    try {
        std::vector<LogField> kept;
        const auto* first = static_cast<const sty_log_field*>(fields.data);
        for (std::uint64_t i = 0; first != nullptr && i < fields.size && i < most_fields; ++i) {
            kept.push_back({cut(first[i].key), std::string(cut(first[i].value))});
        }
        const auto known = std::clamp<std::int32_t>(level, STY_LOG_DEBUG, STY_LOG_ERROR);
        log(static_cast<LogLevel>(known), Instance::of(host).instance, cut(message), kept);
    } catch (...) {
        // A line that cannot be written must not end the request that wrote it.
    }
}

sty_str settings(const sty_host* host) noexcept {
    return to_abi(Instance::of(host).settings().settings);
}

sty_str instance_name(const sty_host* host) noexcept {
    return to_abi(Instance::of(host).instance);
}

sty_str data_dir(const sty_host* host) noexcept {
    return to_abi(Instance::of(host).settings().data_dir.native());
}

} // namespace

const sty_api_log& log_api() {
    static const sty_api_log table{sizeof(sty_api_log), 0, &write};
    return table;
}

const sty_api_config& config_api() {
    static const sty_api_config table{sizeof(sty_api_config), 0, &settings, &instance_name,
                                      &data_dir};
    return table;
}

} // namespace statybos::kernel::plugins
