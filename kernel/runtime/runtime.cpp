#include "runtime/runtime.hpp"

#include <algorithm>

#include "core/abi.hpp"
#include "core/log.hpp"
#include "http/dispatcher.hpp"
#include "http/postgres_idempotency_store.hpp"
#include "http/server.hpp"
#include "runtime/background.hpp"
#include "runtime/built_ins.hpp"
#include "runtime/engine_room.hpp"
#include "runtime/http_metrics.hpp"
#include "runtime/kernel_wants.hpp"
#include "runtime/plugin_loader.hpp"

namespace statybos::kernel {

struct Runtime::State {
    State(RuntimeSettings given, ReadPlan read, plugins::RunDirectory directory,
          ControlQueue& control)
        : settings(std::move(given)),
          read_plan(std::move(read)),
          run(std::move(directory)),
          generations([&control](std::unique_ptr<const plugins::Generation> ended) {
              // std::function wants copies; the generation ends with the task.
              std::shared_ptr<const plugins::Generation> last = std::move(ended);
              control.post([last = std::move(last)]() mutable { last.reset(); });
          }),
          engines(settings, generations),
          loader(engines.surroundings(), engines.pool(), settings.kernel_migrations, settings.data),
          idempotency(engines.pool()),
          application(engines.contexts(), idempotency, authenticator_slot(engines.slots())),
          http_metrics(engines.metrics(), settings.http.workers) {}

    RuntimeSettings settings;
    ReadPlan read_plan;
    plugins::RunDirectory run;
    plugins::Generations generations;
    EngineRoom engines;
    PluginLoader loader;
    http::PostgresIdempotencyStore idempotency;
    Application application;
    RegistryHttpMetrics http_metrics;
    std::unique_ptr<http::Dispatcher> dispatcher;
    std::unique_ptr<http::Server> server;
    std::atomic<bool> stopping{false};
    std::uint32_t last_number = 0;

    Result<PluginPlan> plan() { return read_plan(run); }

    Result<std::unique_ptr<plugins::Generation>> build(const PluginPlan& plan, bool start = true) {
        return plugins::build_generation({.candidates = loader.create(plan),
                                          .overrides = plan.overrides,
                                          .kernel_routes = {},
                                          .kernel_wants = kernel_wants(),
                                          .compose_background =
                                              [this](const auto& running) {
                                                  return compose_background(running,
                                                                            engines.own_jobs());
                                              },
                                          .start = start},
                                         ++last_number, engines.surroundings());
    }

    /// What the configuration asks for now, started.
    Result<std::unique_ptr<plugins::Generation>> migrate_and_build() {
        auto planned = plan();
        if (!planned) {
            return planned.error();
        }
        if (auto migrated = loader.migrate(*planned, run); !migrated) {
            return migrated.error();
        }
        return build(*planned);
    }

