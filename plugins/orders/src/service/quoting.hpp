// What it costs to bring a cart's goods to the buyer.
#pragma once

#include <optional>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/shipping/quotes.hpp>

#include "service/carts.hpp"

namespace statybos::orders {

/// Where a vendor's goods are to go, and how; absent: not known yet.
struct Destination {
    VendorId vendor_id;
    std::optional<shipping::Address> address;
    std::optional<std::string> method{};
    std::optional<std::string> pickup_point_id{};
};

class Quoting {
public:
    explicit Quoting(Use<shipping::Quotes> quotes) : quotes_(quotes) {}

    /// What is offered for each of the cart's vendors, in their order; outside any transaction.
    /// @param destinations  where there is none for a vendor, nothing is known yet
    Result<std::vector<shipping::VendorOptions>>
    offers(Ctx ctx, const Cart& cart, const std::vector<Destination>& destinations);

private:
    Use<shipping::Quotes> quotes_;
};

} // namespace statybos::orders
