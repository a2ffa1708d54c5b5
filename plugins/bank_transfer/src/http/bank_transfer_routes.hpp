// /api/admin/bank-transfer
#pragma once

#include <statybos/router.hpp>

#include "service/bank_entries.hpp"
#include "service/transfer_refunds.hpp"

namespace statybos::bank_transfer {

enum class EntryFilter : std::uint8_t { left_over, all };
STATYBOS_ENUM(EntryFilter, left_over, all)

struct EntryQuery {
    EntryFilter status = EntryFilter::left_over;
    std::int32_t limit = 20;
    std::optional<BankEntryId> cursor;
};
STATYBOS_PARAMETERS(EntryQuery, status, limit, cursor)
STATYBOS_LIMITS(EntryQuery, defaulted(&EntryQuery::status), range(&EntryQuery::limit, 1, 100),
                defaulted(&EntryQuery::limit))

struct EntryPath {
    BankEntryId id;
};
STATYBOS_PARAMETERS(EntryPath, id)

struct AssignBody {
    PaymentId payment_id;
};
STATYBOS_RECORD(AssignBody, payment_id)

struct ReturnedBody {
    std::string note;
};
STATYBOS_RECORD(ReturnedBody, note)
STATYBOS_LIMITS(ReturnedBody, length(&ReturnedBody::note, 1, 500))

struct AssignmentView {
    PaymentId payment_id;
    std::string reference;
    Money amount;
};
STATYBOS_RECORD(AssignmentView, payment_id, reference, amount)

struct EntryView {
    BankEntryId id;
    Money amount;
    Money left_over;
    Money returned;
    std::string booked_on;
    std::string payer;
    std::string payer_iban;
    std::string remittance;
    std::optional<std::string> note;
    std::vector<AssignmentView> assignments;
};
STATYBOS_RECORD(EntryView, id, amount, left_over, returned, booked_on, payer, payer_iban,
                remittance, note, assignments)

struct EntryList {
    std::vector<EntryView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(EntryList, items, next_cursor)

enum class TransferRefundStatus : std::uint8_t { waiting, sent };
STATYBOS_ENUM(TransferRefundStatus, waiting, sent)

struct TransferRefundQuery {
    TransferRefundStatus status = TransferRefundStatus::waiting;
    std::int32_t limit = 20;
    std::optional<TransferRefundId> cursor;
};
STATYBOS_PARAMETERS(TransferRefundQuery, status, limit, cursor)
STATYBOS_LIMITS(TransferRefundQuery, defaulted(&TransferRefundQuery::status),
                range(&TransferRefundQuery::limit, 1, 100), defaulted(&TransferRefundQuery::limit))

struct TransferRefundPath {
    TransferRefundId id;
};
STATYBOS_PARAMETERS(TransferRefundPath, id)

struct SentBody {
    std::optional<std::string> note;
};
STATYBOS_RECORD(SentBody, note)
STATYBOS_LIMITS(SentBody, length(&SentBody::note, 1, 500))

struct TransferRefundView {
    TransferRefundId id;
    PaymentId payment_id;
    std::string reference; ///< of the transfer that came in
    Money amount;
    std::string reason;
    TransferRefundStatus status = TransferRefundStatus::waiting;
    std::optional<std::string> payer;
    std::optional<std::string> payer_iban;
    std::optional<std::string> note;
    Instant created_at;
};
STATYBOS_RECORD(TransferRefundView, id, payment_id, reference, amount, reason, status, payer,
                payer_iban, note, created_at)

struct TransferRefundList {
    std::vector<TransferRefundView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(TransferRefundList, items, next_cursor)

class BankTransferRoutes {
public:
    BankTransferRoutes(BankEntries& entries, TransferRefunds& refunds)
        : entries_(entries), refunds_(refunds) {}
    void declare(Host& host);

private:
    Result<ImportReport> import(Ctx& ctx, const Request& request);
    Result<EntryList> list(Ctx& ctx, const EntryQuery& query);
    Result<EntryView> assign(Ctx& ctx, const EntryPath& path, const AssignBody& body);
    Result<EntryView> mark_returned(Ctx& ctx, const EntryPath& path, const ReturnedBody& body);
    Result<TransferRefundList> list_refunds(Ctx& ctx, const TransferRefundQuery& query);
    Result<TransferRefundView> mark_sent(Ctx& ctx, const TransferRefundPath& path,
                                         const SentBody& body);

    BankEntries& entries_;
    TransferRefunds& refunds_;
};

} // namespace statybos::bank_transfer
