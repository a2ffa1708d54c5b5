// Rows of payments.payment, their shares and events.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/instant.hpp>
#include <statybos/payments/payment_gateway.hpp>
#include <statybos/payments/payments.hpp>
#include <statybos/transaction.hpp>

#include "store/earning_rows.hpp"
#include "store/payment_facts.hpp"

namespace statybos::payments {

struct ShareRow {
    OrderId order_id;
    VendorId vendor_id;
    std::int64_t amount = 0;
    std::int64_t refunded = 0; ///< by refunds that succeeded
};
STATYBOS_RECORD(ShareRow, order_id, vendor_id, amount, refunded)

struct PaymentRow {
    PaymentId id;
    PurchaseId purchase_id;
    std::string purchase_number;
    std::string gateway;
    std::string currency;
    std::int64_t amount = 0;
    PaymentStatus status = PaymentStatus::pending;
    std::int64_t authorized = 0;
    std::int64_t captured = 0;
    std::int64_t refunded = 0;
    std::optional<std::string> gateway_reference;
    std::optional<std::string> redirect_url;
    std::optional<std::string> decline_code;
    std::optional<std::string> return_url;
    std::optional<std::string> email;
    std::optional<UserId> user_id;
    std::optional<std::string> guest_token_hash;
    std::string language;
    std::optional<Instant> charge_started_at;
    bool closed = false;
    std::vector<PaymentInstruction> instructions;
    bool paid_to_vendor = false;

    Money money(std::int64_t minor) const {
        return {minor, Currency::parse(currency).value_or(Currency("EUR"))};
    }
};
STATYBOS_RECORD(PaymentRow, id, purchase_id, purchase_number, gateway, currency, amount, status,
                authorized, captured, refunded, gateway_reference, redirect_url, decline_code,
                return_url, email, user_id, guest_token_hash, language, charge_started_at, closed,
                instructions, paid_to_vendor)

/// A payment with everything that was said of it; its row is locked.
struct LockedPayment {
    PaymentRow payment;
    std::vector<EventFact> events;
    std::vector<ShareRow> shares;
    std::vector<EarningRow> earnings; ///< in the order of the shares
};
STATYBOS_RECORD(LockedPayment, payment, events, shares, earnings)

/// What the gateway said, as it will be kept.
struct NewEvent {
    std::string gateway_event_id;
    EventKind kind = EventKind::failed;
    Money amount;
    Instant at;
    /// Our own word for it, which names this payment or its refund: no other payment can have it.
    bool is_ours = false;
};

/// What recording an event changes besides the derived sums.
struct Particulars {
    std::optional<std::string> gateway_reference;
    std::optional<std::string> redirect_url;
    std::optional<std::string> decline_code;
    bool close = false;
};

/// What banks took back through one gateway.
struct ChargebackSum {
    std::string gateway;
    std::string currency;
    std::int64_t amount = 0;
};
STATYBOS_RECORD(ChargebackSum, gateway, currency, amount)

class PaymentStore {
public:
    void insert(Transaction& tx, const PaymentRequest& request, bool paid_to_vendor);
    std::optional<PaymentRow> find(Session& session, PaymentId id);
    std::optional<PaymentId> find_by_reference(Session& session, std::string_view gateway,
                                               std::string_view reference);
    std::vector<PaymentRow> find_many(Session& session, const std::vector<PaymentId>& ids);

    /// Notes that the gateway is about to be asked; nothing for a closed or unknown payment.
    std::optional<PaymentRow> start_charge(Session& session, PaymentId id);
    /// Closes a payment whose charge has not begun since it was looked at.
    bool close_unless_charged(Transaction& tx, const PaymentRow& seen);

    /// What a gateway says of a payment that is still pending.
    void note(Session& session, PaymentId id, const std::optional<std::string>& gateway_reference,
              const std::vector<PaymentInstruction>& instructions);

    std::optional<LockedPayment> lock(Transaction& tx, PaymentId id);
    /// The row alone.
    std::optional<PaymentRow> hold(Transaction& tx, PaymentId id);
    /// Adds the event and writes what follows; false when it was known already. Of one that is
    /// ours, lock() has told that.
    bool add_event(Transaction& tx, const PaymentRow& payment, const NewEvent& event,
                   const Standing& standing, const Particulars& particulars);

    /// Of payments whose money is in the ledger.
    std::vector<ChargebackSum> chargebacks(Session& session);
};

} // namespace statybos::payments
