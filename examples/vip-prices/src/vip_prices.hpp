// Lower prices for some: a decorator of the catalog's PriceRules.
#pragma once

#include <string>
#include <vector>

#include <statybos/catalog/price_rules.hpp>
#include <statybos/plugin.hpp>

namespace acme {

using namespace statybos;
using namespace statybos::catalog;

struct Settings {
    Percent percent;
    std::vector<std::string> roles;
    std::vector<UserId> users;
};
STATYBOS_RECORD(Settings, percent, roles, users)

/// Takes `percent` off whatever the next rule in the chain says, for VIPs; the discount is rounded
/// half up to the cent. Methods that are not overridden go to the next rule by themselves.
class VipPrices final : public Forward<PriceRules> {
public:
    explicit VipPrices(const Settings& settings) : settings_(settings) {}

    Result<std::vector<Money>> prices(Ctx& ctx,
                                      const std::vector<PriceQuestion>& questions) override;

private:
    bool is_vip(const Ctx& ctx) const;

    const Settings& settings_;
};

class VipPricesPlugin final : public Plugin {
public:
    explicit VipPricesPlugin(Host host) : Plugin(host), settings_(host.settings<Settings>()) {
        host.decorate<PriceRules>("vip-prices",
                                  [this] { return std::make_unique<VipPrices>(settings_); });
    }

private:
    Settings settings_;
};

} // namespace acme
