// What shipping costs: the marketplace's rates, and those of its vendors.
#pragma once

#include <statybos/host.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "service/rate_form.hpp"

namespace statybos::shipping {

class Rates {
public:
    static constexpr std::int64_t most_of_vendor = 500;

    /// Whose rates somebody may see and change: all of them, or one vendor's own.
    using Owner = std::optional<VendorId>;

    Rates(Host host, RateStore& rates, ZoneStore& zones, Use<users::VendorReader> vendors)
        : host_(host), rates_(rates), zones_(zones), vendors_(vendors) {}

    std::vector<RateRow> list(Ctx ctx, const RateFilter& filter, std::optional<RateId> after,
                              std::int32_t limit);
    /// @errors not_found  also what is somebody else's
    Result<RateRow> get(Ctx ctx, Owner owner, RateId id);
    /// @errors invalid validation_failed  unknown zone or vendor; fields that do not fit
    /// @errors conflict rate_exists       that method has a rate in that zone; change it
    /// @errors conflict too_many_rates
    Result<RateRow> create(Ctx ctx, Owner owner, NewRate rate);
    /// @errors not_found, and as create()
    Result<RateRow> change(Ctx ctx, Owner owner, RateId id, const RateChange& change);
    /// @errors not_found
    Result<void> remove(Ctx ctx, Owner owner, RateId id);

private:
    Result<void> check(Session& session, const RateRow& rate);

    Host host_;
    RateStore& rates_;
    ZoneStore& zones_;
    Use<users::VendorReader> vendors_;
};

} // namespace statybos::shipping
