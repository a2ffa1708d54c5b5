// The function tables that this room gives to plugins.
#pragma once

#include <statybos/abi/config.h>
#include <statybos/abi/context.h>
#include <statybos/abi/events.h>
#include <statybos/abi/http.h>
#include <statybos/abi/jobs.h>
#include <statybos/abi/log.h>
#include <statybos/abi/metrics.h>
#include <statybos/abi/services.h>

namespace statybos::kernel::plugins {

const sty_api_log& log_api();
const sty_api_config& config_api();
const sty_api_context& context_api();
const sty_api_services& services_api();
const sty_api_http& http_api();

/// Tables of other rooms in which what declares is answered here: only inside create(), and copied
/// into the instance's declarations. `base` is another room's table.
const sty_api_events& declaring_events_api(const sty_api_events& base);
const sty_api_jobs& declaring_jobs_api(const sty_api_jobs& base);
const sty_api_metrics& declaring_metrics_api(const sty_api_metrics& base);

} // namespace statybos::kernel::plugins
