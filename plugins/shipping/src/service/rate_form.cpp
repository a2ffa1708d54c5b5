#include "service/rate_form.hpp"

#include <algorithm>

#include "service/refusals.hpp"

namespace statybos::shipping {
namespace {

bool is_key(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

/// Collects the amounts of a rate, which share one currency.
class Amounts {
public:
    Amounts(RateRow& row, Error& wrong) : row_(row), wrong_(wrong) {}

    std::int64_t take(const Money& amount, std::string pointer) {
        const std::string currency(amount.currency.code());
        if (row_.currency && *row_.currency != currency) {
            wrong_.add_field({std::move(pointer), "currency_mismatch",
                              "all amounts of a rate have one currency"});
        }
        row_.currency = currency;
        return amount.minor;
    }
    std::optional<std::int64_t> take(const std::optional<Money>& amount, std::string pointer) {
        return amount ? std::optional(take(*amount, std::move(pointer))) : std::nullopt;
    }

private:
    RateRow& row_;
    Error& wrong_;
};

void take_bands(const std::vector<Band>& bands, RateRow& row, Amounts& amounts, Error& wrong) {
    std::int64_t before = 0;
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const std::string at = "/bands/" + std::to_string(i);
        const auto& up_to = bands[i].up_to_kg;
        if (!up_to && i + 1 < bands.size()) {
            wrong.add_field({at + "/up_to_kg", "required", "only the last band has no limit"});
        } else if (up_to && up_to->thousandths <= before) {
            wrong.add_field({at + "/up_to_kg", "too_small", "bands grow from each to the next"});
        }
        before = up_to ? up_to->thousandths : before;
        row.bands.push_back({up_to ? std::optional(up_to->thousandths) : std::nullopt,
                             amounts.take(bands[i].price, at + "/price")});
    }
    if (row.offered && bands.empty()) {
        wrong.add_field({"/bands", "required", "what is offered has a price"});
    }
}

void check_together(const RateRow& row, Error& wrong) {
    const auto refuse = [&](bool there, const char* pointer, const char* why) {
        if (there) {
            wrong.add_field({pointer, "not_allowed", why});
        }
    };
    refuse(row.method == "pickup", "/method", "who comes to the vendor pays nothing for it");
    const bool open_end = row.bands.empty() || !row.bands.back().up_to_grams;
    refuse(row.per_kg && open_end, "/per_kg", "the last band has no limit to go beyond");
    const bool by_distance = row.per_km || row.up_to_km;
    refuse(row.included_km && !row.per_km, "/included_km", "nothing is charged per kilometre");
    refuse(row.assumed_km && !by_distance, "/assumed_km", "the distance does not matter");
    refuse(row.carrier && row.per_km, "/per_km", "a way to a terminal has no distance");
    refuse(row.carrier && row.up_to_km, "/up_to_km", "a way to a terminal has no distance");
}

std::optional<Money> money_of(const RateRow& row, std::optional<std::int64_t> minor) {
    return minor ? std::optional(Money{*minor, Currency::parse(row.currency.value()).value()})
                 : std::nullopt;
}

std::optional<Texts> texts_of(const std::optional<std::string>& lt,
                              const std::optional<std::string>& en) {
    return lt && en ? std::optional(Texts{*lt, *en}) : std::nullopt;
}

void take_texts(const std::optional<Texts>& texts, std::optional<std::string>& lt,
                std::optional<std::string>& en) {
    lt = texts ? std::optional(texts->lt) : std::nullopt;
    en = texts ? std::optional(texts->en) : std::nullopt;
}

} // namespace

constinit const Format key_format{"", "^[a-z0-9_-]+$", is_key};

NewRate form_of(const RateRow& row) {
    NewRate form;
    form.zone_id = row.zone_id;
    form.vendor_id = row.vendor_id;
    form.method = row.method;
    form.carrier = row.carrier;
    form.name = texts_of(row.name_lt, row.name_en);
    form.estimate = texts_of(row.estimate_lt, row.estimate_en);
    form.offered = row.offered;
    for (const BandRow& band : row.bands) {
        form.bands.push_back(
            {band.up_to_grams ? std::optional(Quantity{*band.up_to_grams}) : std::nullopt,
             money_of(row, band.price).value()});
    }
    form.per_kg = money_of(row, row.per_kg);
    form.per_km = money_of(row, row.per_km);
    form.included_km = row.included_km;
    form.assumed_km = row.assumed_km;
    form.up_to_km = row.up_to_km;
    form.free_from = money_of(row, row.free_from);
    return form;
}

void apply(const RateChange& change, NewRate& form) {
    form.zone_id = change.zone_id.value_or(form.zone_id);
    form.method = change.method.value_or(form.method);
    change.carrier.apply_to(form.carrier);
    change.name.apply_to(form.name);
    change.estimate.apply_to(form.estimate);
    form.offered = change.offered.value_or(form.offered);
    form.bands = change.bands.value_or(form.bands);
    change.per_kg.apply_to(form.per_kg);
    change.per_km.apply_to(form.per_km);
    change.included_km.apply_to(form.included_km);
    change.assumed_km.apply_to(form.assumed_km);
    change.up_to_km.apply_to(form.up_to_km);
    change.free_from.apply_to(form.free_from);
}

Result<RateRow> row_of(const NewRate& form) {
    RateRow row;
    row.zone_id = form.zone_id;
    row.vendor_id = form.vendor_id;
    row.method = form.method;
    row.carrier = form.carrier;
    take_texts(form.name, row.name_lt, row.name_en);
    take_texts(form.estimate, row.estimate_lt, row.estimate_en);
    row.offered = form.offered;
    Error wrong = unacceptable();
    Amounts amounts(row, wrong);
    take_bands(form.bands, row, amounts, wrong);
    row.per_kg = amounts.take(form.per_kg, "/per_kg");
    row.per_km = amounts.take(form.per_km, "/per_km");
    row.included_km = form.included_km;
    row.assumed_km = form.assumed_km;
    row.up_to_km = form.up_to_km;
    row.free_from = amounts.take(form.free_from, "/free_from");
    check_together(row, wrong);
    return wrong.fields().empty() ? Result<RateRow>(std::move(row)) : Result<RateRow>(wrong);
}

} // namespace statybos::shipping
