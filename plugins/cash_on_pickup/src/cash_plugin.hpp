// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/cash_routes.hpp"
#include "service/cash_gateway.hpp"
#include "service/handovers.hpp"
#include "settings.hpp"

namespace statybos::cash_on_pickup {

class CashPlugin final : public Plugin {
public:
    explicit CashPlugin(Host host);

private:
    Settings settings_;
    PromiseStore promises_;
    CashGateway gateway_;
    Handovers handovers_;
    CashRoutes routes_;
};

} // namespace statybos::cash_on_pickup
