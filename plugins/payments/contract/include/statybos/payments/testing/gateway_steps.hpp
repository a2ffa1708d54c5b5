// The steps that the rules of gateway_rules.hpp are made of. A step that comes out otherwise than
// the rule wants ends the rule.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <statybos/payments/testing/gateway_subject.hpp>

namespace statybos::payments::testing {

/// What a rule came to.
struct Finding {
    enum class Kind : std::uint8_t { kept, broken, not_offered };

    Kind kind = Kind::kept;
    std::string why; ///< of a broken one
};

struct GatewayRule {
    std::string_view name;
    Finding (*check)(GatewaySubject&);
};

namespace detail {

/// Thrown by the steps below: the rule's sentence is decided.
struct Decided {
    Finding finding;
};

[[noreturn]] inline void broken(std::string why) {
    throw Decided{{Finding::Kind::broken, std::move(why)}};
}

[[noreturn]] inline void not_offered() {
    throw Decided{{Finding::Kind::not_offered, {}}};
}

inline void expect(bool holds, std::string_view what) {
    if (!holds) {
        broken(std::string(what));
    }
}

inline void expect_state(GatewayState is, GatewayState wanted, std::string_view what) {
    if (is != wanted) {
        broken(std::string(what) + " is " + std::string(enum_name(is)) + ", not " +
               std::string(enum_name(wanted)));
    }
}

inline void expect_taken(GatewaySubject& subject, const GatewayPayment& payment,
                         std::int64_t wanted, std::string_view when) {
    const std::int64_t taken = subject.taken(payment);
    if (taken != wanted) {
        broken("after " + std::string(when) + " the company has taken " + std::to_string(taken) +
               " instead of " + std::to_string(wanted));
    }
}

template <class T>
const T& value_of(const Result<T>& result, std::string_view what) {
    if (!result) {
        broken(std::string(what) + " gives the error " + result.error().slug() + ": " +
               result.error().message());
    }
    return *result;
}

template <class T>
void expect_error(const Result<T>& result, Errc wanted, std::string_view what) {
    if (result) {
        broken(std::string(what) + " gives no error");
    }
    expect(result.error().code() == wanted,
           std::string(what) + " gives the error " + result.error().slug() + " of another class");
}

inline GatewayPayment payment_of(GatewaySubject& subject, Course course) {
    auto payment = subject.payment(course);
    if (!payment) {
        not_offered();
    }
    return std::move(*payment);
}

inline GatewayOutcome create(GatewaySubject& subject, const GatewayPayment& payment) {
    Ctx ctx = subject.ctx();
    return value_of(subject.gateway().create(ctx, payment), "create");
}

inline GatewayOutcome look_up(GatewaySubject& subject, const GatewayPayment& payment) {
    Ctx ctx = subject.ctx();
    return value_of(subject.gateway().look_up(ctx, payment.idempotency_key), "look_up");
}

struct Paid {
    GatewayPayment payment;
    std::string reference;
};

/// A payment whose money the company has.
inline Paid paid(GatewaySubject& subject) {
    Paid made{payment_of(subject, Course::usual), {}};
    const GatewayOutcome outcome = create(subject, made.payment);
    made.reference = outcome.gateway_reference;
    Ctx ctx = subject.ctx();
    if (outcome.state == GatewayState::authorized) {
        value_of(subject.gateway().capture(ctx, made.reference, made.payment.amount,
                                           "capture:" + made.payment.idempotency_key),
                 "capture");
    } else if (outcome.state != GatewayState::captured) {
        subject.approve(made.payment);
    }
    expect_state(look_up(subject, made.payment).state, GatewayState::captured,
                 "a payment that the buyer has made");
    expect_taken(subject, made.payment, made.payment.amount.minor, "a payment");
    return made;
}

inline GatewayRefund refund_of(const Paid& paid, std::string_view key, std::int64_t minor) {
    return {paid.reference, paid.payment.idempotency_key + ':' + std::string(key),
            Money{minor, paid.payment.amount.currency}, "returned"};
}

inline Paid authorized(GatewaySubject& subject) {
    Paid made{payment_of(subject, Course::authorized), {}};
    const GatewayOutcome outcome = create(subject, made.payment);
    expect_state(outcome.state, GatewayState::authorized, "create");
    made.reference = outcome.gateway_reference;
    return made;
}

inline bool is_snake_case(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

inline std::vector<GatewayEvent> read(GatewaySubject& subject, const GatewayWebhook& webhook) {
    Ctx ctx = subject.ctx();
    return value_of(subject.gateway().read_webhook(ctx, webhook), "read_webhook");
}

/// A webhook that tells of a capture, not signed yet.
inline std::string capture_told(GatewaySubject& subject, const GatewayPayment& payment,
                                std::string_view event_id = "event_1") {
    auto body = subject.webhook_body(GatewayEventKind::captured, payment, event_id);
    if (!body) {
        not_offered();
    }
    return std::move(*body);
}

inline void expect_refused(GatewaySubject& subject, const GatewayWebhook& webhook,
                           std::string_view what) {
    Ctx ctx = subject.ctx();
    expect_error(subject.gateway().read_webhook(ctx, webhook), Errc::unauthenticated, what);
}

} // namespace detail
} // namespace statybos::payments::testing
