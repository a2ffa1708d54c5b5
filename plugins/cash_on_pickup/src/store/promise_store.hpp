// Rows of cash_on_pickup.promise, handover and cash_refund.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::cash_on_pickup {

STATYBOS_ID(CashRefundId)

enum class PromiseStatus : std::uint8_t { authorized, captured, voided };
STATYBOS_ENUM(PromiseStatus, authorized, captured, voided)

struct PromiseRow {
    std::string idempotency_key;
    PaymentId payment_id;
    std::string reference;
    std::int64_t amount = 0;
    std::string currency;
    PromiseStatus status = PromiseStatus::authorized;

    Money money(std::int64_t minor) const {
        return {minor, Currency::parse(currency).value_or(Currency("EUR"))};
    }
};
STATYBOS_RECORD(PromiseRow, idempotency_key, payment_id, reference, amount, currency, status)

struct CashRefundRow {
    CashRefundId id;
    std::string refund_key;
    PaymentId payment_id;
    std::int64_t amount = 0;
    std::string currency;
    std::string reason;
    std::optional<Instant> sent_at;
    Instant created_at;

    Money money() const { return {amount, Currency::parse(currency).value_or(Currency("EUR"))}; }
};
STATYBOS_RECORD(CashRefundRow, id, refund_key, payment_id, amount, currency, reason, sent_at,
                created_at)

class PromiseStore {
public:
    PromiseRow insert_or_get(Session& session, const PromiseRow& promise);
    std::optional<PromiseRow> find(Session& session, std::string_view idempotency_key);
    std::optional<PromiseRow> lock(Transaction& tx, std::string_view reference);
    std::optional<PromiseRow> lock_by_payment(Transaction& tx, PaymentId payment);
    void set_status(Transaction& tx, std::string_view reference, PromiseStatus status);

    /// False when that order was paid for already.
    bool add_handover(Transaction& tx, OrderId order, std::string_view reference,
                      std::int64_t amount);
    bool was_handed_over(Session& session, OrderId order);

    std::int64_t given_back(Session& session, std::string_view reference);
    void insert_refund(Transaction& tx, CashRefundId id, std::string_view refund_key,
                       std::string_view reference, std::int64_t amount, std::string_view reason,
                       bool sent);
    std::optional<CashRefundRow> find_refund(Session& session, std::string_view refund_key);
    std::optional<CashRefundRow> find_refund(Session& session, CashRefundId id);
    /// Those that nobody has sent, oldest first.
    std::vector<CashRefundRow> waiting(Session& session, const std::optional<CashRefundId>& after,
                                       std::int32_t limit);
    /// False when it was sent already.
    bool mark_sent(Transaction& tx, CashRefundId id);
};

} // namespace statybos::cash_on_pickup
