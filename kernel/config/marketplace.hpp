// config/marketplace.yaml: what the operator decides about the kernel, and which plugins run.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/document.hpp"
#include "config/interpolate.hpp"
#include "core/log.hpp"

namespace statybos::kernel::config {

using Milliseconds = std::chrono::milliseconds;

struct RateLimit {
    double requests = 0;
    Milliseconds per{0};
    double burst = 0;     ///< 0: as many as `requests`
    bool by_user = false; ///< the signed-in user, else the address
};

struct StreamConfig {
    std::size_t total = 0;
    std::size_t per_topic = 0;
    std::size_t queue_bytes = 0;
    Milliseconds heartbeat{0};
    Milliseconds max_age{0};
};

struct ServerConfig {
    std::string host;
    std::uint16_t port = 0;          ///< 0: any free one
    unsigned threads = 0;            ///< for input and output; 0: one per core
    unsigned workers = 0;            ///< threads that run handlers
    unsigned workers_per_plugin = 0; ///< 0: three quarters
    std::size_t queue = 0;           ///< requests waiting for a worker; beyond: 503
    Milliseconds deadline{0};        ///< where the route does not say
    Milliseconds stop_patience{0};   ///< for requests under way when the server stops
    std::size_t connections = 0;
    std::size_t header_bytes = 0;
    std::size_t header_fields = 0;
    std::size_t body_bytes = 0;  ///< where the route does not say
    std::size_t body_memory = 0; ///< of all requests together
    Milliseconds idle_time{0};
    Milliseconds header_time{0};
    Milliseconds body_time{0};
    Milliseconds write_time{0};
    std::size_t slowest_body = 0; ///< bytes a second; body_time grows with what has moved
    StreamConfig streams;
    std::string tls_certificate; ///< absolute path; empty: no TLS
    std::string tls_key;         ///< absolute path
    std::vector<std::string> cors_origins;
    std::vector<std::string> trusted_proxies;     ///< addresses or CIDR blocks
    std::map<std::string, RateLimit> rate_limits; ///< by class; "default" where none is named
    std::vector<std::string> credential_cookies;  ///< empty: any cookie may be a credential
    std::vector<std::string> languages;           ///< the first is the default
    std::size_t cache_bytes = 0;                  ///< 0: no response cache
    Milliseconds cache_lifetime{0};
    bool hsts = false;
    bool debug_headers = false;
};

struct DatabaseConfig {
    /// `embedded:<absolute folder>` or `postgresql://…`, password included: never log it.
    std::string url;
    std::string direct_url; ///< the same past a pooler, password included; empty: as `url`
    bool shared = true;     ///< other nodes may work on it
    std::size_t pool_size = 0;
    Milliseconds lease_timeout{0};
    Milliseconds connect_timeout{0};
    Milliseconds statement_timeout{0};
    std::size_t statement_cache = 0;
    bool prepared_statements = true;
};

struct EventsConfig {
    std::size_t workers = 0;
    Milliseconds poll{0};
    Milliseconds handler_time{0};
    Milliseconds live_time{0};
    std::uint32_t max_attempts = 0;
    Milliseconds keep{0};
};

struct JobsConfig {
    std::size_t workers = 0;
    Milliseconds poll{0};
    Milliseconds lease{0};
    Milliseconds deadline{0};
    std::uint32_t max_attempts = 0;
};

/// How plugins' calls to the outside are made.
struct HttpClientConfig {
    bool allow_private = true; ///< addresses that are not public
    Milliseconds timeout{0};
    std::size_t max_answer = 0;
    std::string ca_file; ///< absolute path; empty: the machine's certificates
};

struct SecretsConfig {
    std::string current; ///< id of the key that new boxes are sealed with
    std::map<std::string, std::string>
        keys; ///< base64 by id; empty: the kernel keeps one of its own
};

struct PluginLoadingConfig {
    std::vector<std::string> directories; ///< absolute; searched before the kernel's own
    std::vector<std::string> allowed_libraries;
};

enum class PluginHosting { automatic, in_process, isolated };

struct PluginEntry {
    Position at; ///< of its id
    std::string id;
    std::string instance; ///< equals `id` unless given
    bool enabled = true;
    std::string file; ///< absolute; empty: looked for in the directories
    PluginHosting hosting = PluginHosting::automatic;
    std::size_t memory = 0;   ///< bytes; 0: no limit of its own
    Milliseconds deadline{0}; ///< 0: no limit of its own
    unsigned workers = 0;     ///< 0: server.workers_per_plugin
    bool allow_draft = false;
    Node written;              ///< the settings as written; null: none
    std::string settings_path; ///< what precedes their keys in messages, "plugins.<instance>"

    // Filled by check_plugins().
    std::string settings; ///< JSON for statybos.config/1; secrets in it
    std::string shown;    ///< the same for people
};

struct ServiceOverride {
    Position at;
    std::string provider;           ///< plugin id or instance; empty: not decided
    std::vector<std::string> chain; ///< outermost last; empty: not decided
};

struct MarketplaceConfig {
    std::filesystem::path root; ///< what relative paths start from
    std::filesystem::path data_dir;
    LogLevel log_level = LogLevel::info;
    ServerConfig server;
    DatabaseConfig database;
    EventsConfig events;
    JobsConfig jobs;
    HttpClientConfig http_client;
    SecretsConfig secrets;
    PluginLoadingConfig plugin_loading;
    std::vector<PluginEntry> plugins; ///< in the operator's order, disabled ones too
    /// By contract, or "contract/name".
    std::map<std::string, ServiceOverride> overrides;
    std::string shown; ///< the kernel's settings as JSON for people: no secrets, no plugins
};

struct LoadOptions {
    std::filesystem::path file = "config/marketplace.yaml";
    Environment environment = process_environment();
    /// Empty: the folder above the one of `file` when that is called "config", else that of `file`.
    std::filesystem::path root;
    // The command line's word against the file's.
    std::optional<std::filesystem::path> data_dir; ///< relative to the working directory
    std::optional<std::uint16_t> port;
};

/// Reads marketplace.yaml and the files of settings that it names. Everything that needs no
/// knowledge of the installed plugins is judged; what is wrong goes to `errors`, and the result is
/// then good only for finding more.
MarketplaceConfig load_marketplace(const LoadOptions& options, ConfigErrors& errors);

} // namespace statybos::kernel::config
