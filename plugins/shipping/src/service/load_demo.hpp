// `statybos demo load`: the zones, rates, pickup points and terminals of a folder.
#pragma once

#include <statybos/command.hpp>

#include "service/pickup_points.hpp"
#include "service/rates.hpp"
#include "service/terminals.hpp"
#include "service/zones.hpp"

namespace statybos::shipping {

struct DemoShipping;

/// What is there already stays as it is.
class LoadDemo final : public Command {
public:
    LoadDemo(Zones& zones, Rates& rates, PickupPoints& points, Terminals& terminals,
             Use<users::VendorReader> vendors)
        : zones_(zones), rates_(rates), points_(points), terminals_(terminals), vendors_(vendors) {}

    Result<std::string> run(Ctx& ctx, const CommandCall& call) override;

private:
    Result<void> load_zones(Ctx& ctx, const DemoShipping& demo);
    Result<void> load_points(Ctx& ctx, const DemoShipping& demo);
    Result<void> load_terminals(Ctx& ctx, const DemoShipping& demo, const std::string& folder);

    Zones& zones_;
    Rates& rates_;
    PickupPoints& points_;
    Terminals& terminals_;
    Use<users::VendorReader> vendors_;
};

} // namespace statybos::shipping