    void publish(std::unique_ptr<plugins::Generation> generation) {
        const plugins::Generation& published = *generation;
        const auto keep_alive = generations.current();
        generations.publish(std::move(generation));
        engines.announce(published);
        if (dispatcher != nullptr) {
            dispatcher->cache().invalidate_all();
        }
    }
};

namespace {

/// DatabaseError and other failures of what talks to PostgreSQL, as values.
template <class Work>
auto caught(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (...) {
        return current_exception_as_error();
    }
}

/// Plugins that fail in `next` and do not in `now`, one a line.
std::string new_failures(const plugins::Generation* now, const plugins::Generation& next) {
    std::string lines;
    for (const plugins::Candidate& candidate : next.candidates()) {
        if (candidate.member.failure.empty()) {
            continue;
        }
        const auto same = [&](const plugins::Candidate& other) {
            return other.member.instance == candidate.member.instance &&
                   !other.member.failure.empty();
        };
        if (now == nullptr ||
            std::none_of(now->candidates().begin(), now->candidates().end(), same)) {
            lines += (lines.empty() ? "" : "\n") + candidate.member.failure;
        }
    }
    return lines;
}

void log_failures(const plugins::Generation& generation) {
    for (const std::string& failure : generation.failures()) {
        log(LogLevel::error, "plugins", failure);
    }
}

} // namespace

Result<std::unique_ptr<Runtime>> Runtime::create(RuntimeSettings settings, ReadPlan read_plan) {
    return caught([&]() -> Result<std::unique_ptr<Runtime>> {
        auto run = plugins::RunDirectory::create(settings.data / "run");
        if (!run) {
            return run.error();
        }
        return std::unique_ptr<Runtime>(
            new Runtime(std::move(settings), std::move(read_plan), std::move(*run)));
    });
}

Runtime::Runtime(RuntimeSettings settings, ReadPlan read_plan, plugins::RunDirectory run)
    : state_(std::make_unique<State>(std::move(settings), std::move(read_plan), std::move(run),
                                     control_)) {}

Runtime::~Runtime() {
    stop();
}

Result<std::vector<std::string>> Runtime::migrate() {
    return caught([&]() -> Result<std::vector<std::string>> {
        auto plan = state_->plan();
        if (!plan) {
            return plan.error();
        }
        if (auto migrated = state_->loader.migrate(*plan, state_->run); !migrated) {
            return migrated.error();
        }
        std::vector<std::string> failures;
        for (const PlannedPlugin& planned : plan->plugins) {
            if (!planned.member.failure.empty()) {
                failures.push_back(planned.member.label() + ": " + planned.member.failure);
            }
        }
        return failures;
    });
}

Result<> Runtime::start() {
    return caught([&]() -> Result<> {
        auto generation = state_->migrate_and_build();
        if (!generation) {
            return generation.error();
        }
        log_failures(**generation);
        state_->publish(std::move(*generation));
        return {};
    });
}

Result<std::unique_ptr<plugins::Generation>> Runtime::compose() {
    return caught([&]() -> Result<std::unique_ptr<plugins::Generation>> {
        auto plan = state_->plan();
        if (!plan) {
            return plan.error();
        }
        return state_->build(*plan, false);
    });
}

void Runtime::start_background() {
    state_->engines.start_background();
}

Result<> Runtime::listen() {
    auto dispatcher =
        http::Dispatcher::create(state_->settings.http, state_->application, state_->http_metrics,
                                 built_ins(*this, state_->engines.metrics()));
    if (!dispatcher) {
        return dispatcher.error();
    }
    state_->dispatcher = std::move(*dispatcher);
    state_->engines.cache_tags().set(&state_->dispatcher->cache());
    auto server = http::Server::create(*state_->dispatcher);
    if (!server) {
        return server.error();
    }
    state_->server = std::move(*server);
    return {};
}

std::uint16_t Runtime::port() const {
    return state_->server == nullptr ? 0 : state_->server->port();
}

Result<> Runtime::reload() {
    return caught([&]() -> Result<> {
        auto generation = state_->migrate_and_build();
        if (!generation) {
            return generation.error();
        }
        const auto now = state_->generations.current();
        if (const std::string failed = new_failures(now.get(), **generation); !failed.empty()) {
            return Error(Errc::conflict, "plugins_failed", failed);
        }
        state_->publish(std::move(*generation));
        return {};
    });
}

bool Runtime::stop() {
    if (state_->stopping.exchange(true)) {
        return true;
    }
    const auto deadline = ControlQueue::Clock::now() + state_->settings.stop_patience;
    if (state_->server != nullptr) {
        state_->server->stop(state_->settings.stop_patience);
    }
    if (state_->dispatcher != nullptr) {
        state_->dispatcher->stop();
    }
    state_->engines.stop_background();
    state_->generations.publish(nullptr);
    const bool ended = control_.run_until(
        [&] { return state_->generations.living() == 0; },
        std::max(deadline, ControlQueue::Clock::now() + std::chrono::seconds(1)));
    // What living() no longer counts ends in a task that waits by now.
    control_.run_until([this] { return control_.idle(); }, deadline);
    if (!ended) {
        log(LogLevel::error, "runtime",
            "plugins still work for requests that did not end in time; they are not stopped");
    }
    state_->engines.cache_tags().set(nullptr);
    state_->server.reset();
    state_->dispatcher.reset();
    return ended;
}

Readiness Runtime::readiness() {
    Readiness result;
    if (state_->stopping) {
        result.reasons.push_back("stopping");
    }
    if (const auto generation = state_->generations.current(); generation == nullptr) {
        result.reasons.push_back("plugins are not started");
    } else {
        for (const plugins::Candidate& candidate : generation->candidates()) {
            if (!candidate.member.failure.empty()) {
                result.reasons.push_back("plugin " + candidate.member.label() + " failed");
            }
        }
    }
    if (!state_->engines.pool().check()) {
        result.reasons.push_back("the database is away");
    }
    result.ready = result.reasons.empty();
    return result;
}

const plugins::Generations& Runtime::generations() const {
    return state_->generations;
}

std::unique_ptr<Context> Runtime::make_context(Context::Clock::time_point deadline) {
    return state_->engines.contexts().make(deadline);
}

Metrics& Runtime::metrics() {
    return state_->engines.metrics();
}

database::Pool& Runtime::pool() {
    return state_->engines.pool();
}

sty_service Runtime::service(const plugins::ServiceKey& key) const {
    const auto generation = state_->generations.current();
    return generation == nullptr ? sty_service{} : generation->service(key);
}

} // namespace statybos::kernel
