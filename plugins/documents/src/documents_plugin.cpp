#include "documents_plugin.hpp"

namespace statybos::documents {

DocumentsPlugin::DocumentsPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      orders_(host.require<orders::OrderReader>()),
      issuing_(parts.make_issuing(
          host, store_,
          {orders_, host.require<payments::Payments>(), host.require<users::VendorReader>()},
          settings_)),
      printer_(parts.make_printer(settings_)),
      documents_(store_, *issuing_, *printer_, orders_),
      routes_(documents_) {
    routes_.declare(host);
    listen<payments::PaymentChanged>(host, "sales");
    listen<orders::OrderRefunded>(host, "refunds");
    listen<payments::RefundSettled>(host, "settled_refunds");
}

template <class E>
void DocumentsPlugin::listen(Host& host, std::string_view name) {
    host.on<E>(name, [this](Transaction& tx, const E& event) { return issuing_->hear(tx, event); });
}

} // namespace statybos::documents
