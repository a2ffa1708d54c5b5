// /api/admin/shipping/rates, and /api/vendors/shipping: a vendor's own rates.
#pragma once

#include <statybos/router.hpp>

#include "service/rates.hpp"

namespace statybos::shipping {

struct RateView {
    RateId id;
    ZoneId zone_id;
    std::optional<VendorId> vendor_id; ///< null: the marketplace's
    std::string method;
    std::optional<std::string> carrier;
    std::optional<Texts> name;
    std::optional<Texts> estimate;
    bool offered = true;
    std::vector<Band> bands;
    std::optional<Money> per_kg;
    std::optional<Money> per_km;
    std::optional<std::int32_t> included_km;
    std::optional<std::int32_t> assumed_km;
    std::optional<std::int32_t> up_to_km;
    std::optional<Money> free_from;
};
STATYBOS_RECORD(RateView, id, zone_id, vendor_id, method, carrier, name, estimate, offered, bands,
                per_kg, per_km, included_km, assumed_km, up_to_km, free_from)

struct RateList {
    std::vector<RateView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(RateList, items, next_cursor)

struct RateQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
    std::optional<ZoneId> zone;
    std::optional<VendorId> vendor;
    std::optional<std::string> method;
};
STATYBOS_PARAMETERS(RateQuery, limit, cursor, zone, vendor, method)
STATYBOS_LIMITS(RateQuery, range(&RateQuery::limit, 1, 100), defaulted(&RateQuery::limit),
                length(&RateQuery::method, 1, 40))

struct OwnRateQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
    std::optional<ZoneId> zone;
    std::optional<std::string> method;
};
STATYBOS_PARAMETERS(OwnRateQuery, limit, cursor, zone, method)
STATYBOS_LIMITS(OwnRateQuery, range(&OwnRateQuery::limit, 1, 100), defaulted(&OwnRateQuery::limit),
                length(&OwnRateQuery::method, 1, 40))

struct RatePath {
    RateId id;
};
STATYBOS_PARAMETERS(RatePath, id)

class RateRoutes {
public:
    explicit RateRoutes(Rates& rates) : rates_(rates) {}
    void declare(Host& host);

private:
    Result<RateList> list(Ctx& ctx, const RateQuery& query);
    Result<RateView> create(Ctx& ctx, const NewRate& body);
    Result<RateView> show(Ctx& ctx, const RatePath& path);
    Result<RateView> change(Ctx& ctx, const RatePath& path, const RateChange& body);
    Result<void> remove(Ctx& ctx, const RatePath& path);

    Result<RateList> list_own(Ctx& ctx, const OwnRateQuery& query);
    Result<RateView> create_own(Ctx& ctx, const NewRate& body);
    Result<RateView> show_own(Ctx& ctx, const RatePath& path);
    Result<RateView> change_own(Ctx& ctx, const RatePath& path, const RateChange& body);
    Result<void> remove_own(Ctx& ctx, const RatePath& path);

    Result<RateList> page(Ctx& ctx, const RateFilter& filter,
                          const std::optional<std::string>& cursor, std::int32_t limit);

    Rates& rates_;
};

} // namespace statybos::shipping
