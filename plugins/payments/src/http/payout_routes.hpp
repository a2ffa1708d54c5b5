// /api/admin/payouts
#pragma once

#include <statybos/router.hpp>

#include "service/payouts.hpp"

namespace statybos::payments {

struct PayoutBody {
    VendorId vendor_id;
    std::optional<Money> amount;
};
STATYBOS_RECORD(PayoutBody, vendor_id, amount)

struct PayoutStatusBody {
    PayoutStatus status = PayoutStatus::pending;
    std::optional<std::string> reference;
};
STATYBOS_RECORD(PayoutStatusBody, status, reference)
STATYBOS_LIMITS(PayoutStatusBody, length(&PayoutStatusBody::reference, 1, 200))

struct PayoutPath {
    PayoutId id;
};
STATYBOS_PARAMETERS(PayoutPath, id)

struct PayoutQuery {
    std::optional<VendorId> vendor;
    std::optional<PayoutStatus> status;
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(PayoutQuery, vendor, status, limit, cursor)
STATYBOS_LIMITS(PayoutQuery, range(&PayoutQuery::limit, 1, 100), defaulted(&PayoutQuery::limit),
                length(&PayoutQuery::cursor, 1, 100))

struct SepaQuery {
    SepaVersion version = SepaVersion::pain_001_001_09;
};
STATYBOS_PARAMETERS(SepaQuery, version)
STATYBOS_LIMITS(SepaQuery, defaulted(&SepaQuery::version))

struct PayoutEntryView {
    OrderId order_id;
    std::string order_number;
    Money amount;
};
STATYBOS_RECORD(PayoutEntryView, order_id, order_number, amount)

struct PayoutView {
    PayoutId id;
    VendorId vendor_id;
    Money amount;
    PayoutStatus status = PayoutStatus::pending;
    std::optional<std::string> reference;
    std::vector<PayoutEntryView> entries;
    Instant created_at;
    std::optional<Instant> sent_at;
};
STATYBOS_RECORD(PayoutView, id, vendor_id, amount, status, reference, entries, created_at, sent_at)

struct PayoutList {
    std::vector<PayoutView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(PayoutList, items, next_cursor)

class PayoutRoutes {
public:
    explicit PayoutRoutes(Payouts& payouts) : payouts_(payouts) {}
    void declare(Host& host);

private:
    Result<PayoutList> list(Ctx& ctx, const PayoutQuery& query);
    Result<PayoutView> create(Ctx& ctx, const PayoutBody& body, const Request& request);
    Result<PayoutList> sweep(Ctx& ctx, const Request& request);
    Result<PayoutView> show(Ctx& ctx, const PayoutPath& path);
    Result<PayoutView> move(Ctx& ctx, const PayoutPath& path, const PayoutStatusBody& body);
    Result<RawAnswer> sepa_file(Ctx& ctx, const SepaQuery& query);

    Payouts& payouts_;
};

} // namespace statybos::payments
