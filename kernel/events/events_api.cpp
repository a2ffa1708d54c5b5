// The table statybos.events/1.
#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"
#include "events/event_engine.hpp"

namespace statybos::kernel::events {
namespace {

sty_rc subscribe(const sty_host*, const sty_subscription*, sty_error* error) {
    return raise(error, Error(Errc::invalid, "declaration_closed",
                              "listeners are declared while the plugin is created"));
}

sty_rc publish(sty_ctx* ctx, sty_str topic, sty_str entity, sty_str payload, sty_error* error) {
    return guarded(error, [&]() -> Result<void> {
        Context& context = Context::of(ctx);
        if (context.engines == nullptr || context.engines->events == nullptr) {
            return Error(Errc::unavailable, "events_unavailable", "this context has no event bus");
        }
        return context.engines->events->publish(context, view(topic), view(entity), view(payload));
    });
}

} // namespace

const sty_api_events& events_api() {
    static const sty_api_events table{
        .size = sizeof(sty_api_events),
        .reserved = 0,
        .subscribe = subscribe,
        .publish = publish,
    };
    return table;
}

} // namespace statybos::kernel::events
