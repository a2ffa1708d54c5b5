#include "http/rate_routes.hpp"

#include "http/callers.hpp"

namespace statybos::shipping {
namespace {

RateView rate_view(const RateRow& row) {
    NewRate form = form_of(row);
    return {row.id,      form.zone_id,     form.vendor_id,  form.method,   form.carrier,
            form.name,   form.estimate,    form.offered,    form.bands,    form.per_kg,
            form.per_km, form.included_km, form.assumed_km, form.up_to_km, form.free_from};
}

Result<RateView> rate_view(const Result<RateRow>& row) {
    return row ? Result<RateView>(rate_view(*row)) : Result<RateView>(row.error());
}

} // namespace

void RateRoutes::declare(Host& host) {
    Router router(host, *this, "shipping");
    router.get("/api/admin/shipping/rates", &RateRoutes::list)
        .roles({"admin", "support"})
        .summary("All rates; of one ?zone=, ?vendor= or ?method=");
    router.post("/api/admin/shipping/rates", &RateRoutes::create)
        .roles({"admin"})
        .status(201)
        .repeatable()
        .summary("Say what a method costs in a zone, for all vendors or one");
    router.get("/api/admin/shipping/rates/{id}", &RateRoutes::show)
        .roles({"admin", "support"})
        .summary("One rate");
    router.patch("/api/admin/shipping/rates/{id}", &RateRoutes::change)
        .roles({"admin"})
        .repeatable()
        .summary("Change a rate; orders keep what they were placed with");
    router.remove("/api/admin/shipping/rates/{id}", &RateRoutes::remove)
        .roles({"admin"})
        .summary("Delete a rate");
    router.get("/api/vendors/shipping", &RateRoutes::list_own)
        .roles({"vendor"})
        .summary("One's own rates, which stand in place of the marketplace's");
    router.post("/api/vendors/shipping", &RateRoutes::create_own)
        .roles({"vendor"})
        .status(201)
        .repeatable()
        .summary("Set a rate of one's own, or switch a method off with offered: false");
    router.get("/api/vendors/shipping/{id}", &RateRoutes::show_own)
        .roles({"vendor"})
        .summary("One of one's own rates");
    router.patch("/api/vendors/shipping/{id}", &RateRoutes::change_own)
        .roles({"vendor"})
        .repeatable()
        .summary("Change one's own rate");
    router.remove("/api/vendors/shipping/{id}", &RateRoutes::remove_own)
        .roles({"vendor"})
        .summary("Delete one's own rate; the marketplace's holds again");
}

Result<RateList> RateRoutes::page(Ctx& ctx, const RateFilter& filter,
                                  const std::optional<std::string>& cursor, std::int32_t limit) {
    const auto after = id_of_cursor<RateId>(cursor);
    if (!after) {
        return after.error();
    }
    auto rows = rates_.list(ctx, filter, *after, limit + 1);
    RateList list;
    if (rows.size() > static_cast<std::size_t>(limit)) {
        rows.pop_back();
        list.next_cursor = rows.back().id.to_string();
    }
    for (const RateRow& row : rows) {
        list.items.push_back(rate_view(row));
    }
    return list;
}

Result<RateList> RateRoutes::list(Ctx& ctx, const RateQuery& query) {
    return page(ctx, {query.vendor, query.zone, query.method}, query.cursor, query.limit);
}

Result<RateView> RateRoutes::create(Ctx& ctx, const NewRate& body) {
    return rate_view(rates_.create(ctx, std::nullopt, body));
}

Result<RateView> RateRoutes::show(Ctx& ctx, const RatePath& path) {
    return rate_view(rates_.get(ctx, std::nullopt, path.id));
}

Result<RateView> RateRoutes::change(Ctx& ctx, const RatePath& path, const RateChange& body) {
    return rate_view(rates_.change(ctx, std::nullopt, path.id, body));
}

Result<void> RateRoutes::remove(Ctx& ctx, const RatePath& path) {
    return rates_.remove(ctx, std::nullopt, path.id);
}

Result<RateList> RateRoutes::list_own(Ctx& ctx, const OwnRateQuery& query) {
    const auto vendor = vendor_of(ctx);
    return vendor ? page(ctx, {*vendor, query.zone, query.method}, query.cursor, query.limit)
                  : Result<RateList>(vendor.error());
}

Result<RateView> RateRoutes::create_own(Ctx& ctx, const NewRate& body) {
    const auto vendor = vendor_of(ctx);
    return vendor ? rate_view(rates_.create(ctx, *vendor, body)) : Result<RateView>(vendor.error());
}

Result<RateView> RateRoutes::show_own(Ctx& ctx, const RatePath& path) {
    const auto vendor = vendor_of(ctx);
    return vendor ? rate_view(rates_.get(ctx, *vendor, path.id)) : Result<RateView>(vendor.error());
}

Result<RateView> RateRoutes::change_own(Ctx& ctx, const RatePath& path, const RateChange& body) {
    const auto vendor = vendor_of(ctx);
    return vendor ? rate_view(rates_.change(ctx, *vendor, path.id, body))
                  : Result<RateView>(vendor.error());
}

Result<void> RateRoutes::remove_own(Ctx& ctx, const RatePath& path) {
    const auto vendor = vendor_of(ctx);
    return vendor ? rates_.remove(ctx, *vendor, path.id) : Result<void>(vendor.error());
}

} // namespace statybos::shipping
