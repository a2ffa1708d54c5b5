// Rows of bank_transfer.transfer and bank_transfer.transfer_refund.
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

namespace statybos::bank_transfer {

STATYBOS_ID(TransferRefundId)

struct TransferRow {
    std::string idempotency_key;
    PaymentId payment_id;
    std::string reference;
    std::int64_t amount = 0;
    std::string currency;
    std::string description;
    std::int64_t received = 0;

    Money money(std::int64_t minor) const {
        return {minor, Currency::parse(currency).value_or(Currency("EUR"))};
    }
    bool is_complete() const { return received >= amount; }
};
STATYBOS_RECORD(TransferRow, idempotency_key, payment_id, reference, amount, currency, description,
                received)

/// With what the operator needs to transfer it: whose account the money came from.
struct TransferRefundRow {
    TransferRefundId id;
    std::string refund_key;
    PaymentId payment_id;
    std::string reference;
    std::int64_t amount = 0;
    std::string currency;
    std::string reason;
    std::optional<std::string> payer;
    std::optional<std::string> payer_iban;
    std::optional<Instant> sent_at;
    std::optional<std::string> note;
    Instant created_at;

    Money money() const { return {amount, Currency::parse(currency).value_or(Currency("EUR"))}; }
};
STATYBOS_RECORD(TransferRefundRow, id, refund_key, payment_id, reference, amount, currency, reason,
                payer, payer_iban, sent_at, note, created_at)

class TransferStore {
public:
    TransferRow insert_or_get(Session& session, const TransferRow& transfer);
    std::optional<TransferRow> find(Session& session, std::string_view idempotency_key);
    std::optional<TransferRow> lock_by_reference(Transaction& tx, std::string_view reference);
    std::optional<TransferRow> lock_by_payment(Transaction& tx, PaymentId payment);
    void add_received(Transaction& tx, std::string_view idempotency_key, std::int64_t amount);

    /// What refunds take of a transfer, those that wait included.
    std::int64_t given_back(Session& session, std::string_view idempotency_key);
    void insert_refund(Transaction& tx, TransferRefundId id, std::string_view refund_key,
                       std::string_view idempotency_key, std::int64_t amount,
                       std::string_view reason);
    std::optional<TransferRefundRow> find_refund(Session& session, std::string_view refund_key);
    std::optional<TransferRefundRow> find_refund(Session& session, TransferRefundId id);
    /// Oldest first; `waiting`: those that nobody has sent.
    std::vector<TransferRefundRow> refunds(Session& session, bool waiting,
                                           const std::optional<TransferRefundId>& after,
                                           std::int32_t limit);
    /// False when it was sent already.
    bool mark_sent(Transaction& tx, TransferRefundId id, const std::optional<std::string>& note);
};

} // namespace statybos::bank_transfer
