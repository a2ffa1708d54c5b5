#include "vip_prices.hpp"

#include <algorithm>

namespace acme {

Result<std::vector<Money>> VipPrices::prices(Ctx& ctx,
                                             const std::vector<PriceQuestion>& questions) {
    auto prices = next().prices(ctx, questions);
    if (prices && is_vip(ctx)) {
        for (Money& price : *prices) {
            price -= percent_of(price, settings_.percent);
        }
    }
    return prices;
}

bool VipPrices::is_vip(const Ctx& ctx) const {
    const auto& users = settings_.users;
    const auto user = ctx.user();
    return (user && std::find(users.begin(), users.end(), *user) != users.end()) ||
           std::any_of(settings_.roles.begin(), settings_.roles.end(),
                       [&](const std::string& role) { return ctx.has_role(role); });
}

} // namespace acme
