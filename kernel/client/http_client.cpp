#include "client/http_client.hpp"

#include <algorithm>
#include <charconv>
#include <random>

namespace statybos::kernel::client {
namespace {

using std::chrono::milliseconds;

constexpr std::uint32_t most_attempts = 10;
constexpr std::uint32_t attempts_of_repeatable = 3;
constexpr std::uint64_t largest_answer = 64 << 20;
constexpr milliseconds longest_timeout{120'000};
// A call that the request's deadline cut shorter than this says nothing about the peer.
constexpr milliseconds telling_timeout{1'000};

milliseconds time_left(const Call& call) {
    const auto now = std::chrono::steady_clock::now();
    if (call.deadline <= now) {
        return milliseconds(0);
    }
    if (call.deadline - now > longest_timeout) { // also keeps time_point::max() from overflowing
        return longest_timeout;
    }
    return std::chrono::duration_cast<milliseconds>(call.deadline - now);
}

bool worth_repeating(const Result<Answer>& result) {
    if (result) {
        return result->status == 429 || result->status >= 500;
    }
    return result.error().retryable() && !result.error().is("circuit_open");
}

enum class Health { works, fails, unknown };

// What an attempt tells about the peer. Our own refusals, the shutdown, and a deadline too short
// for anybody to answer say nothing.
Health health_after(const Result<Answer>& result, bool time_was_fair) {
    if (result) {
        return result->status >= 500 ? Health::fails : Health::works;
    }
    const Error& error = result.error();
    if (error.is("answer_too_large")) {
        return Health::works;
    }
    if (error.is("address_refused") || (error.is("http_timeout") && !time_was_fair)) {
        return Health::unknown;
    }
    return Health::fails;
}

std::optional<milliseconds> retry_after(const Answer& answer) {
    constexpr std::string_view name = "\nretry-after: ";
    const std::string lines = "\n" + answer.headers;
    const std::size_t at = lines.find(name);
    if (at == std::string::npos) {
        return std::nullopt;
    }
    const char* begin = lines.data() + at + name.size();
    std::uint32_t seconds = 0;
    const auto [end, error] = std::from_chars(begin, lines.data() + lines.size(), seconds);
    if (error != std::errc() || *end != '\n') { // the form with a date is rare: wait as usual
        return std::nullopt;
    }
    return milliseconds(std::int64_t{seconds} * 1000);
}

milliseconds jitter(milliseconds most) {
    thread_local std::minstd_rand random{std::random_device{}()};
    return milliseconds(std::uniform_int_distribution<std::int64_t>(0, most.count())(random));
}

std::string outcome_of(const Result<Answer>& result) {
    if (result) {
        return std::to_string(result->status / 100) + "xx";
    }
    switch (result.error().code()) {
    case Errc::timeout:
        return "timeout";
    case Errc::too_large:
        return "too_large";
    case Errc::forbidden:
        return "refused";
    default:
        return result.error().is("circuit_open") ? "circuit_open" : "unavailable";
    }
}

Error no_time_left(const std::string& origin) {
    return Error(Errc::timeout, "http_timeout", origin + ": no time is left to call")
        .flag(STY_ERROR_PRIVATE);
}

} // namespace

HttpClient::HttpClient(ClientSettings settings, const Clock& clock, Metrics* metrics)
    : settings_(std::move(settings)),
      clock_(clock),
      metrics_(metrics),
      breaker_(settings_.breaker, clock),
      pool_(settings_.max_idle) {
    if (metrics_ != nullptr) {
        seconds_ = metrics_
                       ->declare(MetricKind::histogram, "statybos_http_client_seconds",
                                 "Attempts to call a peer", {"plugin", "origin", "outcome"})
                       .value();
    }
}

HttpClient::Plan HttpClient::plan(const Call& call, std::string origin) const {
    const std::uint32_t wanted =
        call.max_attempts != 0 ? call.max_attempts : attempts_of_repeatable;
    return {
        .origin = origin,
        .peer = call.plugin + ' ' + origin,
        .attempts = call.repeatable ? std::min(wanted, most_attempts) : 1,
        .limits =
            {
                .timeout = std::min(call.timeout.count() > 0 ? call.timeout : settings_.timeout,
                                    longest_timeout),
                .max_answer = std::min(
                    call.max_answer != 0 ? call.max_answer : settings_.max_answer, largest_answer),
                .allow_private = settings_.allow_private,
                .ca_file = settings_.ca_file,
                .stopping = &stopping_,
            },
    };
}

Result<Answer> HttpClient::send(const Call& call) {
    auto origin = origin_of(call);
    if (!origin) {
        return origin.error();
    }
    const Plan planned = plan(call, *origin);
    for (std::uint32_t number = 1;; ++number) {
        const std::int64_t start = clock_.monotonic_ns();
        Result<Answer> result = attempt(call, planned);
        measure(call, planned, result, static_cast<double>(clock_.monotonic_ns() - start) / 1e9);
        if (number >= planned.attempts || !worth_repeating(result)) {
            return result;
        }
        const auto pause = pause_after(call, result, number);
        if (!pause || !wait(*pause)) {
            return result;
        }
    }
}

Result<Answer> HttpClient::attempt(const Call& call, const Plan& planned) {
    AttemptLimits limits = planned.limits;
    limits.timeout = std::min(limits.timeout, time_left(call));
    if (limits.timeout.count() <= 0) {
        return no_time_left(planned.origin);
    }
    if (stopping_) {
        return Error(Errc::unavailable, "http_unavailable", "the server is stopping");
    }
    CircuitBreaker::Permit permit = breaker_.ask(planned.peer);
    if (!permit) {
        return Error(Errc::unavailable, "circuit_open",
                     planned.origin + ": failed repeatedly and is not called for a while")
            .flag(STY_ERROR_PRIVATE | STY_ERROR_RETRYABLE);
    }
    std::unique_ptr<Connection> connection = pool_.take(planned.origin);
    Result<Answer> result = connection->attempt(call, limits);
    pool_.give_back(std::move(connection));

    const bool time_was_fair =
        limits.timeout == planned.limits.timeout || limits.timeout >= telling_timeout;
    switch (stopping_ ? Health::unknown : health_after(result, time_was_fair)) {
    case Health::works:
        permit.succeeded();
        break;
    case Health::fails:
        permit.failed();
        break;
    case Health::unknown:
        break;
    }
    return result;
}

void HttpClient::measure(const Call& call, const Plan& planned, const Result<Answer>& result,
                         double seconds) {
    if (metrics_ != nullptr) {
        const std::string outcome = outcome_of(result);
        const std::string_view labels[] = {call.plugin, planned.origin, outcome};
        metrics_->record(seconds_, labels, seconds);
    }
}

std::optional<milliseconds> HttpClient::pause_after(const Call& call, const Result<Answer>& result,
                                                    std::uint32_t number) const {
    const auto most =
        std::min(settings_.longest_pause,
                 settings_.first_pause * (std::int64_t{1} << std::min(number - 1, 16u)));
    const auto asked = result ? retry_after(*result) : std::nullopt;
    const milliseconds pause = asked ? *asked : jitter(most);
    if (pause > settings_.longest_pause || pause >= time_left(call)) {
        return std::nullopt;
    }
    return pause;
}

bool HttpClient::wait(milliseconds pause) {
    std::unique_lock lock(stop_mutex_);
    return !stopped_.wait_for(lock, pause, [&] { return stopping_.load(); });
}

void HttpClient::stop() {
    {
        const std::lock_guard lock(stop_mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
}

} // namespace statybos::kernel::client
