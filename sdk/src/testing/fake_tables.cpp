#include "fake_tables.hpp"

#include <cstdlib>
#include <cstring>

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

namespace statybos::testing {
namespace {

const FakeRequest& request_of(const sty_request* raw) {
    return *reinterpret_cast<const FakeRequest*>(raw);
}

FakeAnswer& answer_of(sty_response* raw) {
    return *reinterpret_cast<FakeAnswer*>(raw);
}

FakeHost& host_of(const sty_host* raw) {
    return *static_cast<FakeHost*>(raw->handle);
}

FakeHost& host_of(const sty_ctx* raw) {
    return *static_cast<FakeHost*>(raw->kernel);
}

sty_str find(const Headers& headers, std::string_view name) {
    for (const auto& [key, value] : headers) {
        if (key.size() == name.size() && strncasecmp(key.data(), name.data(), key.size()) == 0) {
            return to_abi(value);
        }
    }
    return {nullptr, 0};
}

// What PostgreSQL's wire form would have made of the text.
sty_value column_of(const std::optional<std::string>& text) {
    sty_value value{};
    if (!text) {
        return value;
    }
    char* end = nullptr;
    const long long number = std::strtoll(text->c_str(), &end, 10);
    if (!text->empty() && *end == '\0') {
        value.kind = STY_INT64;
        value.as.integer = number;
    } else if (*text == "true" || *text == "false") {
        value.kind = STY_BOOL;
        value.as.integer = *text == "true" ? 1 : 0;
    } else {
        value.kind = STY_TEXT;
        value.as.text = to_abi(*text);
    }
    return value;
}

std::string text_of(const sty_value& value) {
    switch (value.kind) {
    case STY_NULL:
        return "NULL";
    case STY_INT64:
        return std::to_string(value.as.integer);
    case STY_BOOL:
        return value.as.integer != 0 ? "true" : "false";
    case STY_DOUBLE:
        return std::to_string(value.as.number);
    default:
        return std::string(view(value.as.text));
    }
}

StreamMessage message_of(const sty_stream_message& raw) {
    return {std::string(view(raw.id)), std::string(view(raw.event)), std::string(view(raw.data))};
}

} // namespace

struct FakeTables {
    static const std::vector<FakeRow>* rows_for(FakeHost& host, sty_str sql,
                                                const sty_value* values, std::uint32_t count) {
        FakeStatement& statement = host.statements_.emplace_back();
        statement.sql = view(sql);
        for (std::uint32_t i = 0; i < count; ++i) {
            statement.parameters.push_back(text_of(values[i]));
        }
        for (auto rule = host.sql_rules_.rbegin(); rule != host.sql_rules_.rend(); ++rule) {
            if (statement.sql.find(rule->first) != std::string::npos) {
                return &rule->second;
            }
        }
        return nullptr;
    }

    static sty_rc query(sty_ctx* ctx, sty_str sql, const sty_value* values, std::uint32_t count,
                        sty_row_fn row, void* user, sty_error*) {
        if (const auto* rows = rows_for(host_of(ctx), sql, values, count)) {
            for (const FakeRow& cells : *rows) {
                std::vector<sty_value> columns;
                for (const auto& cell : cells) {
                    columns.push_back(column_of(cell));
                }
                if (row(user, columns.data(), static_cast<std::uint32_t>(columns.size())) !=
                    STY_OK) {
                    break;
                }
            }
        }
        return STY_OK;
    }

    static sty_rc execute(sty_ctx* ctx, sty_str sql, const sty_value* values, std::uint32_t count,
                          std::uint64_t* affected, sty_error*) {
        const auto* rows = rows_for(host_of(ctx), sql, values, count);
        if (affected != nullptr) {
            *affected = rows == nullptr ? 0 : rows->size();
        }
        return STY_OK;
    }

    static sty_rc begin(sty_ctx* ctx, sty_error*) {
        ++host_of(ctx).depth_;
        return STY_OK;
    }
    static sty_rc end(sty_ctx* ctx, std::uint8_t, sty_error*) {
        --host_of(ctx).depth_;
        return STY_OK;
    }
    static std::uint32_t depth(const sty_ctx* ctx) { return host_of(ctx).depth_; }
    static sty_rc on_end(sty_ctx*, sty_commit_fn fn, void* user, sty_error*) {
        fn(user, 1);
        return STY_OK;
    }

