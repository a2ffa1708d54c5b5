// The engines behind the tables that plugins call, wired to each other.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "client/http_client.hpp"
#include "core/host.hpp"
#include "core/metrics.hpp"
#include "core/secrets.hpp"
#include "database/binding.hpp"
#include "database/database.hpp"
#include "events/broadcaster.hpp"
#include "events/commit_hub.hpp"
#include "events/event_engine.hpp"
#include "events/job_engine.hpp"
#include "http/response_cache.hpp"
#include "http/stream_hub.hpp"
#include "plugins/generation.hpp"
#include "runtime/application.hpp"
#include "runtime/runtime.hpp"

namespace statybos::kernel {

/// The response cache as commits see it, also those of other nodes.
class CacheTags {
public:
    /// Null until the dispatcher exists and after it is gone.
    void set(http::ResponseCache* cache);
    void invalidate(std::span<const std::string> tags) noexcept;
    void invalidate_all() noexcept;

private:
    std::mutex mutex_;
    http::ResponseCache* cache_ = nullptr;
};

/// Made in the order of its members, ended in reverse. Plugins must be gone before it is.
class EngineRoom final : public plugins::Ports {
public:
    /// @throws Failure  as database::Database and Secrets::create
    EngineRoom(const RuntimeSettings& settings, plugins::Generations& generations);
    ~EngineRoom() override;

    /// Events and jobs begin to run by themselves.
    void start_background();
    void stop_background();
    bool background_runs() const { return background_runs_; }
    std::vector<jobs::Job> own_jobs();
    /// A new generation is current.
    void announce(const plugins::Generation& generation);

    Result<std::unique_ptr<Context>> open_context(plugins::Instance& instance,
                                                  Context::Clock::time_point deadline) override;

    Metrics& metrics() { return metrics_; }
    database::Pool& pool() { return database_.pool(); }
    CacheTags& cache_tags() { return cache_tags_; }
    const Contexts& contexts() const { return contexts_; }
    plugins::SlotTable& slots() { return slots_; }
    const plugins::Surroundings& surroundings() const { return surroundings_; }

private:
    events::BroadcastHandlers what_others_say();
    void watch_figures();

    Metrics metrics_;
    Secrets secrets_;
    database::Database database_;
    client::HttpClient http_client_;
    CacheTags cache_tags_;
    http::StreamHub streams_;
    Engines engines_;
    plugins::SlotTable slots_;
    plugins::ApiDirectory apis_;
    plugins::Surroundings surroundings_;
    Contexts contexts_;
    events::EventEngine events_;
    jobs::JobEngine jobs_;
    events::Broadcaster broadcaster_;
    events::CommitHub commits_;
    bool background_runs_ = false;
};

} // namespace statybos::kernel
