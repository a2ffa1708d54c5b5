#include "runtime/background.hpp"

#include <statybos/strings.hpp>

#include "database/binding.hpp"
#include "events/job_set.hpp"
#include "events/subscription_set.hpp"
#include "plugins/call.hpp"
#include "plugins/text_arena.hpp"

namespace statybos::kernel {
namespace {

std::string owner_name(const plugins::Instance& instance) {
    return !instance.replaced.empty() || instance.instance == instance.plugin
               ? instance.stands_for()
               : instance.plugin + '@' + instance.instance;
}

std::vector<std::string> texts(sty_span span) {
    const auto all = plugins::views(span);
    return {all.begin(), all.end()};
}

/// Runs `call`; whatever it leaves open beyond the depth it found is undone and is an error.
Result<void> keep_depth(Context& context, const HostSide& plugin,
                        const std::function<sty_rc(sty_error*)>& call) {
    const auto depth = [&] { return context.database == nullptr ? 0 : context.database->depth(); };
    const std::uint32_t before = depth();
    auto result = plugins::call_plugin(plugin, call);
    if (depth() <= before) {
        return result;
    }
    while (depth() > before) {
        context.database->rollback();
    }
    return result ? Result<void>(Error(Errc::internal, "transaction_left_open",
                                       plugin.instance + " did not end its transaction")
                                     .flag(STY_ERROR_PRIVATE))
                  : result;
}

events::Handler handler_of(const plugins::Instance& instance, const sty_subscription& declared) {
    return [&instance, &declared](Context& context, const events::Event& event) {
        const sty_event raw{sizeof(sty_event),   event.attempt,        to_abi(event.id),
                            to_abi(event.topic), to_abi(event.entity), to_abi(event.payload),
                            event.at_us};
        return keep_depth(context, instance, [&](sty_error* error) {
            return declared.handler(declared.user, context.abi(), &raw, error);
        });
    };
}

Result<std::shared_ptr<const events::SubscriptionSet>>
compose_listeners(const std::vector<const plugins::Instance*>& instances) {
    std::vector<events::Subscription> all;
    for (const plugins::Instance* instance : instances) {
        for (const sty_subscription& declared : instance->declarations().subscriptions()) {
            all.push_back({.kind = static_cast<events::ListenerKind>(declared.kind),
                           .topic = std::string(view(declared.topic)),
                           .name = owner_name(*instance) + '/' + std::string(view(declared.name)),
                           .before = texts(declared.before),
                           .after = texts(declared.after),
                           .handler = handler_of(*instance, declared)});
        }
    }
    return events::SubscriptionSet::create(std::move(all));
}

jobs::JobHandler handler_of(const plugins::Instance& instance, const sty_job& declared) {
    return [&instance, &declared](Context& context, const jobs::JobRun& run) {
        return keep_depth(context, instance, [&](sty_error* error) {
            return declared.handler(declared.user, context.abi(), to_abi(run.key),
                                    to_abi(run.payload), run.attempt, error);
        });
    };
}

Result<std::shared_ptr<const jobs::JobSet>>
compose_jobs(const std::vector<const plugins::Instance*>& instances,
             std::vector<jobs::Job> kernel_jobs) {
    using std::chrono::milliseconds;
    std::vector<jobs::Job> all = std::move(kernel_jobs);
    for (const plugins::Instance* instance : instances) {
        for (const sty_job& declared : instance->declarations().jobs()) {
            all.push_back({.plugin = instance->stands_for(),
                           .name = std::string(view(declared.name)),
                           .max_attempts = declared.max_attempts,
                           .every = milliseconds(declared.every_ms),
                           .deadline = milliseconds(declared.deadline_ms),
                           .handler = handler_of(*instance, declared)});
        }
    }
    return jobs::JobSet::create(std::move(all));
}

} // namespace

Result<plugins::Background>
compose_background(const std::vector<const plugins::Instance*>& instances,
                   std::vector<jobs::Job> kernel_jobs) {
    auto listeners = compose_listeners(instances);
    if (!listeners) {
        return listeners.error();
    }
    auto jobs = compose_jobs(instances, std::move(kernel_jobs));
    if (!jobs) {
        return jobs.error();
    }
    return plugins::Background{std::move(*listeners), std::move(*jobs)};
}

} // namespace statybos::kernel
