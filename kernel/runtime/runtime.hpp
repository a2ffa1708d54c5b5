// The marketplace's kernel at work: what serve, migrate and all other commands run in.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <statybos/error.hpp>

#include "client/http_client.hpp"
#include "core/metrics.hpp"
#include "core/secrets.hpp"
#include "database/settings.hpp"
#include "events/event_engine.hpp"
#include "events/job_engine.hpp"
#include "http/settings.hpp"
#include "plugins/generation.hpp"
#include "runtime/control_queue.hpp"
#include "runtime/plugin_plan.hpp"

namespace statybos::kernel {

struct RuntimeSettings {
    std::filesystem::path data;              // absolute; made when missing
    std::filesystem::path kernel_migrations; // folder
    database::PoolSettings database;
    bool shared = true; // others may work on the database: they are told of each commit
    http::Settings http;
    events::EventSettings events{};
    jobs::JobSettings jobs{};
    client::ClientSettings http_client{};
    SecretKeys secrets;
    std::chrono::milliseconds stop_patience{10'000}; // for requests that are under way
};

/// What /health/ready says: anybody may ask, so the log alone has the particulars.
struct Readiness {
    bool ready = false;
    std::vector<std::string> reasons; // why not
};

/// Made, started and stopped on the control thread, the one that runs `control()`.
class Runtime {
public:
    /// Starts the embedded database where the settings ask for one; connects to nothing yet.
    /// @errors database_url_invalid, embedded_postgres, run_directory
    static Result<std::unique_ptr<Runtime>> create(RuntimeSettings settings, ReadPlan read_plan);

    /// As stop(), where that was forgotten.
    ~Runtime();
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    ControlQueue& control() { return control_; }

    /// Brings all schemas up to date and returns what failed, one plugin a line.
    /// @errors as the plan's; migration; database_unavailable
    Result<std::vector<std::string>> migrate();

    /// Migrates, loads, composes and starts the plugins. Broken ones fail alone; readiness() names
    /// them.
    /// @errors as the plan's; migration; database_unavailable; composition, route_clash, …
    Result<> start();

    /// Loads and composes without starting anything, and without a database.
    /// @errors as start()
    Result<std::unique_ptr<plugins::Generation>> compose();

    /// Starts events and jobs. Without it nothing happens by itself: commands do not want that.
    void start_background();

    /// Serves HTTP.
    /// @errors address_in_use, …
    Result<> listen();
    /// The bound port; 0: not listening.
    std::uint16_t port() const;

    /// A new generation from the operator's files as they are now. A failure, also of one plugin
    /// that runs now, leaves everything as it is.
    Result<> reload();

    /// Stops accepting, finishes what is under way, stops plugins in reverse order.
    /// @returns  whether everything ended in time; else plugins may still be at work
    bool stop();

    Readiness readiness();
    const plugins::Generations& generations() const;
    /// A context for work that no request began; null while nothing runs.
    std::unique_ptr<Context>
    make_context(Context::Clock::time_point deadline = Context::Clock::time_point::max());
    Metrics& metrics();
    database::Pool& pool();
    /// Services that the kernel itself may call, e.g. commands.
    sty_service service(const plugins::ServiceKey& key) const;

private:
    struct State;

    Runtime(RuntimeSettings settings, ReadPlan read_plan, plugins::RunDirectory run);

    ControlQueue control_; // last to go: generations retire through it
    std::unique_ptr<State> state_;
};

} // namespace statybos::kernel
