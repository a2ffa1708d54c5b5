// The payment of a purchase, as checkout uses it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/money.hpp>
#include <statybos/payments/payment_gateway.hpp>
#include <statybos/quantity.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::payments {

STATYBOS_ID(RefundId)

enum class PaymentStatus : std::uint8_t {
    pending, ///< made, or the answer is still to come
    action_required,
    authorized,
    paid,
    partially_refunded,
    refunded,
    failed,
    voided,
};
STATYBOS_ENUM(PaymentStatus, pending, action_required, authorized, paid, partially_refunded,
              refunded, failed, voided)

/// An order's line as commission is due on it.
struct CommissionLine {
    LineId line_id;
    ProductId product_id;
    std::string category;                ///< slug
    std::vector<std::string> categories; ///< slugs of its ancestors and its own
    Quantity quantity;
    Money net; ///< after vendor-funded discounts, before VAT; marketplace-funded ones not taken off
    Money gross; ///< what the buyer pays for the line: after all discounts, with VAT
};
STATYBOS_RECORD(CommissionLine, line_id, product_id, category, categories, quantity, net, gross)

/// One vendor's part of the payment: one order.
struct PaymentShare {
    OrderId order_id;
    VendorId vendor_id;
    Money amount;                      ///< what the buyer pays: the lines' gross and the delivery
    Money marketplace_discount;        ///< taken off by vouchers that the marketplace pays for
    Money shipping;                    ///< the part of `amount` that is delivery, gross
    std::vector<CommissionLine> lines; ///< none: no commission is due
    std::string order_number;
};
STATYBOS_RECORD(PaymentShare, order_id, vendor_id, amount, marketplace_discount, shipping, lines,
                order_number)

struct PaymentRequest {
    PaymentId payment_id;
    PurchaseId purchase_id;
    std::string purchase_number;
    std::string gateway;
    Money amount; ///< the sum of the shares
    std::vector<PaymentShare> shares;
    std::optional<std::string> return_url;
    std::optional<std::string> email;
    std::optional<UserId> user_id;
    std::optional<std::string> guest_token_hash; ///< hex SHA-256; its token opens the payment too
    std::string language;
    /// Now, where charge_opened() follows the commit at once.
    std::optional<Instant> charge_started_at = {};
};
STATYBOS_RECORD(PaymentRequest, payment_id, purchase_id, purchase_number, gateway, amount, shares,
                return_url, email, user_id, guest_token_hash, language, charge_started_at)

struct PaymentSnapshot {
    PaymentId id;
    PurchaseId purchase_id;
    std::string gateway;
    PaymentStatus status = PaymentStatus::pending;
    Money amount;
    Money captured;
    Money refunded;
    std::optional<std::string> redirect_url;
    std::optional<std::string> decline_code;
    std::vector<PaymentInstruction> instructions = {}; ///< how to pay, while it is pending
};
STATYBOS_RECORD(PaymentSnapshot, id, purchase_id, gateway, status, amount, captured, refunded,
                redirect_url, decline_code, instructions)

struct RefundedLine {
    LineId line_id;
    Money amount; ///< gross
};
STATYBOS_RECORD(RefundedLine, line_id, amount)

/// Money of one order that shall go back.
struct RefundRequest {
    RefundId id;
    PaymentId payment_id;
    OrderId order_id;
    Money amount;                    ///< gross, goods and delivery
    Money items;                     ///< the part of it that is goods
    std::vector<RefundedLine> lines; ///< their amounts sum to `items`
    std::string key;                 ///< makes a repetition harmless
    std::string reason;
};
STATYBOS_RECORD(RefundRequest, id, payment_id, order_id, amount, items, lines, key, reason)

struct RefundSnapshot {
    RefundId id;
    OrderId order_id;
    Money amount;
    RefundState status = RefundState::pending;
};
STATYBOS_RECORD(RefundSnapshot, id, order_id, amount, status)

/// What can still go back of one order's money, refunds under way deducted.
struct RefundableOrder {
    PaymentId payment_id;
    Money total; ///< goods and delivery
    Money items; ///< the part of it that is goods
    std::vector<RefundedLine>
        lines; ///< as the order's share named them; zero where nothing is left
};
STATYBOS_RECORD(RefundableOrder, payment_id, total, items, lines)

/// Every change of a payment publishes PaymentChanged in the transaction that records it; checkout
/// finishes the purchase in a listener of that transaction, whoever brought the news.
struct Payments {
    virtual ~Payments() = default;

    /// Whether a buyer may choose this gateway for this amount.
    /// @errors invalid unknown_gateway, unsupported_currency, amount_too_small, amount_too_large,
    /// token_required
    virtual Result<void> check(Ctx&, std::string_view gateway, const Money& amount,
                               bool has_token) = 0;

    /// Writes the payment down, `pending`, before anybody is asked for money.
    virtual Result<void> open(Transaction&, const PaymentRequest& request) = 0;

    /// Asks the gateway for the money; outside any transaction. May be called again.
    ///
    /// An answer that never came is no error: the payment stays `pending` until recovery finds out.
    /// @errors not_found
    /// @errors conflict payment_closed  abandoned, or already refused
    virtual Result<PaymentSnapshot> charge(Ctx&, PaymentId id,
                                           const std::optional<std::string>& token) = 0;

    /// Asks the gateway where the payment stands and records that; `abandon` closes a payment which
    /// the gateway has never heard of, so that no later call can charge it.
    /// @errors not_found, timeout, unavailable
    virtual Result<PaymentSnapshot> refresh(Ctx&, PaymentId id, bool abandon) = 0;

    /// Gives back `amount` of an order's share, or lets an authorization go; recorded now, carried
    /// out by a job that is retried until the gateway answers.
    /// @param key  makes a repetition harmless
    /// @errors conflict refund_exceeds_captured
    virtual Result<void> give_back(Transaction&, PaymentId id, OrderId order_id,
                                   const Money& amount, std::string_view key,
                                   std::string_view reason) = 0;

    /// In the order asked; unknown ids are left out. At most 100.
    virtual Result<std::vector<PaymentSnapshot>> find_many(Session&,
                                                           const std::vector<PaymentId>& ids) = 0;

    /// Gives money of an order back by line; recorded now, carried out as give_back() is.
    ///
    /// Commission returns with the goods, in proportion and cumulatively: whatever the parts, a
    /// line that has gone back whole leaves none.
    /// @returns  the refund, or the one that was made under this key before
    /// @errors not_found
    /// @errors invalid validation_failed   amounts that do not add up, an unknown line
    /// @errors conflict refund_exceeds_captured  beyond what is left of a line, of the delivery or
    /// of the order, refunds under way included
    virtual Result<RefundSnapshot> refund(Transaction&, const RefundRequest& request) = 0;

    /// What refund() would take of the order now. Nobody else can ask for a refund of the same
    /// payment until the transaction ends; nothing is left of what was never authorized.
    /// @errors not_found
    virtual Result<RefundableOrder> refundable(Transaction&, OrderId order_id) = 0;

    /// charge() by whoever has just opened the payment with this request, and committed that: what
    /// the request says need not be read again.
    /// @errors as charge()
    virtual Result<PaymentSnapshot> charge_opened(Ctx&, const PaymentRequest& request,
                                                  const std::optional<std::string>& token) = 0;
};
STATYBOS_INTERFACE(Payments, "statybos.payments.payments", 1, check, open, charge, refresh,
                   give_back, find_many, refund, refundable, charge_opened)

} // namespace statybos::payments
