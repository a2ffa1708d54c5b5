#include "cash_plugin.hpp"

#include <statybos/orders/events.hpp>

namespace statybos::cash_on_pickup {

CashPlugin::CashPlugin(Host host)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      gateway_(host, promises_, settings_),
      handovers_(host, promises_, host.require<orders::OrderReader>(),
                 host.require<payments::PaymentEvents>()),
      routes_(handovers_) {
    host.provide<payments::PaymentGateway>(gateway_, gateway_name);
    routes_.declare(host);
    host.on<orders::OrderStatusChanged>(
        "handovers", [this](Transaction& tx, const orders::OrderStatusChanged& changed) {
            return changed.to == orders::OrderStatus::cancelled
                       ? handovers_.recheck(tx, changed.order_id)
                       : Result<void>();
        });
}

} // namespace statybos::cash_on_pickup
