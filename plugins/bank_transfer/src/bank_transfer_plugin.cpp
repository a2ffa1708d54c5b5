#include "bank_transfer_plugin.hpp"

namespace statybos::bank_transfer {

BankTransferPlugin::BankTransferPlugin(Host host)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      events_(host.require<payments::PaymentEvents>()),
      gateway_(host, transfers_, settings_),
      entries_(host, entry_store_, transfers_, events_, settings_),
      refunds_(host, transfers_, events_),
      import_(entries_),
      routes_(entries_, refunds_) {
    host.provide<payments::PaymentGateway>(gateway_, gateway_name);
    host.provide<Command>(import_, "bank-transfer import");
    routes_.declare(host);
}

} // namespace statybos::bank_transfer
