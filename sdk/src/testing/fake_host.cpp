#include <statybos/testing/fake_host.hpp>

#include <algorithm>

#include "fake_tables.hpp"

namespace statybos::testing {
namespace {

std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        if (slash != 0) {
            parts.push_back(path.substr(0, slash));
        }
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return parts;
}

bool matches(std::string_view pattern, FakeRequest& request) {
    const auto wanted = segments(pattern);
    const auto given = segments(request.path);
    request.parameters.clear();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool parameter = wanted[i].front() == '{';
        if (i >= given.size() || (!parameter && wanted[i] != given[i])) {
            return false;
        }
        if (parameter) {
            request.parameters.emplace_back(wanted[i].substr(1, wanted[i].size() - 2), given[i]);
        }
    }
    return wanted.size() == given.size();
}

} // namespace

FakeHost::FakeHost(std::string settings, std::string instance)
    : settings_(std::move(settings)), instance_(std::move(instance)), data_dir_("/tmp") {
    raw_ = {sizeof(sty_host), STY_ABI_EPOCH, STY_ABI_LEVEL, 0, this, fake_api};
    ctx_.size = sizeof(sty_ctx);
    ctx_.kernel = this;
    principal_.size = sizeof(sty_principal);
    detail::bind_tables(&raw_);
}

FakeHost::~FakeHost() {
    for (auto wrapper = wrappers_.rbegin(); wrapper != wrappers_.rend(); ++wrapper) {
        wrapper->drop(wrapper->self);
    }
    if (self_ != nullptr) {
        detail::destroy_instance(self_);
    }
}

void FakeHost::make(detail::MakePlugin maker) {
    STATYBOS_ASSERT(self_ == nullptr);
    detail::ErrorSlot error;
    error.check(detail::create_instance(&raw_, &self_, &error, maker));
    fill_slots();
}

Plugin& FakeHost::plugin() {
    return *static_cast<detail::Instance*>(self_)->plugin;
}

void FakeHost::give_service(std::string_view contract, std::string_view name, sty_service service) {
    given_[{std::string(contract), std::string(name)}] = service;
    fill_slots();
}

sty_service FakeHost::provided_service(std::string_view contract, std::string_view name) const {
    const auto found = provided_.find({std::string(contract), std::string(name)});
    if (found == provided_.end()) {
        throw Failure(Errc::not_found, "not_provided",
                      "the plugin does not provide " + std::string(contract));
    }
    return found->second;
}

sty_service FakeHost::decorated_service(std::string_view contract, std::string_view name,
                                        sty_service service) {
    for (const Decorator& decorator : decorators_) {
        if (decorator.contract != contract || decorator.name != name) {
            continue;
        }
        Wrapper wrapper{};
        detail::ErrorSlot error;
        error.check(decorator.fn(decorator.user, service, &service, &wrapper.drop, &error));
        wrapper.self = service.self;
        wrappers_.push_back(wrapper);
    }
    return service;
}

void FakeHost::fill_slots() {
    services_.assign(slots_.size(), sty_service{nullptr, nullptr});
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (const auto found = given_.find({slots_[i].contract, slots_[i].name});
            found != given_.end()) {
            services_[i] = found->second;
        }
    }
    ctx_.services = services_.data();
    ctx_.service_count = static_cast<std::uint32_t>(services_.size());
}

FakeAnswer FakeHost::call(std::string_view method, std::string_view target, std::string_view body,
                          const Headers& headers) {
    FakeRequest request;
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.method = method;
    request.path = target.substr(0, mark);
    request.query = target.substr(std::min(mark + 1, target.size()));
    request.body = body;
    request.headers = headers;
    for (std::string_view rest = request.query; !rest.empty();) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view item = rest.substr(0, end);
        const std::size_t equals = std::min(item.find('='), item.size());
        request.query_items.emplace_back(item.substr(0, equals),
                                         item.substr(std::min(equals + 1, item.size())));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const Route& route : routes_) {
        if (route.method != method || !matches(route.path, request)) {
            continue;
        }
        FakeAnswer answer;
        detail::ErrorSlot error;
        const sty_rc rc =
            route.handler(route.user, &ctx_, reinterpret_cast<const sty_request*>(&request),
                          reinterpret_cast<sty_response*>(&answer), &error);
        if (rc != STY_OK) {
            answer.error = error.take(rc);
        }
        return answer;
    }
    throw Failure(Errc::not_found, "no_route",
                  "the plugin has no route for " + std::string(target));
}

void FakeHost::deliver(std::string_view topic, std::string_view payload, std::optional<Uuid> id) {
    const std::string id_text = id.value_or(Uuid::make()).to_string();
    sty_event event{};
    event.size = sizeof(event);
    event.attempt = 1;
    event.id = to_abi(id_text);
    event.topic = to_abi(topic);
    event.payload = to_abi(payload);
    event.at_us = now_.us;
    for (const Listener& listener : listeners_) {
        if (listener.topic == topic) {
            ++depth_;
            detail::ErrorSlot error;
            const sty_rc rc = listener.handler(listener.user, &ctx_, &event, &error);
            --depth_;
            error.check(rc);
        }
    }
}

void FakeHost::answer_sql(std::string part, std::vector<FakeRow> rows) {
    sql_rules_.emplace_back(std::move(part), std::move(rows));
}

void FakeHost::answer_http(std::string part, unsigned status, std::string body) {
    http_rules_.push_back({std::move(part), status, std::move(body), std::nullopt, nullptr});
}

void FakeHost::fail_http(std::string part, Error error) {
    http_rules_.push_back({std::move(part), 0, {}, std::move(error), nullptr});
}

void FakeHost::serve_http(std::string part, FakeCompany company) {
    http_rules_.push_back({std::move(part), 0, {}, std::nullopt, std::move(company)});
}

void FakeHost::sign_in(UserId user, std::vector<std::string> roles) {
    user_id_ = user.to_string();
    roles_ = std::move(roles);
    raw_roles_.clear();
    for (const std::string& role : roles_) {
        raw_roles_.push_back(to_abi(role));
    }
    principal_.user_id = to_abi(user_id_);
    principal_.roles = raw_roles_.data();
    principal_.role_count = static_cast<std::uint32_t>(raw_roles_.size());
}

Ctx FakeHost::ctx() {
    return Ctx(&ctx_);
}

} // namespace statybos::testing