    static sty_rc route(const sty_host* raw, const sty_route* route, sty_error*) {
        host_of(raw).routes_.push_back({std::string(view(route->method)),
                                        std::string(view(route->path)), route->handler,
                                        route->user});
        return STY_OK;
    }
    static sty_rc subscribe(const sty_host* raw, const sty_subscription* subscription, sty_error*) {
        host_of(raw).listeners_.push_back(
            {std::string(view(subscription->topic)), subscription->handler, subscription->user});
        return STY_OK;
    }
    static sty_rc publish(sty_ctx* ctx, sty_str topic, sty_str entity, sty_str payload,
                          sty_error*) {
        host_of(ctx).events_.push_back(
            {std::string(view(topic)), std::string(view(entity)), std::string(view(payload))});
        return STY_OK;
    }

    static sty_rc send_message(sty_ctx* ctx, sty_str topic, const sty_stream_message* message,
                               sty_error*) {
        host_of(ctx).sent_.push_back({std::string(view(topic)), message_of(*message)});
        return STY_OK;
    }

    static sty_rc provide(const sty_host* raw, sty_str contract, sty_str name, sty_service service,
                          sty_error*) {
        host_of(raw).provided_[{std::string(view(contract)), std::string(view(name))}] = service;
        return STY_OK;
    }
    static sty_rc decorate(const sty_host* raw, sty_str contract, sty_str name, sty_str,
                           sty_decorate_fn fn, void* user, sty_error*) {
        host_of(raw).decorators_.push_back(
            {std::string(view(contract)), std::string(view(name)), fn, user});
        return STY_OK;
    }
    static sty_rc require(const sty_host* raw, const sty_requirement* needed, std::uint32_t* slot,
                          sty_error*) {
        auto& slots = host_of(raw).slots_;
        *slot = static_cast<std::uint32_t>(slots.size());
        slots.push_back({std::string(view(needed->contract)), std::string(view(needed->name))});
        return STY_OK;
    }
    static sty_rc require_all(const sty_host* raw, const sty_requirement* needed,
                              std::uint32_t* group, sty_error*) {
        auto& groups = host_of(raw).groups_;
        *group = static_cast<std::uint32_t>(groups.size());
        groups.emplace_back(view(needed->contract));
        return STY_OK;
    }
    static sty_rc each(const sty_ctx* ctx, std::uint32_t group, sty_provider_fn fn, void* user) {
        const FakeHost& host = host_of(ctx);
        for (const auto& [key, service] : host.given_) {
            if (key.first == host.groups_[group] &&
                fn(user, to_abi(key.second), service) != STY_OK) {
                break;
            }
        }
        return STY_OK;
    }

    static sty_rc send(sty_ctx* ctx, const sty_host*, const sty_http_call* call,
                       sty_http_answer* answer, sty_error* error) {
        FakeHost& host = host_of(ctx);
        FakeHttpCall& made = host.http_calls_.emplace_back();
        made.method = view(call->method);
        made.url = view(call->url);
        made.body = view(call->body);
        const auto* headers = static_cast<const sty_header*>(call->headers.data);
        for (std::uint64_t i = 0; i < call->headers.size; ++i) {
            made.headers.emplace_back(view(headers[i].name), view(headers[i].value));
        }
        for (auto rule = host.http_rules_.rbegin(); rule != host.http_rules_.rend(); ++rule) {
            if (made.url.find(rule->part) == std::string::npos) {
                continue;
            }
            if (rule->error) {
                return detail::fill_error(error, *rule->error);
            }
            try {
                const FakeHttpAnswer given =
                    rule->company ? rule->company(made) : FakeHttpAnswer{rule->status, rule->body};
                answer->status = given.status;
                answer->body = detail::make_buffer(given.body);
            } catch (const Failure& failure) {
                return detail::fill_error(error, failure.error());
            }
            return STY_OK;
        }
        return detail::fill_error(error, Error(Errc::unavailable, "unavailable",
                                               "no answer_http() rule for " + made.url));
    }

