// What an operator decides about HTTP; the defaults suit a small shop.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace statybos::kernel::http {

/// `requests` in `per`, evenly, and up to `burst` of them at once.
struct RateClass {
    enum class Key { address, user };

    double requests = 600;
    std::chrono::seconds per{60};
    double burst = 0;       // 0: as many as `requests`
    Key key = Key::address; // `user`: the signed-in user, else the address
};

struct TlsSettings {
    std::string certificate; // path of the PEM chain; empty: no TLS
    std::string key;         // path of the PEM key
    bool enabled() const { return !certificate.empty(); }
};

/// Answers that stay open and send events.
struct StreamSettings {
    std::size_t total = 1000;
    std::size_t per_topic = 8;
    std::size_t queue_bytes = 256 * 1024;        // that wait for one client; beyond, it is cut off
    std::chrono::milliseconds heartbeat{20'000}; // of silence, before a comment is sent
    std::chrono::milliseconds max_age{15 * 60'000}; // then the client shows its credentials again
};

struct Settings {
    using Time = std::chrono::milliseconds;

    // Listening.
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080; // 0: any free one
    TlsSettings tls;
    unsigned io_threads = 0; // 0: one per core
    std::size_t max_connections = 4096;

    // Bounds of one request.
    std::size_t max_header_bytes = 16 * 1024;
    std::size_t max_header_fields = 100;
    std::size_t max_body_bytes = 1024 * 1024;        // where the route does not say
    std::size_t max_body_memory = 256 * 1024 * 1024; // of all requests together
    Time idle_time{60'000};
    Time header_time{10'000};
    Time body_time{30'000};
    std::size_t min_bytes_per_second = 8 * 1024; // body_time grows with what has moved
    Time write_time{30'000};

    // Work.
    unsigned workers = 16;
    std::size_t max_queue = 512;
    unsigned bulkhead = 0;                     // workers one plugin may hold; 0: three quarters
    std::map<std::string, unsigned> bulkheads; // by plugin instance
    Time deadline{10'000};                     // where the route does not say
    Time deadline_grace{1'000};                // before the server answers in the handler's place

    StreamSettings streams;

    // Who may ask.
    std::vector<std::string> trusted_proxies; // addresses or CIDR blocks that set X-Forwarded-For
    std::vector<std::string> cors_origins;    // "https://shop.example"
    std::map<std::string, RateClass, std::less<>>
        rate_classes;                            // "default" holds where none is named
    std::vector<std::string> credential_cookies; // empty: any cookie may be a credential

    // Answers.
    std::vector<std::string> languages{"en", "lt"}; // the first is the default
    std::size_t cache_bytes = 64 * 1024 * 1024;     // 0: no response cache
    std::chrono::seconds cache_lifetime{60};        // where the route does not say
    bool hsts = false;          // also without TLS of our own: a proxy in front has it
    bool debug_queries = false; // X-Debug-Queries and X-Debug-Round-Trips
};

} // namespace statybos::kernel::http
