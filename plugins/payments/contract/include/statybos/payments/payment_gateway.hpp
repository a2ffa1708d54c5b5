// Who moves the money: the contract that a payment plugin provides.
//
// What holds for every gateway, and what testing/gateway_suite.hpp checks:
//
//  - One key, one effect. create, capture, cancel and refund carry a key that is the same on every
//    retry, however long ago the first try was. Under one key money moves once, and each further
//    call tells how things stand now.
//  - An outcome is what the gateway decided, also a refusal: `declined` is no error. Of errors,
//    `timeout` and `unavailable` say that nobody knows; payments ask again, by look_up() for a
//    payment and by the same refund() for a refund. Every other error says that no money moved; a
//    refund that was refused so is asked for again, later and later.
//  - Events may come late, twice, in any order, and before the answer to the call that caused them.
//    A fact has one event_id for ever. What a refund tells is known by `refund_key` or
//    `gateway_refund_reference`: without either it counts as made at the gateway by hand, beside
//    those that payments asked for.
//  - Amounts in another currency than `GatewayInfo::currencies` names are refused before money
//    moves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos::payments {

/// What the storefront needs to offer a gateway, and what payments need to know of it.
struct GatewayInfo {
    std::string title;                           ///< in the caller's language
    std::string kind;                            ///< "card", "redirect", "transfer", "offline"
    std::vector<std::string> currencies;         ///< ISO 4217; empty: any
    bool needs_token = false;                    ///< the storefront must send payment.token
    bool captures_later = false;                 ///< create() only authorizes
    std::vector<std::string> webhook_headers;    ///< lower case: what read_webhook() needs to see
    std::optional<Money> minimum = std::nullopt; ///< of one payment; in its currency only
    std::optional<Money> maximum = std::nullopt;
    bool paid_to_vendor = false; ///< the vendors take the money themselves, and keep it
};
STATYBOS_RECORD(GatewayInfo, title, kind, currencies, needs_token, captures_later, webhook_headers,
                minimum, maximum, paid_to_vendor)

/// A payment as a gateway is asked to make it. No card number ever gets here.
struct GatewayPayment {
    PaymentId payment_id;
    std::string idempotency_key; ///< the same on every retry of one payment
    Money amount;
    std::optional<std::string> token; ///< made by the gateway's own script in the browser
    std::optional<std::string> return_url;
    std::string description; ///< the purchase's number
    std::optional<std::string> email;
    std::string language;
};
STATYBOS_RECORD(GatewayPayment, payment_id, idempotency_key, amount, token, return_url, description,
                email, language)

enum class GatewayState : std::uint8_t {
    unknown,         ///< the gateway has never heard of it
    pending,         ///< it will tell later
    action_required, ///< the buyer must follow redirect_url
    authorized,
    captured,
    declined,
    voided,
};
STATYBOS_ENUM(GatewayState, unknown, pending, action_required, authorized, captured, declined,
              voided)

/// One line of what the buyer is told to do: {"reference", "RF18…"}, {"iban", "LT…"}.
struct PaymentInstruction {
    std::string name; ///< snake_case: the storefront has its own words for it
    std::string value;
};
STATYBOS_RECORD(PaymentInstruction, name, value)

/// Where a payment stands now, as the gateway says.
struct GatewayOutcome {
    GatewayState state = GatewayState::unknown;
    std::string gateway_reference; ///< the gateway's own id of the payment
    std::optional<std::string> redirect_url;
    std::optional<std::string> decline_code; ///< snake_case, for a log and the buyer's message
    std::vector<PaymentInstruction> instructions = {}; ///< while `pending`: how to pay
};
STATYBOS_RECORD(GatewayOutcome, state, gateway_reference, redirect_url, decline_code, instructions)

struct GatewayRefund {
    std::string gateway_reference;
    std::string idempotency_key;
    Money amount;
    std::string reason;
    std::optional<OrderId> order_id = std::nullopt; ///< whose goods or delivery it is for
};
STATYBOS_RECORD(GatewayRefund, gateway_reference, idempotency_key, amount, reason, order_id)

enum class RefundState : std::uint8_t { pending, succeeded, failed };
STATYBOS_ENUM(RefundState, pending, succeeded, failed)

struct GatewayRefundOutcome {
    RefundState state = RefundState::pending;
    std::string gateway_reference; ///< the gateway's own id of the refund
};
STATYBOS_RECORD(GatewayRefundOutcome, state, gateway_reference)

struct WebhookHeader {
    std::string name; ///< lower case
    std::string value;
};
STATYBOS_RECORD(WebhookHeader, name, value)

