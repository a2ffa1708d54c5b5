#include "orders_plugin.hpp"

#include <statybos/payments/events.hpp>
#include <statybos/shipping/events.hpp>
#include <statybos/users/events.hpp>

namespace statybos::orders {

OrdersPlugin::OrdersPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      plain_tax_rules_(settings_.delivery_vat_rate),
      transitions_(host.require<OrderTransitions>()),
      stock_(host.require<catalog::Stock>()),
      payments_(host.require<payments::Payments>()),
      vouchers_(host.require_optional<Vouchers>()),
      pricing_(host.require<TaxRules>(), vouchers_),
      vat_numbers_(host, host.require_optional<VatNumberValidator>()),
      carts_(parts.make_carts(host, cart_store_, host.require<catalog::ProductReader>(),
                              host.require<users::VendorReader>(), pricing_)),
      quoting_(host.require<shipping::Quotes>()),
      drafting_(parts.make_drafting(host, quoting_, pricing_, vat_numbers_,
                                    host.require<users::UserReader>(), payments_)),
      refunds_(host, refund_store_, stock_, payments_),
      settlement_(cart_store_, purchase_store_, order_store_, refunds_, stock_, payments_,
                  vouchers_, settings_),
      checkout_(host, *carts_, *drafting_, settlement_, purchase_store_, order_store_,
                host.require<OrderNumbers>(), stock_, payments_, vouchers_),
      recovery_(host, purchase_store_, settlement_, payments_, settings_),
      completion_(purchase_store_, order_store_, transitions_),
      returns_(host, return_store_, purchase_store_, order_store_, refunds_),
      orders_(parts.make_orders(purchase_store_, order_store_, refunds_, settlement_, transitions_,
                                host.require<shipping::CollectionCodes>())),
      cart_routes_(*carts_, settings_.secure_cookies),
      checkout_routes_(*carts_, quoting_, checkout_),
      order_routes_(*orders_),
      refund_routes_(*orders_, returns_) {
    host.provide<OrderReader>(*orders_);
    host.provide<OrderNumbers>(random_numbers_);
    host.provide<TaxRules>(plain_tax_rules_);
    host.provide<OrderTransitions>(plain_transitions_);

    cart_routes_.declare(host);
    checkout_routes_.declare(host);
    order_routes_.declare(host);
    refund_routes_.declare(host);
    listen(host);
}

void OrdersPlugin::listen(Host& host) {
    host.on_in_transaction<payments::PaymentChanged>(
        "settle", [this](Transaction& tx, const payments::PaymentChanged& changed) {
            return settlement_.hear(tx, changed);
        });
    host.on_in_transaction<payments::RefundSettled>(
        "settle_refunds", [this](Transaction& tx, const payments::RefundSettled& settled) {
            return settlement_.hear(tx, settled);
        });
    host.on_in_transaction<users::UserSignedIn>(
        "join_carts", [this](Transaction& tx, const users::UserSignedIn& signed_in) {
            return signed_in.cart_token ? carts_->join(tx, signed_in.user_id, *signed_in.cart_token)
                                        : Result<void>();
        });
    host.on_in_transaction<shipping::OrderCollected>(
        "hand_over", [this](Transaction& tx, const shipping::OrderCollected& collected) {
            return orders_->hand_over(tx, collected.order_id);
        });
    host.every(std::chrono::milliseconds(settings_.recovery_interval), "recover", [this](Ctx& ctx) {
        recovery_.run(ctx);
        return Result<void>();
    });
    host.every(std::chrono::milliseconds(settings_.completion_interval), "complete",
               [this](Ctx& ctx) { return completion_.run(ctx, settings_.completion_after); });
    host.every(std::chrono::hours(1), "tidy", [this](Ctx& ctx) {
        carts_->purge(ctx, settings_.cart_lifetime);
        return Result<void>();
    });
}

} // namespace statybos::orders
