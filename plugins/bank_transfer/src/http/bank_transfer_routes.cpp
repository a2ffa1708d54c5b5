#include "http/bank_transfer_routes.hpp"

namespace statybos::bank_transfer {
namespace {

constexpr std::uint32_t largest_statement = 16 << 20;

EntryView view_of(const EntryRow& entry) {
    EntryView view{entry.id,
                   entry.money(entry.amount),
                   entry.money(entry.left_over()),
                   entry.money(entry.returned),
                   entry.booked_on,
                   entry.payer,
                   entry.payer_iban,
                   entry.remittance,
                   entry.note,
                   {}};
    for (const AssignmentRow& one : entry.assignments) {
        view.assignments.push_back({one.payment_id, one.reference, entry.money(one.amount)});
    }
    return view;
}

Result<EntryView> view_of(const Result<EntryRow>& entry) {
    return entry ? Result<EntryView>(view_of(*entry)) : Result<EntryView>(entry.error());
}

TransferRefundView view_of(const TransferRefundRow& refund) {
    return {refund.id,
            refund.payment_id,
            refund.reference,
            refund.money(),
            refund.reason,
            refund.sent_at ? TransferRefundStatus::sent : TransferRefundStatus::waiting,
            refund.payer,
            refund.payer_iban,
            refund.note,
            refund.created_at};
}

/// The rows as a page; one more than `limit` was asked for.
template <class List, class Row>
List page_of(std::vector<Row> rows, std::int32_t limit) {
    List list;
    if (rows.size() > static_cast<std::size_t>(limit)) {
        rows.pop_back();
        list.next_cursor = rows.back().id.to_string();
    }
    for (const Row& row : rows) {
        list.items.push_back(view_of(row));
    }
    return list;
}

} // namespace

void BankTransferRoutes::declare(Host& host) {
    Router router(host, *this, "bank-transfer");
    router.post("/api/admin/bank-transfer/statements", &BankTransferRoutes::import)
        .roles({"admin"})
        .status(201)
        .raw_body()
        .max_body(largest_statement)
        .deadline(std::chrono::seconds(60))
        .summary("Import a bank statement (ISO 20022 camt.053); again is harmless");
    router.get("/api/admin/bank-transfer/entries", &BankTransferRoutes::list)
        .roles({"admin", "support"})
        .summary("Money that came in: what is left over, or ?status=all");
    router.post("/api/admin/bank-transfer/entries/{id}/assign", &BankTransferRoutes::assign)
        .roles({"admin"})
        .idempotent()
        .summary("Use what is left over for a payment");
    router
        .post("/api/admin/bank-transfer/entries/{id}/returned", &BankTransferRoutes::mark_returned)
        .roles({"admin"})
        .summary("What is left over was sent back");
    router.get("/api/admin/bank-transfer/refunds", &BankTransferRoutes::list_refunds)
        .roles({"admin", "support"})
        .summary("Refunds to be transferred back, or ?status=sent");
    router.post("/api/admin/bank-transfer/refunds/{id}/sent", &BankTransferRoutes::mark_sent)
        .roles({"admin"})
        .summary("A refund was transferred back");
}

Result<ImportReport> BankTransferRoutes::import(Ctx& ctx, const Request& request) {
    return entries_.import(ctx, request.body());
}

Result<EntryList> BankTransferRoutes::list(Ctx& ctx, const EntryQuery& query) {
    return page_of<EntryList>(
        entries_.list(ctx, query.status == EntryFilter::left_over, query.cursor, query.limit + 1),
        query.limit);
}

Result<EntryView> BankTransferRoutes::assign(Ctx& ctx, const EntryPath& path,
                                             const AssignBody& body) {
    return view_of(entries_.assign(ctx, path.id, body.payment_id));
}

Result<EntryView> BankTransferRoutes::mark_returned(Ctx& ctx, const EntryPath& path,
                                                    const ReturnedBody& body) {
    return view_of(entries_.mark_returned(ctx, path.id, body.note));
}

Result<TransferRefundList> BankTransferRoutes::list_refunds(Ctx& ctx,
                                                            const TransferRefundQuery& query) {
    return page_of<TransferRefundList>(refunds_.list(ctx,
                                                     query.status == TransferRefundStatus::waiting,
                                                     query.cursor, query.limit + 1),
                                       query.limit);
}

Result<TransferRefundView> BankTransferRoutes::mark_sent(Ctx& ctx, const TransferRefundPath& path,
                                                         const SentBody& body) {
    const auto sent = refunds_.mark_sent(ctx, path.id, body.note);
    return sent ? Result<TransferRefundView>(view_of(*sent))
                : Result<TransferRefundView>(sent.error());
}

} // namespace statybos::bank_transfer