/// A webhook as it arrived.
struct GatewayWebhook {
    std::vector<WebhookHeader> headers; ///< common ones, and those of GatewayInfo::webhook_headers
    std::string body;

    /// Empty when it did not come; `name` in lower case.
    std::string_view header(std::string_view name) const {
        for (const WebhookHeader& one : headers) {
            if (one.name == name) {
                return one.value;
            }
        }
        return {};
    }
};
STATYBOS_RECORD(GatewayWebhook, headers, body)

enum class GatewayEventKind : std::uint8_t {
    authorized,
    captured,
    failed,
    voided,
    refunded,
    chargeback,
    refund_failed, ///< a refund that was under way did not come about
};
STATYBOS_ENUM(GatewayEventKind, authorized, captured, failed, voided, refunded, chargeback,
              refund_failed)

/// One thing that happened, as a webhook or a bank's statement tells it.
struct GatewayEvent {
    std::string event_id; ///< the gateway's; the same when it is sent again
    GatewayEventKind kind = GatewayEventKind::failed;
    std::optional<PaymentId> payment_id; ///< one of the two names the payment
    std::optional<std::string> gateway_reference;
    Money amount; ///< of this refund or chargeback; else of the whole payment so far
    Instant at;
    std::optional<std::string> gateway_refund_reference = std::nullopt; ///< the gateway's own id
    std::optional<std::string> refund_key = std::nullopt; ///< of refund(), where it is kept
};
STATYBOS_RECORD(GatewayEvent, event_id, kind, payment_id, gateway_reference, amount, at,
                gateway_refund_reference, refund_key)

/// Provided under the name by which buyers choose it: "test", "stripe", …
///
/// Methods run outside any transaction. They may be called again with the same idempotency key,
/// also in parallel, and must then give the same outcome without moving money twice. `timeout` and
/// `unavailable` mean "nobody knows": recovery will ask look_up().
///
/// A gateway that takes the money at once, and never sends the buyer elsewhere, leaves out confirm,
/// capture and cancel.
struct PaymentGateway {
    virtual ~PaymentGateway() = default;

    virtual Result<GatewayInfo> describe(Ctx&) = 0;

    /// Authorizes, or authorizes and captures, as the gateway is configured.
    /// A refusal is an outcome (`declined`), not an error.
    /// @errors invalid unsupported_currency
    /// @errors timeout, unavailable  the effect is not known
    virtual Result<GatewayOutcome> create(Ctx&, const GatewayPayment& payment) = 0;

    /// Goes on after the buyer's action; `token` is what the storefront got, if anything.
    /// @errors not_found, timeout, unavailable
    virtual Result<GatewayOutcome>
    confirm(Ctx&, [[maybe_unused]] std::string_view gateway_reference,
            [[maybe_unused]] const std::optional<std::string>& token) {
        return not_offered();
    }

    /// Where the payment with this idempotency key stands; `unknown` when there is none.
    /// @errors timeout, unavailable
    virtual Result<GatewayOutcome> look_up(Ctx&, std::string_view idempotency_key) = 0;

    /// Takes an authorized amount, whole or in part.
    /// @errors conflict  not authorized, or beyond it
    virtual Result<GatewayOutcome> capture(Ctx&,
                                           [[maybe_unused]] std::string_view gateway_reference,
                                           [[maybe_unused]] const Money& amount,
                                           [[maybe_unused]] std::string_view idempotency_key) {
        return not_offered();
    }

    /// Lets an authorization go.
    /// @errors conflict  captured already
    virtual Result<GatewayOutcome> cancel(Ctx&, [[maybe_unused]] std::string_view gateway_reference,
                                          [[maybe_unused]] std::string_view idempotency_key) {
        return not_offered();
    }

    /// Gives captured money back. Called again under the same key it tells how that refund stands.
    /// @errors conflict  beyond what was captured
    /// @errors timeout, unavailable  the effect is not known
    virtual Result<GatewayRefundOutcome> refund(Ctx&, const GatewayRefund& refund) = 0;

    /// Verifies the signature and reads the events; does nothing with them.
    /// @errors unauthenticated  forged, or older than the gateway's tolerance
    /// @errors malformed
    virtual Result<std::vector<GatewayEvent>> read_webhook(Ctx&, const GatewayWebhook& webhook) = 0;

private:
    static Error not_offered() {
        return Error(Errc::unsupported, "unsupported", "this gateway takes the money at once");
    }
};
STATYBOS_INTERFACE(PaymentGateway, "statybos.payments.payment_gateway", 1, describe, create,
                   confirm, look_up, capture, cancel, refund, read_webhook)

} // namespace statybos::payments
