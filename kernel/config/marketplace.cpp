#include "config/marketplace.hpp"

#include <algorithm>

#include "config/fields.hpp"
#include "config/judge.hpp"
#include "config/marketplace_schema.hpp"

namespace statybos::kernel::config {
namespace {

ServerConfig server_of(const Fields& fields) {
    ServerConfig server;
    server.host = fields.text("host");
    server.port = static_cast<std::uint16_t>(fields.number("port"));
    server.threads = static_cast<unsigned>(fields.number("threads"));
    server.workers = static_cast<unsigned>(fields.number("workers"));
    server.workers_per_plugin = static_cast<unsigned>(fields.number("workers_per_plugin"));
    server.queue = fields.count("queue");
    server.deadline = fields.duration("deadline");
    server.stop_patience = fields.duration("stop_patience");
    const Fields limits = fields.inner("limits");
    server.connections = limits.count("connections");
    server.header_bytes = limits.count("header_size");
    server.header_fields = limits.count("header_fields");
    server.body_bytes = limits.count("body_size");
    server.body_memory = limits.count("body_memory");
    server.idle_time = limits.duration("idle_time");
    server.header_time = limits.duration("header_time");
    server.body_time = limits.duration("body_time");
    server.write_time = limits.duration("write_time");
    server.slowest_body = limits.count("slowest_body");
    const Fields streams = fields.inner("streams");
    server.streams = {streams.count("total"), streams.count("per_topic"), streams.count("queue"),
                      streams.duration("heartbeat"), streams.duration("max_age")};
    server.tls_certificate = fields.inner("tls").text("certificate");
    server.tls_key = fields.inner("tls").text("key");
    server.cors_origins = fields.inner("cors").texts("origins");
    server.trusted_proxies = fields.texts("trusted_proxies");
    for (const Value::Member& member : fields.members("rate_limits")) {
        const Fields limit(member.value);
        server.rate_limits[member.name] = {limit.fraction("requests"), limit.duration("per"),
                                           limit.fraction("burst"), limit.text("by") == "user"};
    }
    server.credential_cookies = fields.texts("credential_cookies");
    server.languages = fields.texts("languages");
    server.cache_bytes = fields.inner("cache").count("size");
    server.cache_lifetime = fields.inner("cache").duration("lifetime");
    server.hsts = fields.flag("hsts");
    server.debug_headers = fields.flag("debug_headers");
    return server;
}

EventsConfig events_of(const Fields& fields) {
    return {fields.count("workers"),
            fields.duration("poll"),
            fields.duration("handler_time"),
            fields.duration("live_time"),
            static_cast<std::uint32_t>(fields.number("max_attempts")),
            fields.duration("keep")};
}

JobsConfig jobs_of(const Fields& fields) {
    return {fields.count("workers"), fields.duration("poll"), fields.duration("lease"),
            fields.duration("deadline"), static_cast<std::uint32_t>(fields.number("max_attempts"))};
}

LogLevel level_of(std::string_view name) {
    return name == "debug"     ? LogLevel::debug
           : name == "warning" ? LogLevel::warning
           : name == "error"   ? LogLevel::error
                               : LogLevel::info;
}

// RFC 3986: what is not unreserved, as %XX.
std::string percent_encoded(std::string_view text) {
    constexpr const char* digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 0xF];
        }
    }
    return out;
}

class Loader {
public:
    Loader(const LoadOptions& options, ConfigErrors& errors) : options_(options), errors_(errors) {}

    MarketplaceConfig load() {
        config_.root = root();
        auto file = read_yaml(options_.file);
        if (!file) {
            add(file.error());
            return std::move(config_);
        }
        Node document = std::move(*file);
        std::vector<Node> settings = take_settings(document);
        interpolate(document, options_.environment, errors_);
        const Value judged =
            judge(marketplace_schema(), document, {}, {.root = config_.root}, errors_);
        fill(Fields(judged), document);
        fill_plugins(Fields(judged), document, std::move(settings));
        fill_overrides(Fields(judged), document);
        config_.shown = shown(judged);
        return std::move(config_);
    }

private:
    void fail(const Position& at, const std::string& path, std::string message) {
        errors_.push_back({at, path, std::move(message)});
    }

