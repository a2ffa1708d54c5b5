#include "runtime/engine_room.hpp"

#include <statybos/tables.hpp>

#include "core/abi.hpp"
#include "core/clock.hpp"
#include "database/db_table.hpp"
#include "events/housekeeping.hpp"
#include "plugins/host_tables.hpp"

namespace statybos::kernel {
namespace {

plugins::ApiDirectory all_apis() {
    plugins::ApiDirectory apis = plugins::basic_apis();
    apis.add(STY_API_DB, database::db_table());
    apis.add(STY_API_EVENTS, plugins::declaring_events_api(events::events_api()));
    apis.add(STY_API_JOBS, plugins::declaring_jobs_api(jobs::jobs_api()));
    apis.add(STY_API_HTTP_CLIENT, client::http_client_api());
    return apis;
}

/// The kernel calls contracts through the SDK as plugins do, so the SDK's tables must be there.
void bind_own_tables() {
    detail::tables.mem = &mem_api();
    detail::tables.context = &plugins::context_api();
    detail::tables.services = &plugins::services_api();
    detail::tables.db = &database::db_table();
}

} // namespace

void CacheTags::set(http::ResponseCache* cache) {
    const std::lock_guard lock(mutex_);
    cache_ = cache;
}

void CacheTags::invalidate(std::span<const std::string> tags) noexcept {
    const std::lock_guard lock(mutex_);
    for (const std::string& tag : tags) {
        if (cache_ != nullptr) {
            const std::string_view one = tag;
            cache_->invalidate({&one, 1});
        }
    }
}

void CacheTags::invalidate_all() noexcept {
    const std::lock_guard lock(mutex_);
    if (cache_ != nullptr) {
        cache_->invalidate_all();
    }
}

EngineRoom::EngineRoom(const RuntimeSettings& settings, plugins::Generations& generations)
    : secrets_(Secrets::create(settings.secrets).value()),
      database_(settings.database),
      http_client_(settings.http_client, system_clock(), &metrics_),
      streams_(settings.http.streams),
      engines_{.clock = &system_clock(),
               .secrets = &secrets_,
               .metrics = &metrics_,
               .http_client = &http_client_,
               .database = &database_.pool(),
               .commits = nullptr,
               .events = nullptr,
               .jobs = nullptr,
               .streams = &streams_},
      apis_(all_apis()),
      surroundings_{&engines_, &slots_, &apis_, this},
      contexts_(generations, engines_),
      events_(
          settings.events, database_.pool(), system_clock(), [this] { return contexts_.make(); },
          [this] { streams_.close_all(); }),
      jobs_(settings.jobs, database_.pool(), [this] { return contexts_.make(); }),
      broadcaster_({}, database_.pool(), what_others_say()),
      // Where no other node is, whoever else works on the database is a command, and says so.
      commits_(events_,
               settings.shared && database_.embedded() == nullptr ? &broadcaster_ : nullptr,
               [this](std::span<const std::string> tags) { cache_tags_.invalidate(tags); }) {
    engines_.commits = &commits_;
    engines_.events = &events_;
    engines_.jobs = &jobs_;
    bind_own_tables();
    watch_figures();
    events::watch_lag(metrics_, events_, jobs_);
}

events::BroadcastHandlers EngineRoom::what_others_say() {
    return {
        .invalidate = [this](std::span<const std::string> tags) { cache_tags_.invalidate(tags); },
        .tell_live =
            [this](std::vector<database::LiveEvent> events) {
                events_.tell_live(std::move(events));
            },
        .resync =
            [this] {
                cache_tags_.invalidate_all();
                streams_.hear_others();
            },
        .lost = [this] { streams_.lose_others(); }};
}

EngineRoom::~EngineRoom() {
    stop_background();
    http_client_.stop();
}

void EngineRoom::start_background() {
    events_.start();
    jobs_.start();
    broadcaster_.start();
    background_runs_ = true;
}

void EngineRoom::stop_background() {
    if (background_runs_) {
        broadcaster_.stop();
        jobs_.stop();
        events_.stop();
        background_runs_ = false;
    }
}

void EngineRoom::announce(const plugins::Generation& generation) {
    if (generation.background().subscriptions != nullptr) {
        events_.announce(generation.background().subscriptions);
    }
    if (generation.background().jobs != nullptr) {
        jobs_.announce(generation.background().jobs);
    }
}

std::vector<jobs::Job> EngineRoom::own_jobs() {
    return events::housekeeping_jobs(events_);
}

Result<std::unique_ptr<Context>> EngineRoom::open_context(plugins::Instance& instance,
                                                          Context::Clock::time_point deadline) {
    auto context = contexts_.make(deadline);
    if (context == nullptr) {
        return Error(Errc::unavailable, "no_generation",
                     "the marketplace is starting or stopping; " + instance.instance +
                         " must try again later, or end");
    }
    return context;
}

void EngineRoom::watch_figures() {
    struct Figure {
        const char* name;
        const char* help;
        double (*read)(const database::PoolFigures&);
    };
    static constexpr Figure figures[] = {
        {"statybos_database_pool_size", "Connections that there may be",
         [](const database::PoolFigures& now) { return static_cast<double>(now.size); }},
        {"statybos_database_pool_open", "Open connections",
         [](const database::PoolFigures& now) { return static_cast<double>(now.open); }},
        {"statybos_database_pool_in_use", "Connections in use",
         [](const database::PoolFigures& now) { return static_cast<double>(now.in_use); }},
        {"statybos_database_pool_waiting", "Threads that wait for a connection",
         [](const database::PoolFigures& now) { return static_cast<double>(now.waiting); }}};
    for (const Figure& figure : figures) {
        metrics_.watch(MetricKind::gauge, figure.name, figure.help,
                       [this, read = figure.read] { return read(pool().figures()); });
    }
    metrics_.watch(MetricKind::counter, "statybos_database_round_trips_total",
                   "Times that PostgreSQL was asked and waited for",
                   [this] { return static_cast<double>(pool().figures().round_trips); });
    metrics_.watch(MetricKind::gauge, "statybos_http_streams", "Open streams of events",
                   [this] { return static_cast<double>(streams_.size()); });
    metrics_.watch(MetricKind::counter, "statybos_http_streams_cut_total",
                   "Streams that ended because their clients read too slowly",
                   [this] { return static_cast<double>(streams_.cut()); });
    const plugins::Generations& generations = contexts_.generations();
    metrics_.watch(MetricKind::gauge, "statybos_generations", "Generations that have not ended",
                   [&generations] { return static_cast<double>(generations.living()); });
    metrics_.watch(MetricKind::gauge, "statybos_plugin_libraries_mapped",
                   "Plugin libraries mapped; restart before there are many",
                   [] { return static_cast<double>(plugins::mapped_libraries()); });
}

} // namespace statybos::kernel
