// The table statybos.jobs/1.
#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"
#include "events/job_engine.hpp"

namespace statybos::kernel::jobs {
namespace {

sty_rc declare(const sty_host*, const sty_job*, sty_error* error) {
    return raise(error, Error(Errc::invalid, "declaration_closed",
                              "jobs are declared while the plugin is created"));
}

sty_rc enqueue(sty_ctx* ctx, const sty_host* host, sty_str name, sty_str key, sty_str payload,
               std::int64_t run_at_us, sty_error* error) {
    return guarded(error, [&]() -> Result<void> {
        Context& context = Context::of(ctx);
        if (context.engines == nullptr || context.engines->jobs == nullptr) {
            return Error(Errc::unavailable, "jobs_unavailable", "this context has no job queue");
        }
        return context.engines->jobs->enqueue(context, HostSide::of(host).stands_for(), view(name),
                                              view(key), view(payload), run_at_us);
    });
}

} // namespace

const sty_api_jobs& jobs_api() {
    static const sty_api_jobs table{
        .size = sizeof(sty_api_jobs),
        .reserved = 0,
        .declare = declare,
        .enqueue = enqueue,
    };
    return table;
}

} // namespace statybos::kernel::jobs
