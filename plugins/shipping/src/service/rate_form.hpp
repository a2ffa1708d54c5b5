// Rates as people write them: amounts as Money, weights in kilograms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/change.hpp>
#include <statybos/money.hpp>

#include "store/rate_store.hpp"

namespace statybos::shipping {

extern const Format key_format; ///< a-z, 0-9, dashes and underscores: methods and carriers

struct Band {
    std::optional<Quantity> up_to_kg;
    Money price;
};
STATYBOS_RECORD(Band, up_to_kg, price)
STATYBOS_LIMITS(Band, range(&Band::up_to_kg, 1, 1'000'000'000),
                range(&Band::price, 0, 1'000'000'000))

struct Texts {
    std::string lt;
    std::string en;
};
STATYBOS_RECORD(Texts, lt, en)
STATYBOS_LIMITS(Texts, length(&Texts::lt, 1, 100), length(&Texts::en, 1, 100))

struct NewRate {
    ZoneId zone_id;
    std::optional<VendorId> vendor_id;
    std::string method = "delivery";
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
STATYBOS_RECORD(NewRate, zone_id, vendor_id, method, carrier, name, estimate, offered, bands,
                per_kg, per_km, included_km, assumed_km, up_to_km, free_from)
STATYBOS_LIMITS(NewRate, length(&NewRate::method, 1, 40), pattern(&NewRate::method, key_format),
                defaulted(&NewRate::method), length(&NewRate::carrier, 1, 40),
                pattern(&NewRate::carrier, key_format), defaulted(&NewRate::offered),
                defaulted(&NewRate::bands), items(&NewRate::bands, 0, 50),
                range(&NewRate::per_kg, 0, 1'000'000), range(&NewRate::per_km, 0, 1'000'000),
                range(&NewRate::included_km, 0, 20'000), range(&NewRate::assumed_km, 0, 20'000),
                range(&NewRate::up_to_km, 1, 20'000),
                range(&NewRate::free_from, 0, 1'000'000'000'000))

/// Whose rate it is stays.
struct RateChange {
    Maybe<ZoneId> zone_id;
    Maybe<std::string> method;
    Change<std::string> carrier;
    Change<Texts> name;
    Change<Texts> estimate;
    Maybe<bool> offered;
    Maybe<std::vector<Band>> bands;
    Change<Money> per_kg;
    Change<Money> per_km;
    Change<std::int32_t> included_km;
    Change<std::int32_t> assumed_km;
    Change<std::int32_t> up_to_km;
    Change<Money> free_from;
};
STATYBOS_RECORD(RateChange, zone_id, method, carrier, name, estimate, offered, bands, per_kg,
                per_km, included_km, assumed_km, up_to_km, free_from)
STATYBOS_LIMITS(RateChange, length(&RateChange::method, 1, 40),
                pattern(&RateChange::method, key_format), length(&RateChange::carrier, 1, 40),
                pattern(&RateChange::carrier, key_format), items(&RateChange::bands, 0, 50),
                range(&RateChange::per_kg, 0, 1'000'000), range(&RateChange::per_km, 0, 1'000'000),
                range(&RateChange::included_km, 0, 20'000),
                range(&RateChange::assumed_km, 0, 20'000), range(&RateChange::up_to_km, 1, 20'000),
                range(&RateChange::free_from, 0, 1'000'000'000'000))

NewRate form_of(const RateRow& row);
void apply(const RateChange& change, NewRate& form);

/// The row that a form describes, without an id.
/// @errors invalid validation_failed  bands that do not grow, amounts of several currencies, fields
///                                    that do not go together
Result<RateRow> row_of(const NewRate& form);

} // namespace statybos::shipping
