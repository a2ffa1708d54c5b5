// A gateway that keeps its books in memory and does everything right, unless it is told not to: for
// each rule of the gateway suite there is a fault that breaks it.
#pragma once

#include <map>
#include <sstream>
#include <string>

#include <statybos/secrets.hpp>
#include <statybos/testing/fake_host.hpp>

#include <statybos/payments/testing/gateway_subject.hpp>

namespace statybos::payments::testing {

enum class Fault : std::uint8_t {
    none,
    no_title,
    second_charge,      ///< a second create under one key charges again
    one_reference,      ///< all payments have one reference
    other_reference,    ///< look_up gives another one than create
    unknown_is_pending, ///< look_up of an unknown key says pending
    decline_is_error,
    takes_before_approval,
    forgets_what_was_lost, ///< the company's charge whose answer was lost is not found again
    any_currency,
    captures_twice,
    captures_beyond,
    cancel_does_nothing,
    cancels_captured,
    answers_what_it_leaves_out, ///< capture, instead of `unsupported`
    refunds_twice,
    one_refund_per_amount,
    refunds_beyond,
    refunds_the_unknown,
    wrong_amount,
    fresh_event_ids,
    no_signature_check,
    no_age_check,
    accepts_anything_signed,
    accepts_webhooks_without_having_any,
    nameless_refunds,
};

class PaperGateway final : public PaymentGateway {
public:
    struct Charge {
        std::string reference;
        GatewayState state = GatewayState::captured;
        std::int64_t amount = 0;
        std::int64_t captured = 0;
        std::int64_t refunded = 0;
        std::map<std::string, std::string> refunds; ///< reference by key
    };

    explicit PaperGateway(Fault fault) : fault_(fault) {}

    bool has(Fault fault) const { return fault_ == fault; }
    std::map<std::string, Charge> charges; ///< by idempotency key
    bool loses_the_next_answer = false;

    Result<GatewayInfo> describe(Ctx&) override {
        GatewayInfo info;
        info.title = has(Fault::no_title) ? "" : "Paper";
        info.kind = "card";
        info.currencies = {"EUR"};
        info.webhook_headers = {"paper-signature"};
        return info;
    }

    Result<GatewayOutcome> create(Ctx&, const GatewayPayment& payment) override {
        if (payment.amount.currency.code() != "EUR" && !has(Fault::any_currency)) {
            return Error(Errc::invalid, "unsupported_currency", "euros only");
        }
        if (payment.token == "declined" && has(Fault::decline_is_error)) {
            return Error(Errc::declined, "declined", "no money");
        }
        auto [at, is_new] = charges.try_emplace(payment.idempotency_key);
        if (is_new) {
            charge(at->second, payment);
        } else if (has(Fault::second_charge) ||
                   (at->second.reference.ends_with("lost") && has(Fault::forgets_what_was_lost))) {
            at->second.captured += at->second.captured;
            at->second.reference = "pay_again";
        }
        if (loses_the_next_answer) {
            loses_the_next_answer = false;
            at->second.reference += "_lost";
            return Error(Errc::timeout, "timeout", "no answer");
        }
        return outcome_of(at->second);
    }

    Result<GatewayOutcome> confirm(Ctx&, std::string_view reference,
                                   const std::optional<std::string>&) override {
        Charge* charge = by_reference(reference);
        return charge != nullptr ? Result<GatewayOutcome>(outcome_of(*charge))
                                 : Result<GatewayOutcome>(unknown());
    }

    Result<GatewayOutcome> look_up(Ctx&, std::string_view key) override {
        const auto found = charges.find(std::string(key));
        if (found == charges.end()) {
            GatewayOutcome outcome;
            outcome.state =
                has(Fault::unknown_is_pending) ? GatewayState::pending : GatewayState::unknown;
            return outcome;
        }
        GatewayOutcome outcome = outcome_of(found->second);
        if (has(Fault::other_reference)) {
            outcome.gateway_reference += "_other";
        }
        return outcome;
    }