    // An error of read_yaml(), which has put file and place into its message already.
    void add(const Error& error) { errors_.push_back({{}, {}, error.message()}); }

    std::filesystem::path root() const {
        if (!options_.root.empty()) {
            return std::filesystem::absolute(options_.root).lexically_normal();
        }
        const auto folder =
            std::filesystem::absolute(options_.file).lexically_normal().parent_path();
        return folder.filename() == "config" ? folder.parent_path() : folder;
    }

    // `config` of a plugin is a file's name or the settings themselves, which its own schema judges
    // later; ours sees a name in both cases.
    static std::vector<Node> take_settings(Node& document) {
        std::vector<Node> settings;
        for (Node::Member& member : document.members) {
            if (member.key != "plugins") {
                continue;
            }
            for (Node& item : member.value.items) {
                Node taken;
                for (Node::Member& inner : item.members) {
                    if (inner.key == "config" && !inner.value.is_scalar()) {
                        taken = std::move(inner.value);
                        inner.value = Node();
                        inner.value.kind = Node::Kind::scalar;
                    }
                }
                settings.push_back(std::move(taken));
            }
        }
        return settings;
    }

    void fill(const Fields& fields, const Node& document) {
        config_.data_dir = options_.data_dir
                               ? std::filesystem::absolute(*options_.data_dir).lexically_normal()
                               : std::filesystem::path(fields.text("data_dir"));
        config_.log_level = level_of(fields.inner("log").text("level"));
        config_.server = server_of(fields.inner("server"));
        if (options_.port) {
            config_.server.port = *options_.port;
        }
        fill_database(fields.inner("database"));
        config_.events = events_of(fields.inner("events"));
        config_.jobs = jobs_of(fields.inner("jobs"));
        fill_secrets(fields.inner("secrets"), document);
        const Fields client = fields.inner("http_client");
        config_.http_client = {client.flag("allow_private"), client.duration("timeout"),
                               client.count("max_answer"), client.text("ca_file")};
        config_.plugin_loading = {fields.inner("plugin_loading").texts("directories"),
                                  fields.inner("plugin_loading").texts("allowed_libraries")};
    }

    void fill_secrets(const Fields& fields, const Node& document) {
        SecretsConfig& secrets = config_.secrets;
        secrets.current = fields.text("current");
        for (const Value::Member& key : fields.members("keys")) {
            secrets.keys[key.name] = fields.inner("keys").text(key.name);
        }
        if (!secrets.current.empty() && !secrets.keys.contains(secrets.current)) {
            fail(document.find("secrets")->find("current")->at, "secrets.current",
                 "names no key below secrets.keys");
        }
    }

    static void add_password(std::string& url, const std::string& password) {
        if (!url.empty() && !password.empty()) {
            url += url.find('?') == std::string::npos ? '?' : '&';
            url += "password=" + percent_encoded(password);
        }
    }

    void fill_database(const Fields& fields) {
        DatabaseConfig& database = config_.database;
        database.url = fields.text("url");
        constexpr std::string_view embedded = "embedded:";
        if (database.url.starts_with(embedded)) {
            const auto folder = config_.data_dir / database.url.substr(embedded.size());
            database.url = std::string(embedded) + folder.lexically_normal().string();
        } else {
            add_password(database.url, fields.text("password"));
        }
        database.direct_url = fields.text("direct_url");
        add_password(database.direct_url, fields.text("password"));
        database.shared = fields.flag("shared");
        database.pool_size = fields.inner("pool").count("size");
        database.lease_timeout = fields.inner("pool").duration("lease_timeout");
        database.connect_timeout = fields.duration("connect_timeout");
        database.statement_timeout = fields.duration("statement_timeout");
        database.statement_cache = fields.count("statement_cache");
        database.prepared_statements = fields.flag("prepared_statements");
    }

