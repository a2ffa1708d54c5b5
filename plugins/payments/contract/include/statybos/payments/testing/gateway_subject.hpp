// A gateway under test: what the gateway suite has to know of it beside its contract.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <statybos/context.hpp>
#include <statybos/payments/payment_gateway.hpp>

namespace statybos::payments::testing {

/// How a payment shall go, by what the storefront sends.
enum class Course : std::uint8_t {
    usual,           ///< as most buyers pay; whatever create() makes of it first
    declined,        ///< refused
    action_required, ///< the buyer is sent on
    authorized,      ///< promised, and captured later
};

/// How a webhook is signed.
enum class Signature : std::uint8_t { right, wrong_secret, missing };

/// One gateway with books of its own, made anew for each rule. The company behind it may be a real
/// sandbox or a stand-in, as long as `taken` comes from its side and not from the gateway's
/// answers.
struct GatewaySubject {
    virtual ~GatewaySubject() = default;

    /// Called over the border, as payments do.
    virtual PaymentGateway& gateway() = 0;
    virtual Ctx ctx() = 0;

    /// A payment of 50.00 with a fresh id and key that will go this way; nothing when this gateway
    /// has no such course. Course::usual must be there.
    virtual std::optional<GatewayPayment> payment(Course course) = 0;
    /// What the company has taken for a payment and not given back, nor promised to: minor units.
    virtual std::int64_t taken(const GatewayPayment& payment) = 0;
    /// The buyer does what is theirs to do after create(): agrees on the bank's page, transfers.
    virtual void approve(const GatewayPayment& payment) = 0;

    /// The next create() reaches the company, and its answer is lost. False: cannot be played here.
    virtual bool lose_next_answer() { return false; }
    /// Whether cancel() and capture() are offered at all.
    virtual bool offers_capture() { return true; }
    virtual bool offers_confirm() { return true; }

    /// The body of a webhook; nothing when the company sends none of this kind.
    virtual std::optional<std::string> webhook_body([[maybe_unused]] GatewayEventKind kind,
                                                    [[maybe_unused]] const GatewayPayment& payment,
                                                    [[maybe_unused]] std::string_view event_id) {
        return std::nullopt;
    }
    /// The body of a webhook that tells of a refund made by refund().
    virtual std::optional<std::string>
    refund_webhook_body([[maybe_unused]] const GatewayPayment& payment,
                        [[maybe_unused]] const GatewayRefund& refund,
                        [[maybe_unused]] std::string_view gateway_refund_reference,
                        [[maybe_unused]] std::string_view event_id) {
        return std::nullopt;
    }
    /// A webhook with that body, signed so many seconds ago.
    virtual GatewayWebhook sign(std::string body, [[maybe_unused]] Signature signature,
                                [[maybe_unused]] std::int64_t age_seconds) {
        return {{}, std::move(body)};
    }
};

} // namespace statybos::payments::testing