    Result<GatewayOutcome> capture(Ctx&, std::string_view reference, const Money& amount,
                                   std::string_view) override {
        Charge* charge = by_reference(reference);
        if (charge == nullptr) {
            return unknown();
        }
        if (charge->state == GatewayState::captured && charge->captured == amount.minor) {
            charge->captured += has(Fault::captures_twice) ? amount.minor : 0;
            return outcome_of(*charge);
        }
        if (charge->state != GatewayState::authorized ||
            (amount.minor > charge->amount && !has(Fault::captures_beyond))) {
            return Error(Errc::conflict, "not_authorized", "no such authorization");
        }
        charge->state = GatewayState::captured;
        charge->captured = amount.minor;
        return outcome_of(*charge);
    }

    Result<GatewayOutcome> cancel(Ctx&, std::string_view reference, std::string_view) override {
        Charge* charge = by_reference(reference);
        if (charge == nullptr) {
            return unknown();
        }
        if (charge->state == GatewayState::captured && !has(Fault::cancels_captured)) {
            return Error(Errc::conflict, "captured", "it is captured");
        }
        if (!has(Fault::cancel_does_nothing)) {
            charge->state = GatewayState::voided;
            charge->captured = 0;
        }
        return outcome_of(*charge);
    }

    Result<GatewayRefundOutcome> refund(Ctx&, const GatewayRefund& refund) override {
        Charge* charge = by_reference(refund.gateway_reference);
        if (charge == nullptr) {
            return has(Fault::refunds_the_unknown)
                       ? Result<GatewayRefundOutcome>(
                             GatewayRefundOutcome{RefundState::succeeded, "re_?"})
                       : Result<GatewayRefundOutcome>(unknown());
        }
        const std::string key =
            has(Fault::one_refund_per_amount) ? refund.amount.amount() : refund.idempotency_key;
        if (const auto known = charge->refunds.find(key); known != charge->refunds.end()) {
            charge->refunded += has(Fault::refunds_twice) ? refund.amount.minor : 0;
            return GatewayRefundOutcome{RefundState::succeeded, known->second};
        }
        if (refund.amount.minor > charge->captured - charge->refunded &&
            !has(Fault::refunds_beyond)) {
            return Error(Errc::conflict, "refund_exceeds_captured", "too much");
        }
        charge->refunded += refund.amount.minor;
        charge->refunds[key] = "re_" + std::to_string(charge->refunds.size() + 1);
        return GatewayRefundOutcome{RefundState::succeeded, charge->refunds[key]};
    }

    Result<std::vector<GatewayEvent>> read_webhook(Ctx&, const GatewayWebhook& webhook) override {
        if (has(Fault::accepts_webhooks_without_having_any)) {
            return std::vector<GatewayEvent>();
        }
        const std::string_view header = webhook.header("paper-signature");
        const std::size_t split = std::min(header.find(' '), header.size());
        const std::string_view at = header.substr(0, split);
        const std::string_view mac = header.substr(std::min(split + 1, header.size()));
        const bool is_old = at != "0" && at != "60" && !at.empty() && !has(Fault::no_age_check);
        const bool is_forged = mac != mac_of(at, webhook.body) && !has(Fault::no_signature_check);
        if (is_old || is_forged) {
            return Error(Errc::unauthenticated, "invalid_signature", "forged or old");
        }
        return read(webhook.body);
    }

    static std::string mac_of(std::string_view at, std::string_view body,
                              std::string_view secret = "secret") {
        return to_hex(hmac_sha256(secret, std::string(at) + '.' + std::string(body)));
    }

private:
    static Error unknown() { return Error(Errc::not_found, "unknown_payment", "not ours"); }

    Charge* by_reference(std::string_view reference) {
        for (auto& [key, charge] : charges) {
            if (charge.reference == reference) {
                return &charge;
            }
        }
        return nullptr;
    }

    void charge(Charge& charge, const GatewayPayment& payment) {
        charge.reference =
            has(Fault::one_reference) ? "pay" : "pay_" + std::to_string(charges.size());
        charge.amount = payment.amount.minor;
        const std::string token = payment.token.value_or("");
        if (token == "declined") {
            charge.state = GatewayState::declined;
        } else if (token == "action") {
            charge.state = GatewayState::action_required;
            charge.captured = has(Fault::takes_before_approval) ? charge.amount : 0;
        } else if (token == "authorized") {
            charge.state = GatewayState::authorized;
        } else {
            charge.captured = charge.amount;
        }
    }

