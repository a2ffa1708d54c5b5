// The kernel's side of sty_host: which plugin instance asks, and who answers.
#pragma once

#include <string>

#include <statybos/abi/plugin.h>

namespace statybos::kernel {

class Clock;
class Metrics;
class Secrets;
namespace client {
class HttpClient;
}
namespace database {
class CommitObserver;
class Pool;
} // namespace database
namespace events {
class EventEngine;
}
namespace http {
class StreamHub;
}
namespace jobs {
class JobEngine;
}

/// The engines behind the tables that plugins call. Owned by the runtime, which outlives every
/// plugin; a null one makes its table answer STY_E_UNAVAILABLE.
struct Engines {
    const Clock* clock = nullptr;
    const Secrets* secrets = nullptr;
    Metrics* metrics = nullptr;
    client::HttpClient* http_client = nullptr;
    database::Pool* database = nullptr;
    database::CommitObserver* commits = nullptr; // told when a context's transaction ends
    events::EventEngine* events = nullptr;
    jobs::JobEngine* jobs = nullptr;
    http::StreamHub* streams = nullptr;
};

/// What sty_host.handle points to. The runtime derives its plugin instance from this and sets
/// `handle` to the base.
struct HostSide {
    std::string plugin;   // id of the manifest, "statybos.catalog"
    std::string instance; // the operator's name for it; equals `plugin` where only one exists
    Engines* engines = nullptr;
    std::string replaced{}; // id of the module that this fork stands in for; empty: it is no fork

    /// Whose listeners, jobs and files these are: a fork goes on with those of its module.
    const std::string& stands_for() const { return replaced.empty() ? instance : replaced; }

    static HostSide& of(const sty_host* host) { return *static_cast<HostSide*>(host->handle); }
};

} // namespace statybos::kernel
