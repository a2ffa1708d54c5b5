// What every gateway must keep, one named rule each. Needs no test framework; for GoogleTest see
// gateway_suite.hpp.
#pragma once

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/payments/testing/gateway_steps.hpp>

namespace statybos::payments::testing {
namespace detail {

inline void describes_itself(GatewaySubject& subject) {
    Ctx ctx = subject.ctx();
    const auto described = subject.gateway().describe(ctx);
    const GatewayInfo& info = value_of(described, "describe");
    constexpr std::string_view kinds[] = {"card", "redirect", "transfer", "offline"};
    expect(!info.title.empty(), "the title is empty");
    expect(std::find(std::begin(kinds), std::end(kinds), info.kind) != std::end(kinds),
           "the kind is none of card, redirect, transfer, offline");
    for (const std::string& code : info.currencies) {
        expect(Currency::parse(code).has_value(), code + " is no currency");
    }
    for (const std::string& name : info.webhook_headers) {
        expect(std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }),
               "the header " + name + " is not in lower case");
    }
}

inline void takes_money_once_under_one_key(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::usual);
    const GatewayOutcome first = create(subject, payment);
    const std::int64_t taken = subject.taken(payment);
    const GatewayOutcome second = create(subject, payment);
    expect(!first.gateway_reference.empty(), "create gives no gateway_reference");
    expect(first.gateway_reference == second.gateway_reference,
           "the second create under one key makes another payment");
    expect_state(second.state, first.state, "the second create under one key");
    expect_taken(subject, payment, taken, "a second create under one key");
}

inline void tells_two_keys_apart(GatewaySubject& subject) {
    const GatewayPayment one = payment_of(subject, Course::usual);
    const GatewayPayment two = payment_of(subject, Course::usual);
    expect(create(subject, one).gateway_reference != create(subject, two).gateway_reference,
           "two payments have one gateway_reference");
}

inline void looks_up_what_it_made(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::usual);
    const GatewayOutcome made = create(subject, payment);
    const GatewayOutcome found = look_up(subject, payment);
    expect_state(found.state, made.state, "look_up");
    expect(found.gateway_reference == made.gateway_reference,
           "look_up gives another gateway_reference than create");
}

inline void knows_nothing_of_an_unknown_key(GatewaySubject& subject) {
    const GatewayPayment never_made = payment_of(subject, Course::usual);
    expect_state(look_up(subject, never_made).state, GatewayState::unknown,
                 "look_up of an unknown key");
    expect_taken(subject, never_made, 0, "a look_up");
}

inline void gives_a_decline_as_an_outcome(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::declined);
    const GatewayOutcome outcome = create(subject, payment);
    expect_state(outcome.state, GatewayState::declined, "create");
    expect(is_snake_case(outcome.decline_code.value_or("")), "the decline_code is not snake_case");
    expect_state(create(subject, payment).state, GatewayState::declined, "a second create");
    expect_state(look_up(subject, payment).state, GatewayState::declined, "look_up");
    expect_taken(subject, payment, 0, "a decline");
}

inline void sends_the_buyer_on_and_takes_the_money_after(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::action_required);
    const GatewayOutcome outcome = create(subject, payment);
    expect_state(outcome.state, GatewayState::action_required, "create");
    expect(outcome.redirect_url.value_or("").starts_with("http"), "redirect_url is no address");
    expect_taken(subject, payment, 0, "create, before the buyer has agreed,");
    subject.approve(payment);
    Ctx ctx = subject.ctx();
    for (int i = 0; i < 2; ++i) {
        const auto confirmed =
            subject.gateway().confirm(ctx, outcome.gateway_reference, std::nullopt);
        expect_state(value_of(confirmed, "confirm").state, GatewayState::captured, "confirm");
    }
    expect_taken(subject, payment, payment.amount.minor, "confirm");
}

inline void survives_a_lost_answer(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::usual);
    if (!subject.lose_next_answer()) {
        not_offered();
    }
    Ctx ctx = subject.ctx();
    const auto lost = subject.gateway().create(ctx, payment);
    if (!lost) {
        expect(lost.error().code() == Errc::timeout || lost.error().code() == Errc::unavailable,
               "a lost answer is neither timeout nor unavailable");
    }
    const GatewayOutcome again = create(subject, payment);
    expect_state(look_up(subject, payment).state, again.state, "look_up");
    expect_state(again.state, GatewayState::captured, "create, asked again,");
    expect_taken(subject, payment, payment.amount.minor, "a lost answer and a retry");
}