    static GatewayOutcome outcome_of(const Charge& charge) {
        GatewayOutcome outcome;
        outcome.state = charge.state;
        outcome.gateway_reference = charge.reference;
        if (charge.state == GatewayState::action_required) {
            outcome.redirect_url = "https://bank.test/";
        } else if (charge.state == GatewayState::declined) {
            outcome.decline_code = "card_declined";
        }
        return outcome;
    }

    // "captured <key> <event>" or "refunded <key> <event> <refund>".
    Result<std::vector<GatewayEvent>> read(const std::string& body) {
        std::istringstream words(body);
        std::string kind;
        std::string key;
        GatewayEvent event;
        std::string refund;
        words >> kind >> key >> event.event_id >> refund;
        const auto charge = charges.find(key);
        if (charge == charges.end()) {
            return has(Fault::accepts_anything_signed)
                       ? Result<std::vector<GatewayEvent>>(std::vector<GatewayEvent>())
                       : Result<std::vector<GatewayEvent>>(
                             Error(Errc::malformed, "malformed_webhook", "not ours"));
        }
        event.gateway_reference = charge->second.reference;
        event.kind = GatewayEventKind::captured;
        event.amount = eur(charge->second.amount + (has(Fault::wrong_amount) ? 1 : 0));
        if (kind == "refunded") {
            event.kind = GatewayEventKind::refunded;
            event.amount = eur(2'000);
            if (!has(Fault::nameless_refunds)) {
                event.gateway_refund_reference = refund;
            }
        }
        if (has(Fault::fresh_event_ids)) {
            event.event_id = std::to_string(++events_read_);
        }
        return std::vector{event};
    }

    Fault fault_;
    int events_read_ = 0;
};

class PaperSubject final : public GatewaySubject {
public:
    explicit PaperSubject(Fault fault = Fault::none) : paper_(fault) {}

    PaymentGateway& gateway() override { return proxy_; }
    Ctx ctx() override { return host_.ctx(); }

    std::optional<GatewayPayment> payment(Course course) override {
        GatewayPayment payment;
        payment.payment_id = PaymentId::make();
        payment.idempotency_key = payment.payment_id.to_string();
        payment.amount = eur(5'000);
        switch (course) {
        case Course::usual:
            payment.token = "ok";
            return payment;
        case Course::declined:
            payment.token = "declined";
            return payment;
        case Course::action_required:
            payment.token = "action";
            return payment;
        case Course::authorized:
            break;
        }
        payment.token = "authorized";
        return offers_capture() ? std::optional(payment) : std::nullopt;
    }
    std::int64_t taken(const GatewayPayment& payment) override {
        const auto& charge = paper_.charges[payment.idempotency_key];
        return charge.captured - charge.refunded;
    }
    void approve(const GatewayPayment& payment) override {
        auto& charge = paper_.charges[payment.idempotency_key];
        charge.state = GatewayState::captured;
        charge.captured = charge.amount;
    }
    bool lose_next_answer() override { return paper_.loses_the_next_answer = true; }
    bool offers_capture() override { return !paper_.has(Fault::answers_what_it_leaves_out); }

    std::optional<std::string> webhook_body(GatewayEventKind kind, const GatewayPayment& payment,
                                            std::string_view event_id) override {
        if (paper_.has(Fault::accepts_webhooks_without_having_any)) {
            return std::nullopt;
        }
        return std::string(enum_name(kind)) + ' ' + payment.idempotency_key + ' ' +
               std::string(event_id);
    }
    std::optional<std::string> refund_webhook_body(const GatewayPayment& payment,
                                                   const GatewayRefund&, std::string_view reference,
                                                   std::string_view event_id) override {
        if (paper_.has(Fault::accepts_webhooks_without_having_any)) {
            return std::nullopt;
        }
        return "refunded " + payment.idempotency_key + ' ' + std::string(event_id) + ' ' +
               std::string(reference);
    }
    GatewayWebhook sign(std::string body, Signature signature, std::int64_t age) override {
        if (signature == Signature::missing) {
            return {{}, std::move(body)};
        }
        const std::string at = std::to_string(age);
        const char* secret = signature == Signature::right ? "secret" : "guess";
        return {{{"paper-signature", at + ' ' + PaperGateway::mac_of(at, body, secret)}}, body};
    }

private:
    statybos::testing::FakeHost host_;
    PaperGateway paper_;
    Proxy<PaymentGateway> proxy_{service_of<PaymentGateway>(paper_)};
};

} // namespace statybos::payments::testing
