#include "http/payout_routes.hpp"

#include "http/cursors.hpp"

namespace statybos::payments {
namespace {

PayoutView payout_view(const PayoutRow& payout) {
    PayoutView view;
    view.id = payout.id;
    view.vendor_id = payout.vendor_id;
    view.amount = payout.money();
    view.status = payout.status;
    view.reference = payout.reference;
    view.created_at = payout.created_at;
    view.sent_at = payout.sent_at;
    for (const PayoutEntryRow& entry : payout.entries) {
        view.entries.push_back(
            {entry.order_id, entry.order_number, {entry.amount, payout.money().currency}});
    }
    return view;
}

Result<PayoutView> payout_view(const Result<PayoutRow>& payout) {
    return payout ? Result<PayoutView>(payout_view(*payout)) : Result<PayoutView>(payout.error());
}

} // namespace

void PayoutRoutes::declare(Host& host) {
    Router router(host, *this, "payouts");
    router.get("/api/admin/payouts", &PayoutRoutes::list)
        .roles({"admin", "support"})
        .summary("Payouts, newest first; of one ?vendor= and in one ?status=");
    router.post("/api/admin/payouts", &PayoutRoutes::create)
        .roles({"admin"})
        .status(201)
        .idempotent()
        .summary("Pay a vendor what is payable, or a part of it");
    router.post("/api/admin/payouts/sweep", &PayoutRoutes::sweep)
        .roles({"admin"})
        .status(201)
        .idempotent()
        .raw_body()
        .summary("Pay every vendor what is payable");
    router.get("/api/admin/payouts/sepa", &PayoutRoutes::sepa_file)
        .roles({"admin"})
        .summary("The pending payouts as one SEPA credit transfer (ISO 20022 pain.001)");
    router.get("/api/admin/payouts/{id}", &PayoutRoutes::show)
        .roles({"admin", "support"})
        .summary("One payout");
    router.post("/api/admin/payouts/{id}/status", &PayoutRoutes::move)
        .roles({"admin"})
        .repeatable()
        .summary("The bank has sent it, or it came back");
}

Result<PayoutList> PayoutRoutes::list(Ctx& ctx, const PayoutQuery& query) {
    const auto after = id_of_cursor<PayoutId>(query.cursor);
    if (!after) {
        return after.error();
    }
    auto rows = payouts_.list(ctx, query.vendor, query.status, *after, query.limit + 1);
    PayoutList list;
    if (rows.size() > static_cast<std::size_t>(query.limit)) {
        rows.pop_back();
        list.next_cursor = rows.back().id.to_string();
    }
    for (const PayoutRow& row : rows) {
        list.items.push_back(payout_view(row));
    }
    return list;
}

Result<PayoutView> PayoutRoutes::create(Ctx& ctx, const PayoutBody& body, const Request& request) {
    return payout_view(
        payouts_.create(ctx, body.vendor_id, body.amount, request.idempotency_key()));
}

Result<PayoutList> PayoutRoutes::sweep(Ctx& ctx, const Request&) {
    PayoutList list;
    for (const PayoutRow& row : payouts_.sweep(ctx)) {
        list.items.push_back(payout_view(row));
    }
    return list;
}

Result<PayoutView> PayoutRoutes::show(Ctx& ctx, const PayoutPath& path) {
    return payout_view(payouts_.get(ctx, path.id));
}

Result<PayoutView> PayoutRoutes::move(Ctx& ctx, const PayoutPath& path,
                                      const PayoutStatusBody& body) {
    return payout_view(payouts_.move(ctx, path.id, body.status, body.reference));
}

Result<RawAnswer> PayoutRoutes::sepa_file(Ctx& ctx, const SepaQuery& query) {
    auto document = payouts_.export_sepa(ctx, query.version);
    if (!document) {
        return document.error();
    }
    return RawAnswer{200,
                     "application/xml",
                     std::move(*document),
                     {{"Content-Disposition", "attachment; filename=\"payouts.xml\""}}};
}

} // namespace statybos::payments