inline void refuses_another_currency(GatewaySubject& subject) {
    Ctx ctx = subject.ctx();
    const auto info = subject.gateway().describe(ctx);
    if (value_of(info, "describe").currencies.empty()) {
        not_offered();
    }
    GatewayPayment payment = payment_of(subject, Course::usual);
    for (const char* code : {"USD", "EUR", "PLN", "SEK"}) {
        const auto& known = info->currencies;
        if (std::find(known.begin(), known.end(), code) == known.end()) {
            payment.amount.currency = *Currency::parse(code);
            expect_error(subject.gateway().create(ctx, payment), Errc::invalid,
                         std::string("create in ") + code);
            expect_taken(subject, payment, 0, "a payment in another currency");
            return;
        }
    }
    not_offered();
}

inline void captures_once_what_was_authorized(GatewaySubject& subject) {
    const Paid made = authorized(subject);
    expect_taken(subject, made.payment, 0, "an authorization");
    Ctx ctx = subject.ctx();
    for (int i = 0; i < 2; ++i) {
        const auto captured =
            subject.gateway().capture(ctx, made.reference, made.payment.amount, "capture");
        expect_state(value_of(captured, "capture").state, GatewayState::captured, "capture");
    }
    expect_taken(subject, made.payment, made.payment.amount.minor, "two captures under one key");
}

inline void captures_no_more_than_was_authorized(GatewaySubject& subject) {
    const Paid made = authorized(subject);
    Ctx ctx = subject.ctx();
    Money more = made.payment.amount;
    ++more.minor;
    expect_error(subject.gateway().capture(ctx, made.reference, more, "capture"), Errc::conflict,
                 "a capture beyond the authorization");
    expect_taken(subject, made.payment, 0, "a capture that was refused");
}

inline void lets_an_authorization_go(GatewaySubject& subject) {
    const Paid made = authorized(subject);
    Ctx ctx = subject.ctx();
    for (int i = 0; i < 2; ++i) {
        const auto cancelled = subject.gateway().cancel(ctx, made.reference, "cancel");
        expect_state(value_of(cancelled, "cancel").state, GatewayState::voided, "cancel");
    }
    expect_error(subject.gateway().capture(ctx, made.reference, made.payment.amount, "capture"),
                 Errc::conflict, "a capture after cancel");
    expect_taken(subject, made.payment, 0, "cancel");
}

inline void cancels_nothing_that_is_captured(GatewaySubject& subject) {
    if (!subject.offers_capture()) {
        not_offered();
    }
    const Paid made = paid(subject);
    Ctx ctx = subject.ctx();
    expect_error(subject.gateway().cancel(ctx, made.reference, "cancel"), Errc::conflict,
                 "cancel of a captured payment");
    expect_taken(subject, made.payment, made.payment.amount.minor, "a cancel that was refused");
}

inline void is_unsupported_in_what_it_leaves_out(GatewaySubject& subject) {
    Ctx ctx = subject.ctx();
    if (subject.offers_capture() && subject.offers_confirm()) {
        not_offered();
    }
    if (!subject.offers_capture()) {
        expect_error(subject.gateway().capture(ctx, "reference", eur(1), "key"), Errc::unsupported,
                     "capture");
    }
    if (!subject.offers_confirm()) {
        expect_error(subject.gateway().confirm(ctx, "reference", std::nullopt), Errc::unsupported,
                     "confirm");
    }
}

