#include "config/marketplace_schema.hpp"

namespace statybos::kernel::config {
namespace {

constexpr const char* text = R"(
type: object
properties:
  data_dir: {type: path, default: data}
  log:
    type: object
    properties:
      level: {type: string, enum: [debug, info, warning, error], default: info}
  server:
    type: object
    properties:
      host: {type: string, default: 127.0.0.1, minLength: 1, maxLength: 255}
      port: {type: integer, default: 8080, minimum: 0, maximum: 65535}
      threads: {type: integer, default: 0, minimum: 0, maximum: 256}
      workers: {type: integer, default: 16, minimum: 1, maximum: 1024}
      workers_per_plugin: {type: integer, default: 0, minimum: 0, maximum: 1024}
      queue: {type: integer, default: 512, minimum: 1, maximum: 100000}
      deadline: {type: duration, default: 10s, minimum: 100ms, maximum: 10m}
      stop_patience: {type: duration, default: 10s, minimum: 0, maximum: 10m}
      limits:
        type: object
        properties:
          connections: {type: integer, default: 4096, minimum: 1, maximum: 1000000}
          header_size: {type: size, default: 16KiB, minimum: 1KiB, maximum: 1MiB}
          header_fields: {type: integer, default: 100, minimum: 10, maximum: 1000}
          body_size: {type: size, default: 1MiB, minimum: 1KiB, maximum: 1GiB}
          body_memory: {type: size, default: 256MiB, minimum: 1MiB, maximum: 64GiB}
          idle_time: {type: duration, default: 60s, minimum: 1s, maximum: 1h}
          header_time: {type: duration, default: 10s, minimum: 100ms, maximum: 5m}
          body_time: {type: duration, default: 30s, minimum: 100ms, maximum: 1h}
          write_time: {type: duration, default: 30s, minimum: 100ms, maximum: 1h}
          slowest_body: {type: size, default: 8KiB, minimum: 1B, maximum: 1GiB}
      streams:
        type: object
        properties:
          total: {type: integer, default: 1000, minimum: 1, maximum: 1000000}
          per_topic: {type: integer, default: 8, minimum: 1, maximum: 100000}
          queue: {type: size, default: 256KiB, minimum: 64KiB, maximum: 64MiB}
          heartbeat: {type: duration, default: 20s, minimum: 100ms, maximum: 10m}
          max_age: {type: duration, default: 15m, minimum: 1s, maximum: 1d}
      tls:
        type: object
        required: [certificate, key]
        properties:
          certificate: {type: path}
          key: {type: path}
      hsts: {type: boolean, default: false}
      cors:
        type: object
        properties:
          origins:
            type: array
            maxItems: 100
            items: {type: url, pattern: '^https?://[^/?#]+$', maxLength: 300}
      trusted_proxies:
        type: array
        maxItems: 100
        items: {type: string, pattern: '^[0-9a-fA-F:.]+(/[0-9]{1,3})?$', maxLength: 50}
      rate_limits:
        type: object
        additionalProperties:
          type: object
          required: [requests, per]
          properties:
            requests: {type: number, minimum: 1, maximum: 10000000}
            per: {type: duration, minimum: 1s, maximum: 1d}
            burst: {type: number, default: 0, minimum: 0, maximum: 10000000}
            by: {type: string, enum: [address, user], default: address}
      credential_cookies:
        type: array
        maxItems: 50
        items: {type: string, pattern: '^[A-Za-z0-9_.-]+$', maxLength: 100}
      languages:
        type: array
        minItems: 1
        maxItems: 50
        items: {type: string, pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35}
        default: [en, lt]
      cache:
        type: object
        properties:
          size: {type: size, default: 64MiB, minimum: 0, maximum: 64GiB}
          lifetime: {type: duration, default: 60s, minimum: 1s, maximum: 1d}
      debug_headers: {type: boolean, default: false}
  database:
    type: object
    properties:
      url:
        type: string
        default: 'embedded:postgres'
        pattern: '^(postgres(ql)?://|embedded:[^ ])'
        maxLength: 2000
      password: {type: secret, minLength: 1, maxLength: 1000}
      direct_url:
        type: string
        default: ''
        pattern: '^(postgres(ql)?://.*)?$'
        maxLength: 2000
      shared: {type: boolean, default: true}
      pool:
        type: object
        properties:
          size: {type: integer, default: 10, minimum: 2, maximum: 1000}
          lease_timeout: {type: duration, default: 2s, minimum: 10ms, maximum: 1m}
      connect_timeout: {type: duration, default: 3s, minimum: 2s, maximum: 1m}
      statement_timeout: {type: duration, default: 30s, minimum: 100ms, maximum: 1h}
      statement_cache: {type: integer, default: 256, minimum: 1, maximum: 10000}
      prepared_statements: {type: boolean, default: true}
  events:
    type: object
    properties:
      workers: {type: integer, default: 2, minimum: 1, maximum: 64}
      poll: {type: duration, default: 1s, minimum: 50ms, maximum: 1m}
      handler_time: {type: duration, default: 30s, minimum: 100ms, maximum: 1h}
      live_time: {type: duration, default: 5s, minimum: 100ms, maximum: 5m}
      max_attempts: {type: integer, default: 14, minimum: 1, maximum: 100}
      keep: {type: duration, default: 7d, minimum: 1h, maximum: 3650d}
  jobs:
    type: object
    properties:
      workers: {type: integer, default: 2, minimum: 1, maximum: 64}
      poll: {type: duration, default: 1s, minimum: 50ms, maximum: 1m}
      lease: {type: duration, default: 30s, minimum: 1s, maximum: 1h}
      deadline: {type: duration, default: 5m, minimum: 1s, maximum: 1d}
      max_attempts: {type: integer, default: 10, minimum: 1, maximum: 100}
  http_client:
    type: object
    properties:
      allow_private: {type: boolean, default: true}
      timeout: {type: duration, default: 10s, minimum: 100ms, maximum: 5m}
      max_answer: {type: size, default: 1MiB, minimum: 1KiB, maximum: 256MiB}
      ca_file: {type: path}
  secrets:
    type: object
    required: [current, keys]
    properties:
      current: {type: string, pattern: '^[a-z0-9_-]{1,32}$'}
      keys:
        type: object
        additionalProperties: {type: secret, pattern: '^[A-Za-z0-9+/]{43}=$'}
  plugin_loading:
    type: object
    properties:
      directories: {type: array, maxItems: 20, items: {type: path}, default: []}
      allowed_libraries:
        type: array
        maxItems: 100
        items: {type: string, pattern: '^[A-Za-z0-9_+.*?-]+$', maxLength: 100}
        default: []
  plugins:
    type: array
    maxItems: 500
    items:
      type: object
      required: [id]
      properties:
        id: {type: string, pattern: '^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+$', maxLength: 100}
        instance: {type: string, pattern: '^[a-z][a-z0-9_.-]*$', maxLength: 100}
        enabled: {type: boolean, default: true}
        path: {type: path}
        hosting: {type: string, enum: [in_process, isolated]}
        allow_draft: {type: boolean, default: false}
        limits:
          type: object
          properties:
            memory: {type: size, minimum: 16MiB, maximum: 64GiB}
            deadline: {type: duration, minimum: 10ms, maximum: 10m}
            workers: {type: integer, minimum: 1, maximum: 1024}
        config: {type: string}
  overrides:
    type: object
    additionalProperties:
      type: object
      properties:
        provider: {type: string, minLength: 1, maxLength: 100}
        chain: {type: array, maxItems: 100, items: {type: string, minLength: 1, maxLength: 100}}
)";

} // namespace

const Schema& marketplace_schema() {
    static const auto schema = [] {
        ConfigErrors errors;
        const auto root = parse_yaml(text, "marketplace schema");
        STATYBOS_ASSERT(root.has_value());
        auto read = read_schema(*root, errors);
        STATYBOS_ASSERT(read != nullptr);
        return read;
    }();
    return *schema;
}

} // namespace statybos::kernel::config
