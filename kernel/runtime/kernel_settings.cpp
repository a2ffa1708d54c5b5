#include "runtime/kernel_settings.hpp"

#include <cstdlib>
#include <system_error>

#include "runtime/marketplace.hpp"

namespace statybos::kernel {
namespace {

namespace fs = std::filesystem;
using std::chrono::duration_cast;
using std::chrono::seconds;

http::RateClass rate_class(const config::RateLimit& limit) {
    return {limit.requests, duration_cast<seconds>(limit.per), limit.burst,
            limit.by_user ? http::RateClass::Key::user : http::RateClass::Key::address};
}

void set_listening(http::Settings& http, const config::ServerConfig& server) {
    http.address = server.host;
    http.port = server.port;
    http.tls = {server.tls_certificate, server.tls_key};
    http.io_threads = server.threads;
    http.max_connections = server.connections;
}

void set_bounds(http::Settings& http, const config::ServerConfig& server) {
    http.max_header_bytes = server.header_bytes;
    http.max_header_fields = server.header_fields;
    http.max_body_bytes = server.body_bytes;
    http.max_body_memory = server.body_memory;
    http.idle_time = server.idle_time;
    http.header_time = server.header_time;
    http.body_time = server.body_time;
    http.min_bytes_per_second = server.slowest_body;
    http.write_time = server.write_time;
    http.workers = server.workers;
    http.max_queue = server.queue;
    http.bulkhead = server.workers_per_plugin;
    http.deadline = server.deadline;
}

http::StreamSettings stream_settings(const config::StreamConfig& streams) {
    return {streams.total, streams.per_topic, streams.queue_bytes, streams.heartbeat,
            streams.max_age};
}

http::Settings http_settings(const config::MarketplaceConfig& config) {
    const config::ServerConfig& server = config.server;
    http::Settings http;
    set_listening(http, server);
    set_bounds(http, server);
    http.streams = stream_settings(server.streams);
    for (const config::PluginEntry& entry : config.plugins) {
        if (entry.workers != 0) {
            http.bulkheads[entry.instance] = entry.workers;
        }
    }
    http.trusted_proxies = server.trusted_proxies;
    http.cors_origins = server.cors_origins;
    for (const auto& [name, limit] : server.rate_limits) {
        http.rate_classes.emplace(name, rate_class(limit));
    }
    http.credential_cookies = server.credential_cookies;
    http.languages = server.languages;
    http.cache_bytes = server.cache_bytes;
    http.cache_lifetime = duration_cast<seconds>(server.cache_lifetime);
    http.hsts = server.hsts;
    http.debug_queries = server.debug_headers;
    return http;
}

database::PoolSettings pool_settings(const config::DatabaseConfig& database) {
    database::PoolSettings pool;
    pool.url = database.url;
    pool.direct_url = database.direct_url;
    pool.size = database.pool_size;
    pool.lease_timeout = database.lease_timeout;
    pool.connect_timeout = database.connect_timeout;
    pool.statement_timeout = database.statement_timeout;
    pool.statement_cache = database.statement_cache;
    pool.prepared_statements = database.prepared_statements;
    pool.step_down = true;
    return pool;
}

events::EventSettings event_settings(const config::EventsConfig& config) {
    events::EventSettings events;
    events.delivery.workers = config.workers;
    events.delivery.handler_time = config.handler_time;
    events.delivery.max_attempts = config.max_attempts;
    events.poll = config.poll;
    events.live_time = config.live_time;
    events.keep = duration_cast<std::chrono::hours>(config.keep);
    return events;
}

jobs::JobSettings job_settings(const config::JobsConfig& config) {
    jobs::JobSettings jobs;
    jobs.workers = config.workers;
    jobs.poll = config.poll;
    jobs.lease = config.lease;
    jobs.deadline = config.deadline;
    jobs.max_attempts = config.max_attempts;
    return jobs;
}

client::ClientSettings client_settings(const config::HttpClientConfig& config) {
    client::ClientSettings client;
    client.allow_private = config.allow_private;
    client.timeout = config.timeout;
    client.max_answer = config.max_answer;
    client.ca_file = config.ca_file;
    return client;
}

Result<SecretKeys> secret_keys(const config::SecretsConfig& config, const fs::path& data) {
    if (config.keys.empty()) {
        return load_or_create_key(data / "secret.key");
    }
    SecretKeys keys;
    keys.current = config.current;
    for (const auto& [id, text] : config.keys) {
        auto key = SecretKey::from_base64(text);
        if (!key) {
            return Error(Errc::invalid, "invalid_configuration",
                         "secrets.keys." + id + ": " + key.error().message());
        }
        keys.keys.emplace(id, std::move(*key));
    }
    return keys;
}

} // namespace

Result<RuntimeSettings> runtime_settings(const config::MarketplaceConfig& config,
                                         const std::optional<std::string>& host) {
    std::error_code failed;
    fs::create_directories(config.data_dir, failed);
    if (failed) {
        return Error(Errc::internal, "data_dir",
                     config.data_dir.string() + ": cannot be made: " + failed.message());
    }
    auto keys = secret_keys(config.secrets, config.data_dir);
    if (!keys) {
        return keys.error();
    }
    RuntimeSettings settings{.data = config.data_dir,
                             .kernel_migrations = kernel_migrations(),
                             .database = pool_settings(config.database),
                             .shared = config.database.shared,
                             .http = http_settings(config),
                             .events = event_settings(config.events),
                             .jobs = job_settings(config.jobs),
                             .http_client = client_settings(config.http_client),
                             .secrets = std::move(*keys),
                             .stop_patience = config.server.stop_patience};
    if (host) {
        settings.http.address = *host;
    }
    return settings;
}

fs::path kernel_migrations() {
    if (const char* set = std::getenv("STATYBOS_MIGRATIONS"); set != nullptr && *set != '\0') {
        return set;
    }
    std::error_code failed;
    const fs::path beside = fs::read_symlink("/proc/self/exe", failed).parent_path().parent_path();
    if (!failed && fs::exists(beside / "share/statybos/migrations/kernel", failed)) {
        return beside / "share/statybos/migrations/kernel";
    }
    return STATYBOS_SOURCE_MIGRATIONS;
}

} // namespace statybos::kernel