inline void refunds_once_under_one_key(GatewaySubject& subject) {
    const Paid made = paid(subject);
    Ctx ctx = subject.ctx();
    const GatewayRefund refund = refund_of(made, "refund", 2'000);
    const GatewayRefundOutcome first = value_of(subject.gateway().refund(ctx, refund), "refund");
    const GatewayRefundOutcome second = value_of(subject.gateway().refund(ctx, refund), "refund");
    expect(first.gateway_reference == second.gateway_reference,
           "the second refund under one key is another one");
    expect(second.state != RefundState::failed, "a small refund fails");
    expect_taken(subject, made.payment, made.payment.amount.minor - 2'000,
                 "two refunds under one key");
}

inline void refunds_in_parts(GatewaySubject& subject) {
    const Paid made = paid(subject);
    Ctx ctx = subject.ctx();
    const auto one = subject.gateway().refund(ctx, refund_of(made, "one", 2'000));
    const auto two = subject.gateway().refund(ctx, refund_of(made, "two", 2'000));
    expect(value_of(one, "refund").gateway_reference != value_of(two, "refund").gateway_reference,
           "two refunds have one gateway_reference");
    expect_taken(subject, made.payment, made.payment.amount.minor - 4'000,
                 "two refunds of the same amount");
}

inline void refunds_no_more_than_was_taken(GatewaySubject& subject) {
    const Paid made = paid(subject);
    Ctx ctx = subject.ctx();
    const std::int64_t all = made.payment.amount.minor;
    expect_error(subject.gateway().refund(ctx, refund_of(made, "more", all + 1)), Errc::conflict,
                 "a refund beyond what was taken");
    value_of(subject.gateway().refund(ctx, refund_of(made, "all", all)), "a refund of everything");
    expect_error(subject.gateway().refund(ctx, refund_of(made, "again", 1)), Errc::conflict,
                 "a refund after everything went back");
    expect_taken(subject, made.payment, 0, "everything went back");
}

inline void refunds_nothing_of_an_unknown_payment(GatewaySubject& subject) {
    const Paid made{payment_of(subject, Course::usual), "no-such-payment"};
    Ctx ctx = subject.ctx();
    expect(subject.gateway().refund(ctx, refund_of(made, "refund", 100)).has_error(),
           "a refund of a payment that was never made gives no error");
}

inline void reads_what_a_webhook_tells(GatewaySubject& subject) {
    const Paid made = paid(subject);
    const auto events =
        read(subject, subject.sign(capture_told(subject, made.payment), Signature::right, 0));
    expect(events.size() == 1, "a webhook of one event gives another number of events");
    const GatewayEvent& event = events.front();
    expect(event.kind == GatewayEventKind::captured, "the event is of another kind");
    expect(event.amount == made.payment.amount, "the event has another amount");
    expect(event.payment_id == made.payment.payment_id || event.gateway_reference == made.reference,
           "the event does not name the payment");
}

inline void gives_an_event_the_same_id_each_time(GatewaySubject& subject) {
    const Paid made = paid(subject);
    const auto id_of = [&](std::string_view event, std::int64_t age) {
        const auto events = read(subject, subject.sign(capture_told(subject, made.payment, event),
                                                       Signature::right, age));
        expect(events.size() == 1 && !events.front().event_id.empty(), "the event has no id");
        return events.front().event_id;
    };
    expect(id_of("event_1", 0) == id_of("event_1", 60), "an event sent again has another id");
    expect(id_of("event_1", 0) != id_of("event_2", 0), "two events have one id");
}

inline void refuses_a_forged_webhook(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::usual);
    create(subject, payment);
    const std::string body = capture_told(subject, payment);
    expect_refused(subject, subject.sign(body, Signature::wrong_secret, 0),
                   "a webhook that is signed with another secret");
    expect_refused(subject, subject.sign(body, Signature::missing, 0), "a webhook without one");
    GatewayWebhook changed = subject.sign(body, Signature::right, 0);
    changed.body += ' ';
    expect_refused(subject, changed, "a webhook whose body was changed");
}

inline void refuses_an_old_webhook(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::usual);
    create(subject, payment);
    const std::string body = capture_told(subject, payment);
    constexpr std::int64_t day = 24 * 60 * 60;
    for (const std::int64_t age : {day, -day}) {
        expect_refused(subject, subject.sign(body, Signature::right, age),
                       "a webhook that was signed a day " + std::string(age > 0 ? "ago" : "ahead"));
    }
}

inline void refuses_a_malformed_webhook_that_is_signed(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::usual);
    create(subject, payment);
    capture_told(subject, payment);
    Ctx ctx = subject.ctx();
    for (const char* body : {"", "{", "[]", "null", "{\"id\":7}"}) {
        const auto read =
            subject.gateway().read_webhook(ctx, subject.sign(body, Signature::right, 0));
        expect(read.has_error(), std::string("a webhook whose body is '") + body + "' is accepted");
        expect(read.error().code() != Errc::exception, "a malformed webhook is an exception");
    }
}

inline void refuses_webhooks_when_it_has_none(GatewaySubject& subject) {
    const GatewayPayment payment = payment_of(subject, Course::usual);
    create(subject, payment);
    if (subject.webhook_body(GatewayEventKind::captured, payment, "event_1")) {
        not_offered();
    }
    Ctx ctx = subject.ctx();
    expect(subject.gateway().read_webhook(ctx, {{}, "{}"}).has_error(),
           "a gateway that is sent no webhooks accepts one");
}

inline void names_the_refund_that_a_webhook_tells_of(GatewaySubject& subject) {
    const Paid made = paid(subject);
    const GatewayRefund refund = refund_of(made, "refund", 2'000);
    Ctx ctx = subject.ctx();
    const auto outcome = subject.gateway().refund(ctx, refund);
    const std::string reference = value_of(outcome, "refund").gateway_reference;
    const auto body = subject.refund_webhook_body(made.payment, refund, reference, "event_1");
    if (!body) {
        not_offered();
    }
    const auto events = read(subject, subject.sign(*body, Signature::right, 0));
    expect(events.size() == 1 && events.front().kind == GatewayEventKind::refunded,
           "the webhook of a refund is read as something else");
    const GatewayEvent& event = events.front();
    expect(event.amount == refund.amount, "the event has another amount than the refund");
    expect(event.refund_key == refund.idempotency_key ||
               event.gateway_refund_reference == reference,
           "the event does not name the refund, so that it would be counted twice");
}

template <void (*Rule)(GatewaySubject&)>
Finding try_rule(GatewaySubject& subject) {
    try {
        Rule(subject);
    } catch (const Decided& decided) {
        return decided.finding;
    } catch (const std::exception& thrown) {
        return {Finding::Kind::broken, std::string("threw ") + thrown.what()};
    }
    return {};
}

} // namespace detail

#define STATYBOS_GATEWAY_RULE(Name, function)                                                      \
    GatewayRule {                                                                                  \
        Name, &detail::try_rule<&detail::function>                                                 \
    }

/// Every rule, in the order in which they are worth reading.
inline const std::vector<GatewayRule>& gateway_rules() {
    static const std::vector<GatewayRule> rules{
        STATYBOS_GATEWAY_RULE("DescribesItself", describes_itself),
        STATYBOS_GATEWAY_RULE("TakesMoneyOnceUnderOneKey", takes_money_once_under_one_key),
        STATYBOS_GATEWAY_RULE("TellsTwoKeysApart", tells_two_keys_apart),
        STATYBOS_GATEWAY_RULE("LooksUpWhatItMade", looks_up_what_it_made),
        STATYBOS_GATEWAY_RULE("KnowsNothingOfAnUnknownKey", knows_nothing_of_an_unknown_key),
        STATYBOS_GATEWAY_RULE("GivesADeclineAsAnOutcome", gives_a_decline_as_an_outcome),
        STATYBOS_GATEWAY_RULE("SendsTheBuyerOnAndTakesTheMoneyAfter",
                              sends_the_buyer_on_and_takes_the_money_after),
        STATYBOS_GATEWAY_RULE("SurvivesALostAnswer", survives_a_lost_answer),
        STATYBOS_GATEWAY_RULE("RefusesAnotherCurrency", refuses_another_currency),
        STATYBOS_GATEWAY_RULE("CapturesOnceWhatWasAuthorized", captures_once_what_was_authorized),
        STATYBOS_GATEWAY_RULE("CapturesNoMoreThanWasAuthorized",
                              captures_no_more_than_was_authorized),
        STATYBOS_GATEWAY_RULE("LetsAnAuthorizationGo", lets_an_authorization_go),
        STATYBOS_GATEWAY_RULE("CancelsNothingThatIsCaptured", cancels_nothing_that_is_captured),
        STATYBOS_GATEWAY_RULE("IsUnsupportedInWhatItLeavesOut",
                              is_unsupported_in_what_it_leaves_out),
        STATYBOS_GATEWAY_RULE("RefundsOnceUnderOneKey", refunds_once_under_one_key),
        STATYBOS_GATEWAY_RULE("RefundsInParts", refunds_in_parts),
        STATYBOS_GATEWAY_RULE("RefundsNoMoreThanWasTaken", refunds_no_more_than_was_taken),
        STATYBOS_GATEWAY_RULE("RefundsNothingOfAnUnknownPayment",
                              refunds_nothing_of_an_unknown_payment),
        STATYBOS_GATEWAY_RULE("ReadsWhatAWebhookTells", reads_what_a_webhook_tells),
        STATYBOS_GATEWAY_RULE("GivesAnEventTheSameIdEachTime",
                              gives_an_event_the_same_id_each_time),
        STATYBOS_GATEWAY_RULE("RefusesAForgedWebhook", refuses_a_forged_webhook),
        STATYBOS_GATEWAY_RULE("RefusesAnOldWebhook", refuses_an_old_webhook),
        STATYBOS_GATEWAY_RULE("RefusesAMalformedWebhookThatIsSigned",
                              refuses_a_malformed_webhook_that_is_signed),
        STATYBOS_GATEWAY_RULE("RefusesWebhooksWhenItHasNone", refuses_webhooks_when_it_has_none),
        STATYBOS_GATEWAY_RULE("NamesTheRefundThatAWebhookTellsOf",
                              names_the_refund_that_a_webhook_tells_of),
    };
    return rules;
}

#undef STATYBOS_GATEWAY_RULE

} // namespace statybos::payments::testing
