#include "store/transfer_store.hpp"

namespace statybos::bank_transfer {
namespace {

std::string selecting_transfer(std::string_view rest) {
    return "SELECT idempotency_key, payment_id, reference, amount, currency, description, received"
           " FROM bank_transfer.transfer " +
           std::string(rest);
}

std::string selecting_refund(std::string_view rest) {
    return "SELECT r.id, r.refund_key, t.payment_id, t.reference, r.amount, t.currency, r.reason,"
           " e.payer, e.payer_iban, r.sent_at, r.note, r.created_at"
           " FROM bank_transfer.transfer_refund r"
           " JOIN bank_transfer.transfer t ON t.idempotency_key = r.idempotency_key"
           " LEFT JOIN LATERAL (SELECT b.payer, b.payer_iban FROM bank_transfer.assignment a"
           " JOIN bank_transfer.bank_entry b ON b.id = a.entry_id"
           " WHERE a.idempotency_key = t.idempotency_key ORDER BY a.amount DESC, b.id LIMIT 1) e"
           " ON true " +
           std::string(rest);
}

} // namespace

TransferRow TransferStore::insert_or_get(Session& session, const TransferRow& transfer) {
    session.execute("INSERT INTO bank_transfer.transfer (idempotency_key, payment_id, reference,"
                    " amount, currency, description) VALUES ($1, $2, $3, $4, $5, $6)"
                    " ON CONFLICT (idempotency_key) DO NOTHING",
                    transfer.idempotency_key, transfer.payment_id, transfer.reference,
                    transfer.amount, transfer.currency, transfer.description);
    return find(session, transfer.idempotency_key).value();
}

std::optional<TransferRow> TransferStore::find(Session& session, std::string_view idempotency_key) {
    static const std::string sql = selecting_transfer("WHERE idempotency_key = $1");
    return session.one<TransferRow>(sql, idempotency_key);
}

std::optional<TransferRow> TransferStore::lock_by_reference(Transaction& tx,
                                                            std::string_view reference) {
    static const std::string sql = selecting_transfer("WHERE reference = $1 FOR UPDATE");
    return tx.one<TransferRow>(sql, reference);
}

std::optional<TransferRow> TransferStore::lock_by_payment(Transaction& tx, PaymentId payment) {
    static const std::string sql = selecting_transfer("WHERE payment_id = $1 FOR UPDATE");
    return tx.one<TransferRow>(sql, payment);
}

void TransferStore::add_received(Transaction& tx, std::string_view idempotency_key,
                                 std::int64_t amount) {
    tx.execute("UPDATE bank_transfer.transfer SET received = received + $2"
               " WHERE idempotency_key = $1",
               idempotency_key, amount);
}

std::int64_t TransferStore::given_back(Session& session, std::string_view idempotency_key) {
    return session.single<std::int64_t>("SELECT coalesce(sum(amount), 0)::bigint"
                                        " FROM bank_transfer.transfer_refund"
                                        " WHERE idempotency_key = $1",
                                        idempotency_key);
}

void TransferStore::insert_refund(Transaction& tx, TransferRefundId id, std::string_view refund_key,
                                  std::string_view idempotency_key, std::int64_t amount,
                                  std::string_view reason) {
    tx.execute("INSERT INTO bank_transfer.transfer_refund"
               " (id, refund_key, idempotency_key, amount, reason) VALUES ($1, $2, $3, $4, $5)",
               id, refund_key, idempotency_key, amount, reason);
}

std::optional<TransferRefundRow> TransferStore::find_refund(Session& session,
                                                            std::string_view refund_key) {
    static const std::string sql = selecting_refund("WHERE r.refund_key = $1");
    return session.one<TransferRefundRow>(sql, refund_key);
}

std::optional<TransferRefundRow> TransferStore::find_refund(Session& session, TransferRefundId id) {
    static const std::string sql = selecting_refund("WHERE r.id = $1");
    return session.one<TransferRefundRow>(sql, id);
}

std::vector<TransferRefundRow> TransferStore::refunds(Session& session, bool waiting,
                                                      const std::optional<TransferRefundId>& after,
                                                      std::int32_t limit) {
    static const std::string sql =
        selecting_refund("WHERE (r.sent_at IS NULL) = $1 AND ($2::uuid IS NULL OR r.id > $2::uuid)"
                         " ORDER BY r.id LIMIT $3");
    return session.query<TransferRefundRow>(sql, waiting, after, limit);
}

bool TransferStore::mark_sent(Transaction& tx, TransferRefundId id,
                              const std::optional<std::string>& note) {
    return tx.execute("UPDATE bank_transfer.transfer_refund SET sent_at = now(), note = $2"
                      " WHERE id = $1 AND sent_at IS NULL",
                      id, note) == 1;
}

} // namespace statybos::bank_transfer
