#include "service/rates.hpp"

#include <statybos/secrets.hpp>

#include "service/refusals.hpp"

namespace statybos::shipping {
namespace {

Error no_such_rate() {
    return Error(Errc::not_found, "not_found", "there is no such rate");
}

bool belongs(const RateRow& rate, const Rates::Owner& owner) {
    return !owner || rate.vendor_id == owner;
}

Result<RateRow> explained(const Failure& failure) {
    if (failure.error().is("unique_violation")) {
        return Error(Errc::conflict, "rate_exists",
                     "this method has a rate in this zone already; change that one");
    }
    throw Failure(failure.error());
}

} // namespace

std::vector<RateRow> Rates::list(Ctx ctx, const RateFilter& filter, std::optional<RateId> after,
                                 std::int32_t limit) {
    Session session(ctx);
    return rates_.list(session, filter, after, limit);
}

Result<RateRow> Rates::get(Ctx ctx, Owner owner, RateId id) {
    Session session(ctx);
    auto rate = rates_.find(session, id);
    return rate && belongs(*rate, owner) ? Result<RateRow>(std::move(*rate))
                                         : Result<RateRow>(no_such_rate());
}

Result<void> Rates::check(Session& session, const RateRow& rate) {
    Error wrong = unacceptable();
    if (!zones_.find(session, rate.zone_id)) {
        wrong.add_field({"/zone_id", "unknown_zone", "there is no such zone"});
    }
    if (rate.vendor_id) {
        const auto vendors = vendors_(session.ctx())->find_many(session, {*rate.vendor_id});
        if (!vendors) {
            return vendors.error();
        }
        if (vendors->empty()) {
            wrong.add_field({"/vendor_id", "unknown_vendor", "there is no such vendor"});
        }
    }
    return wrong.fields().empty() ? Result<void>() : Result<void>(wrong);
}

Result<RateRow> Rates::create(Ctx ctx, Owner owner, NewRate rate) {
    if (owner && rate.vendor_id && rate.vendor_id != owner) {
        return unacceptable().field("/vendor_id", "not_owner", "a vendor has only own rates");
    }
    rate.vendor_id = owner ? owner : rate.vendor_id;
    auto row = row_of(rate);
    if (!row) {
        return row;
    }
    row->id = new_id<RateId>(host_);
    try {
        return transact(ctx, [&](Transaction& tx) -> Result<RateRow> {
            if (auto fits = check(tx, *row); !fits) {
                return fits.error();
            }
            if (row->vendor_id && rates_.count_of_vendor(tx, *row->vendor_id) >= most_of_vendor) {
                return Error(Errc::conflict, "too_many_rates",
                             "a vendor has at most " + std::to_string(most_of_vendor) + " rates");
            }
            rates_.insert(tx, *row);
            return *row;
        });
    } catch (const Failure& failure) {
        return explained(failure);
    }
}

Result<RateRow> Rates::change(Ctx ctx, Owner owner, RateId id, const RateChange& change) {
    try {
        return transact(ctx, [&](Transaction& tx) -> Result<RateRow> {
            const auto old = rates_.lock(tx, id);
            if (!old || !belongs(*old, owner)) {
                return no_such_rate();
            }
            NewRate form = form_of(*old);
            apply(change, form);
            auto row = row_of(form);
            if (!row) {
                return row;
            }
            row->id = id;
            if (auto fits = check(tx, *row); !fits) {
                return fits.error();
            }
            rates_.update(tx, *row);
            return row;
        });
    } catch (const Failure& failure) {
        return explained(failure);
    }
}

Result<void> Rates::remove(Ctx ctx, Owner owner, RateId id) {
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        const auto rate = rates_.lock(tx, id);
        if (!rate || !belongs(*rate, owner)) {
            return no_such_rate();
        }
        rates_.remove(tx, id);
        return {};
    });
}

} // namespace statybos::shipping