    static sty_rc seal(const sty_host*, sty_str purpose, sty_str plain, sty_buf* box, sty_error*) {
        *box = detail::make_buffer(std::string(view(purpose)) + '\n' + std::string(view(plain)));
        return STY_OK;
    }
    static sty_rc open(const sty_host*, sty_str purpose, sty_str box, sty_buf* plain,
                       sty_error* error) {
        const std::string head = std::string(view(purpose)) + '\n';
        if (!view(box).starts_with(head)) {
            return detail::fill_error(error, Error(Errc::invalid, "sealed_otherwise", "wrong box"));
        }
        *plain = detail::make_buffer(view(box).substr(head.size()));
        return STY_OK;
    }

    static sty_str settings_of(const sty_host* raw) { return to_abi(host_of(raw).settings_); }
    static sty_str instance_of(const sty_host* raw) { return to_abi(host_of(raw).instance_); }
    static sty_str data_dir_of(const sty_host* raw) { return to_abi(host_of(raw).data_dir_); }
    static void log(const sty_host* raw, std::int32_t, sty_str message, sty_span) {
        host_of(raw).log_lines_.emplace_back(view(message));
    }
    static const sty_principal* principal(const sty_ctx* ctx) { return &host_of(ctx).principal_; }
    static std::int64_t now(const sty_host* raw) { return host_of(raw).now_.us; }
};

namespace {

void sha256_into(sty_str input, std::uint8_t out[32]) {
    SHA256(reinterpret_cast<const unsigned char*>(input.data), input.size, out);
}

void hmac_into(sty_str key, sty_str input, std::uint8_t out[32]) {
    HMAC(EVP_sha256(), key.data, static_cast<int>(key.size),
         reinterpret_cast<const unsigned char*>(input.data), input.size, out, nullptr);
}

const sty_api_mem mem_table{sizeof(sty_api_mem), 0,
                            [](std::uint64_t size) { return std::malloc(size); },
                            [](void* block) { std::free(block); }};
const sty_api_log log_table{sizeof(sty_api_log), 0, FakeTables::log};
const sty_api_config config_table{sizeof(sty_api_config), 0, FakeTables::settings_of,
                                  FakeTables::instance_of, FakeTables::data_dir_of};
const sty_api_context context_table{
    sizeof(sty_api_context),
    0,
    FakeTables::principal,
    [](const sty_ctx*) { return to_abi("en"); },
    [](const sty_ctx*) { return to_abi("test-request"); },
    [](const sty_ctx*) { return std::int64_t{10'000'000}; },
    [](sty_ctx*, sty_span, sty_error*) { return sty_rc{STY_OK}; },
    [](const sty_host*, std::int64_t, sty_ctx**, sty_error*) { return sty_rc{STY_E_UNSUPPORTED}; },
    [](sty_ctx*) {}};
const sty_api_http http_table{
    sizeof(sty_api_http),
    0,
    FakeTables::route,
    [](const sty_request* r) { return to_abi(request_of(r).method); },
    [](const sty_request* r) { return to_abi(request_of(r).path); },
    [](const sty_request* r) { return to_abi(request_of(r).query); },
    [](const sty_request* r, sty_str name) { return find(request_of(r).headers, view(name)); },
    [](const sty_request*, sty_str) {
        return sty_str{nullptr, 0};
    },
    [](const sty_request* r, sty_str name) { return find(request_of(r).parameters, view(name)); },
    [](const sty_request* r) {
        return static_cast<std::uint32_t>(request_of(r).query_items.size());
    },
    [](const sty_request* r, std::uint32_t i, sty_str* name, sty_str* value) {
        *name = to_abi(request_of(r).query_items[i].first);
        *value = to_abi(request_of(r).query_items[i].second);
    },
    [](const sty_request* r) { return to_abi(request_of(r).body); },
    [](const sty_request*) { return std::uint32_t{0}; },
    [](const sty_request*, std::uint32_t, sty_part*) { return sty_rc{STY_E_NOT_FOUND}; },
    [](const sty_request*) { return to_abi("127.0.0.1"); },
    [](const sty_request* r) { return find(request_of(r).headers, "Idempotency-Key"); },
    [](sty_response* r, std::uint32_t status) { answer_of(r).status = status; },
    [](sty_response* r, sty_str name, sty_str value) {
        answer_of(r).headers.emplace_back(view(name), view(value));
    },
    [](sty_response* r, sty_str name, sty_str value) {
        answer_of(r).headers.emplace_back(view(name), view(value));
    },
    [](sty_response* r, sty_str body) { answer_of(r).body = view(body); },
    [](sty_response* r, sty_buf body) {
        const detail::BufferGuard guard(body);
        answer_of(r).body = view(body);
    },
    [](sty_response*, sty_str) {},
    [](sty_ctx*, sty_response* r, sty_str topic, sty_error*) {
        answer_of(r).topic = view(topic);
        return sty_rc{STY_OK};
    },
    [](sty_response* r, const sty_stream_message* message, sty_error*) {
        answer_of(r).beginning.push_back(message_of(*message));
        return sty_rc{STY_OK};
    },
    [](sty_response* r) { answer_of(r).more = true; },
    FakeTables::send_message};
const sty_api_db db_table{sizeof(sty_api_db), 0,
                          FakeTables::query,  FakeTables::execute,
                          FakeTables::begin,  FakeTables::end,
                          FakeTables::depth,  FakeTables::on_end};
const sty_api_events events_table{sizeof(sty_api_events), 0, FakeTables::subscribe,
                                  FakeTables::publish};
const sty_api_services services_table{sizeof(sty_api_services), 0,
                                      FakeTables::provide,      FakeTables::decorate,
                                      FakeTables::require,      FakeTables::require_all,
                                      FakeTables::each};
const sty_api_jobs jobs_table{
    sizeof(sty_api_jobs), 0,
    [](const sty_host*, const sty_job*, sty_error*) { return sty_rc{STY_OK}; },
    [](sty_ctx*, const sty_host*, sty_str, sty_str, sty_str, std::int64_t, sty_error*) {
        return sty_rc{STY_OK};
    }};
const sty_api_http_client client_table{sizeof(sty_api_http_client), 0, FakeTables::send};
const sty_api_clock clock_table{sizeof(sty_api_clock), 0, FakeTables::now,
                                [](const sty_host* raw) { return FakeTables::now(raw) * 1000; }};
const sty_api_secrets secrets_table{
    sizeof(sty_api_secrets),
    0,
    [](void* out, std::uint64_t size) {
        const int made = RAND_bytes(static_cast<unsigned char*>(out), static_cast<int>(size));
        return made == 1 ? sty_rc{STY_OK} : sty_rc{STY_E_INTERNAL};
    },
    sha256_into,
    hmac_into,
    [](sty_str a, sty_str b) {
        const bool equal = a.size == b.size && CRYPTO_memcmp(a.data, b.data, a.size) == 0;
        return static_cast<std::uint8_t>(equal ? 1 : 0);
    },
    FakeTables::seal,
    FakeTables::open};
const sty_api_metrics metrics_table{sizeof(sty_api_metrics), 0,
                                    [](const sty_host*, std::uint32_t, sty_str, sty_str, sty_span,
                                       std::uint32_t* metric, sty_error*) {
                                        *metric = 0;
                                        return sty_rc{STY_OK};
                                    },
                                    [](const sty_host*, std::uint32_t, sty_span, double) {}};

} // namespace

const void* fake_api(const sty_host*, const char* id, std::uint32_t min_size) {
    const std::pair<const char*, const void*> tables[] = {
        {STY_API_MEM, &mem_table},        {STY_API_LOG, &log_table},
        {STY_API_CONFIG, &config_table},  {STY_API_CONTEXT, &context_table},
        {STY_API_HTTP, &http_table},      {STY_API_DB, &db_table},
        {STY_API_EVENTS, &events_table},  {STY_API_SERVICES, &services_table},
        {STY_API_JOBS, &jobs_table},      {STY_API_HTTP_CLIENT, &client_table},
        {STY_API_CLOCK, &clock_table},    {STY_API_SECRETS, &secrets_table},
        {STY_API_METRICS, &metrics_table}};
    for (const auto& [name, table] : tables) {
        if (std::strcmp(name, id) == 0) {
            return *static_cast<const std::uint32_t*>(table) >= min_size ? table : nullptr;
        }
    }
    return nullptr;
}

} // namespace statybos::testing
