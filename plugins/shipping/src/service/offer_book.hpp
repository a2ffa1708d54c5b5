// All that the offers of one request are made from; decides them without asking anybody.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <statybos/shipping/shipping_method.hpp>

#include "service/zone_rules.hpp"
#include "store/offer_store.hpp"

namespace statybos::shipping {

/// Whether every line may be had in this way: "pickup" or "delivery".
bool all_lines_allow(const ShippingQuestion& question, std::string_view kind);

class OfferBook {
public:
    OfferBook(OfferRows rows, std::string home_country);

    /// Names of the methods that have rates, in order.
    std::vector<std::string> methods() const;

    /// What the rates say of this method, or nothing when they do not serve the goods or the place.
    std::optional<ShippingOffer> offer(std::string_view method,
                                       const ShippingQuestion& question) const;

    std::vector<PickupPoint> pickup_points_of(VendorId vendor) const;

    /// Which terminals the questions can be answered with, beside those chosen already; each
    /// carrier and place once.
    std::vector<TerminalsWanted>
    terminals_wanted(const std::vector<ShippingQuestion>& questions) const;
    void add_terminals(const std::vector<TerminalsWanted>& wanted,
                       const std::vector<TerminalFound>& found);

private:
    using Near = std::tuple<std::string, std::string, std::string, std::optional<double>,
                            std::optional<double>>;
    static Near near_of(const TerminalsWanted& wanted);

    Place place_of(const ShippingQuestion& question) const;
    TerminalsWanted wanted_by(const ShippingQuestion& question, const std::string& carrier) const;
    const TerminalRow* chosen_by(const ShippingQuestion& question) const;
    std::vector<PickupPoint> terminals_for(const RateRow& rate,
                                           const ShippingQuestion& question) const;
    const RateRow* rate_of(std::string_view method, const ShippingQuestion& question) const;

    OfferRows rows_;
    std::string home_country_;
    std::map<Near, std::vector<PickupPoint>> near_;
};

} // namespace statybos::shipping
