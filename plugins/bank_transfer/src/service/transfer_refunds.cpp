#include "service/transfer_refunds.hpp"

#include "service/bank_transfer_gateway.hpp"

namespace statybos::bank_transfer {

std::vector<TransferRefundRow> TransferRefunds::list(Ctx ctx, bool waiting,
                                                     const std::optional<TransferRefundId>& after,
                                                     std::int32_t limit) {
    Session session(ctx);
    return transfers_.refunds(session, waiting, after, limit);
}

Result<TransferRefundRow> TransferRefunds::mark_sent(Ctx ctx, TransferRefundId id,
                                                     const std::optional<std::string>& note) {
    return transact(ctx, [&](Transaction& tx) -> Result<TransferRefundRow> {
        const auto refund = transfers_.find_refund(tx, id);
        if (!refund) {
            return Error(Errc::not_found, "not_found", "there is no such refund");
        }
        if (!transfers_.mark_sent(tx, id, note)) {
            return transfers_.find_refund(tx, id).value();
        }
        payments::GatewayEvent sent;
        sent.event_id = "refund:" + id.to_string();
        sent.kind = payments::GatewayEventKind::refunded;
        sent.payment_id = refund->payment_id;
        sent.amount = refund->money();
        sent.at = host_.now();
        sent.gateway_refund_reference = id.to_string();
        sent.refund_key = refund->refund_key;
        const auto told = events_(tx.ctx()).record(tx, gateway_name, {sent});
        if (!told) {
            return told.error();
        }
        const auto verdict = told->front().verdict;
        if (verdict != payments::EventVerdict::recorded &&
            verdict != payments::EventVerdict::repeated) {
            return Error(Errc::conflict, "payment_mismatch", "the payment knows no such refund");
        }
        return transfers_.find_refund(tx, id).value();
    });
}

} // namespace statybos::bank_transfer
