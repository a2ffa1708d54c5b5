#include <statybos/host.hpp>

#include <array>

namespace statybos {
namespace detail {
namespace {

std::vector<sty_str> raw_strings(const std::vector<std::string>& texts) {
    std::vector<sty_str> raw;
    raw.reserve(texts.size());
    for (const std::string& text : texts) {
        raw.push_back(to_abi(text));
    }
    return raw;
}

sty_rc finish(const Result<void>& result, sty_error* error) noexcept {
    return result.has_error() ? fill_error(error, result.error()) : sty_rc{STY_OK};
}

sty_rc on_event(void* user, sty_ctx* ctx, const sty_event* event, sty_error* error) noexcept {
    try {
        return finish((*static_cast<EventFunction*>(user))(Ctx(ctx), *event), error);
    } catch (...) {
        return translate_exception(error);
    }
}

sty_rc on_job(void* user, sty_ctx* raw, sty_str, sty_str payload, std::uint32_t attempt,
              sty_error* error) noexcept {
    try {
        Ctx ctx(raw);
        return finish((*static_cast<JobFunction*>(user))(ctx, view(payload), attempt), error);
    } catch (...) {
        return translate_exception(error);
    }
}

sty_rc on_decorate(void* user, sty_service next, sty_service* wrapped, void (**drop)(void*),
                   sty_error* error) noexcept {
    try {
        *wrapped = (*static_cast<DecorateFunction*>(user))(next, drop);
        return STY_OK;
    } catch (...) {
        return translate_exception(error);
    }
}

} // namespace

void subscribe(HostState& state, std::uint32_t kind, std::string_view topic, std::string_view name,
               std::vector<std::string> before, std::vector<std::string> after, EventFunction fn) {
    const auto raw_before = raw_strings(before);
    const auto raw_after = raw_strings(after);
    sty_subscription subscription{};
    subscription.size = sizeof(subscription);
    subscription.kind = kind;
    subscription.topic = to_abi(topic);
    subscription.name = to_abi(name);
    subscription.before = {raw_before.data(), raw_before.size()};
    subscription.after = {raw_after.data(), raw_after.size()};
    subscription.handler = on_event;
    subscription.user = &state.events.emplace_back(std::move(fn));
    ErrorSlot error;
    error.check(tables.events->subscribe(state.raw, &subscription, &error));
}

Occurrence occurrence_of(const sty_event& event) {
    return {Uuid::parse(view(event.id)).value_or(Uuid()), Instant{event.at_us}};
}

void declare_job(HostState& state, std::string_view name, std::chrono::milliseconds every,
                 std::chrono::milliseconds deadline, JobFunction fn) {
    sty_job job{};
    job.size = sizeof(job);
    job.name = to_abi(name);
    job.every_ms = static_cast<std::uint64_t>(every.count());
    job.deadline_ms = static_cast<std::uint32_t>(deadline.count());
    job.handler = on_job;
    job.user = &state.jobs.emplace_back(std::move(fn));
    ErrorSlot error;
    error.check(tables.jobs->declare(state.raw, &job, &error));
}

void enqueue_job(const HostState& state, Ctx ctx, std::string_view name, std::string_view key,
                 std::string_view payload, Instant run_at) {
    ErrorSlot error;
    error.check(tables.jobs->enqueue(ctx.raw(), state.raw, to_abi(name), to_abi(key),
                                     to_abi(payload), run_at.us, &error));
}

void provide(HostState& state, std::string_view contract, std::string_view name,
             sty_service service) {
    ErrorSlot error;
    error.check(
        tables.services->provide(state.raw, to_abi(contract), to_abi(name), service, &error));
}

void decorate(HostState& state, std::string_view contract, std::string_view name,
              std::string_view label, DecorateFunction fn) {
    ErrorSlot error;
    error.check(tables.services->decorate(state.raw, to_abi(contract), to_abi(name), to_abi(label),
                                          on_decorate,
                                          &state.decorators.emplace_back(std::move(fn)), &error));
}

sty_requirement requirement(std::string_view contract, std::string_view name, std::uint16_t major,
                            std::size_t methods, std::uint64_t hash, bool optional) {
    sty_requirement needed{};
    needed.size = sizeof(needed);
    needed.major = major;
    needed.method_count = static_cast<std::uint16_t>(methods);
    needed.contract = to_abi(contract);
    needed.name = to_abi(name);
    needed.prefix_hash = hash;
    needed.optional = optional ? 1 : 0;
    return needed;
}

std::uint32_t require(HostState& state, const sty_requirement& needed) {
    std::uint32_t slot = UINT32_MAX;
    ErrorSlot error;
    error.check(tables.services->require(state.raw, &needed, &slot, &error));
    return slot;
}

std::uint32_t require_all(HostState& state, const sty_requirement& needed) {
    std::uint32_t group = UINT32_MAX;
    ErrorSlot error;
    error.check(tables.services->require_all(state.raw, &needed, &group, &error));
    return group;
}

void each_provider(Ctx ctx, std::uint32_t group,
                   const std::function<bool(std::string_view, sty_service)>& fn) {
    struct State {
        const std::function<bool(std::string_view, sty_service)>& fn;
        std::exception_ptr parked;
    } state{fn, nullptr};
    const sty_provider_fn visit = [](void* user, sty_str name, sty_service service) noexcept {
        auto& current = *static_cast<State*>(user);
        try {
            return current.fn(view(name), service) ? sty_rc{STY_OK} : sty_rc{1};
        } catch (...) {
            current.parked = std::current_exception();
            return sty_rc{STY_E_EXCEPTION};
        }
    };
    tables.services->each(ctx.raw(), group, visit, &state);
    if (state.parked) {
        std::rethrow_exception(state.parked);
    }
}

} // namespace detail

std::string_view Host::instance_name() const {
    return view(detail::tables.config->instance_name(state_->raw));
}

std::string_view Host::data_dir() const {
    return view(detail::tables.config->data_dir(state_->raw));
}

std::string_view Host::settings_text() const {
    return view(detail::tables.config->settings(state_->raw));
}

void Host::log(std::int32_t level, std::string_view message, LogFields fields) const {
    std::vector<sty_log_field> raw;
    raw.reserve(fields.size());
    for (const auto& [key, value] : fields) {
        raw.push_back({to_abi(key), to_abi(value)});
    }
    detail::tables.log->write(state_->raw, level, to_abi(message), {raw.data(), raw.size()});
}

void Host::log_debug(std::string_view message, LogFields fields) const {
    log(STY_LOG_DEBUG, message, fields);
}

void Host::log_info(std::string_view message, LogFields fields) const {
    log(STY_LOG_INFO, message, fields);
}

void Host::log_warning(std::string_view message, LogFields fields) const {
    log(STY_LOG_WARNING, message, fields);
}

void Host::log_error(std::string_view message, LogFields fields) const {
    log(STY_LOG_ERROR, message, fields);
}

Instant Host::now() const {
    return Instant{detail::tables.clock->now_us(state_->raw)};
}

detail::RouteEntry& Host::add_route(std::string_view method, std::string_view path,
                                    std::string_view tag) {
    detail::RouteEntry& entry = state_->routes.emplace_back();
    entry.method = method;
    entry.path = path;
    entry.tag = tag;
    return entry;
}

} // namespace statybos
