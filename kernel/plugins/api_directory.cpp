#include "plugins/api_directory.hpp"

#include <statybos/abi/clock.h>
#include <statybos/abi/mem.h>
#include <statybos/abi/secrets.h>

#include "core/abi.hpp"
#include "core/clock.hpp"
#include "core/metrics.hpp"
#include "core/secrets.hpp"
#include "plugins/host_tables.hpp"

namespace statybos::kernel::plugins {

ApiDirectory basic_apis() {
    ApiDirectory apis;
    apis.add(STY_API_MEM, mem_api());
    apis.add(STY_API_LOG, log_api());
    apis.add(STY_API_CONFIG, config_api());
    apis.add(STY_API_CONTEXT, context_api());
    apis.add(STY_API_SERVICES, services_api());
    apis.add(STY_API_HTTP, http_api());
    apis.add(STY_API_CLOCK, clock_api());
    apis.add(STY_API_SECRETS, secrets_api());
    apis.add(STY_API_METRICS, declaring_metrics_api(metrics_api()));
    return apis;
}

} // namespace statybos::kernel::plugins