    void fill_plugins(const Fields& fields, const Node& document, std::vector<Node> settings) {
        const Node* written = document.find("plugins");
        const Value::Array& items = fields.items("plugins");
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Fields item(items[i]);
            const Node& node = written->items[i];
            PluginEntry entry;
            const Node* id = node.find("id");
            entry.at = id != nullptr ? id->at : node.at;
            entry.id = item.text("id");
            entry.instance = item.text("instance").empty() ? entry.id : item.text("instance");
            entry.enabled = item.flag("enabled");
            entry.file = item.text("path");
            const std::string hosting = item.text("hosting");
            entry.hosting = hosting == "in_process" ? PluginHosting::in_process
                            : hosting == "isolated" ? PluginHosting::isolated
                                                    : PluginHosting::automatic;
            entry.memory = item.inner("limits").count("memory");
            entry.deadline = item.inner("limits").duration("deadline");
            entry.workers = static_cast<unsigned>(item.inner("limits").number("workers"));
            entry.allow_draft = item.flag("allow_draft");
            entry.settings_path = child_path("plugins", entry.instance);
            if (entry.enabled) {
                entry.written =
                    settings_of(entry, item.text("config"), node, std::move(settings[i]));
            }
            refuse_second(entry, item_path("plugins", i));
            config_.plugins.push_back(std::move(entry));
        }
    }

    Node settings_of(const PluginEntry& entry, const std::string& file, const Node& node,
                     Node inline_settings) {
        if (!file.empty()) {
            if (!std::filesystem::exists(config_.root / file)) {
                fail(node.find("config")->at, child_path(entry.settings_path, "config"),
                     "there is no file " + (config_.root / file).string());
                return unusable();
            }
            auto read = read_yaml(config_.root / file, file);
            if (!read) {
                add(read.error());
                return unusable();
            }
            inline_settings = std::move(*read);
        }
        interpolate(inline_settings, options_.environment, errors_, entry.settings_path);
        return inline_settings;
    }

    static Node unusable() {
        Node node;
        node.unusable = true;
        return node;
    }

    void refuse_second(const PluginEntry& entry, const std::string& path) {
        const auto first = std::find_if(
            config_.plugins.begin(), config_.plugins.end(),
            [&](const PluginEntry& other) { return other.instance == entry.instance; });
        if (first != config_.plugins.end() && !entry.instance.empty()) {
            fail(entry.at, path,
                 "instance \"" + entry.instance + "\" is already there in line " +
                     std::to_string(first->at.line) + "; give this one an `instance` of its own");
        }
    }

    void fill_overrides(const Fields& fields, const Node& document) {
        for (const Value::Member& member : fields.members("overrides")) {
            const Fields item(member.value);
            const auto& written = document.find("overrides")->members;
            const auto key =
                std::find_if(written.begin(), written.end(),
                             [&](const Node::Member& each) { return each.key == member.name; });
            config_.overrides[member.name] = {key->at, item.text("provider"), item.texts("chain")};
        }
    }

    static std::string shown(const Value& judged) {
        Value::Object object;
        if (const auto* members = judged.as<Value::Object>()) {
            std::copy_if(members->begin(), members->end(), std::back_inserter(object),
                         [](const Value::Member& member) { return member.name != "plugins"; });
        }
        return to_json(Value{std::move(object)}, Reveal::no_secrets);
    }

    const LoadOptions& options_;
    ConfigErrors& errors_;
    MarketplaceConfig config_;
};

} // namespace

MarketplaceConfig load_marketplace(const LoadOptions& options, ConfigErrors& errors) {
    return Loader(options, errors).load();
}

} // namespace statybos::kernel::config
