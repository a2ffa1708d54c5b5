// The shapes of this plugin's answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/carts.hpp"
#include "service/checkout.hpp"
#include "service/checkout_request.hpp"

namespace statybos::orders {

struct OrderVendor {
    VendorId id;
    std::string slug;
    std::string display_name;
};
STATYBOS_RECORD(OrderVendor, id, slug, display_name)

/// What a cart shows of a product; `quantity` is what could be bought now.
struct CartProduct {
    ProductId id;
    std::string slug;
    std::string title;
    catalog::Unit unit = catalog::Unit::pcs;
    Quantity quantity;
    Quantity quantity_step;
    Money original_price;
    Percent vat_rate;
    catalog::ProductStatus status = catalog::ProductStatus::draft;
    bool on_sale = false;
    std::vector<std::string> shipping;
    std::optional<std::string> image_url;
    OrderVendor vendor;
};
STATYBOS_RECORD(CartProduct, id, slug, title, unit, quantity, quantity_step, original_price,
                vat_rate, status, on_sale, shipping, image_url, vendor)

struct CartLineView {
    LineId id;
    CartProduct product;
    Quantity quantity;
    Money unit_price;
    Money discount;
    Money total; ///< after the discount
};
STATYBOS_RECORD(CartLineView, id, product, quantity, unit_price, discount, total)

struct VoucherView {
    std::string code;
    VoucherFunder funded_by = VoucherFunder::vendor;
    std::optional<VendorId> vendor_id;
    Money discount;
    Maybe<std::string> problem; ///< why it takes nothing off now, as ordering would refuse it
};
STATYBOS_RECORD(VoucherView, code, funded_by, vendor_id, discount, problem)

struct CartView {
    std::optional<CartId> id;
    std::vector<CartLineView> lines;
    std::vector<VoucherView> vouchers;
    Totals totals;
    std::vector<VatSum> vat_summary;
};
STATYBOS_RECORD(CartView, id, lines, vouchers, totals, vat_summary)

struct OrderLineView {
    LineId id;
    ProductId product_id;
    std::string title;
    std::string unit;
    Quantity quantity;
    Money unit_price;
    Money discount;
    Percent vat_rate;
    Money vat;
    Money total;
    Quantity refunded_quantity;
    Money refunded; ///< refunds under way included
};
STATYBOS_RECORD(OrderLineView, id, product_id, title, unit, quantity, unit_price, discount,
                vat_rate, vat, total, refunded_quantity, refunded)

struct OrderShipping {
    std::string method;
    std::optional<Json> address;
    std::optional<Json> pickup_point;
    std::optional<std::string> tracking_number;
    Maybe<std::string> collection_code{}; ///< told to the buyer, of an order that waits for them
};
STATYBOS_RECORD(OrderShipping, method, address, pickup_point, tracking_number, collection_code)

struct OrderView {
    OrderId id;
    std::string number;
    PurchaseId purchase_id;
    PaymentId payment_id;
    std::optional<UserId> user_id;
    OrderVendor vendor;
    OrderStatus status = OrderStatus::pending;
    OrderPayment payment_status = OrderPayment::pending;
    std::vector<OrderLineView> lines;
    Totals totals;
    std::vector<VatSum> vat_summary;
    std::string vat_rounding;
    VatTreatment vat_treatment = VatTreatment::standard;
    Money refunded; ///< refunds under way included
    std::vector<VoucherView> vouchers;
    OrderShipping shipping;
    Json billing;
    std::vector<StatusChange> history;
    Instant created_at;
};
STATYBOS_RECORD(OrderView, id, number, purchase_id, payment_id, user_id, vendor, status,
                payment_status, lines, totals, vat_summary, vat_rounding, vat_treatment, refunded,
                vouchers, shipping, billing, history, created_at)

struct OrderList {
    std::vector<OrderView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(OrderList, items, next_cursor)

struct TrackedShipping {
    std::string method;
    std::optional<std::string> tracking_number;
};
STATYBOS_RECORD(TrackedShipping, method, tracking_number)

/// What somebody learns who knows a number and an e-mail address.
struct OrderStatusView {
    std::string number;
    OrderStatus status = OrderStatus::pending;
    OrderPayment payment_status = OrderPayment::pending;
    TrackedShipping shipping;
    std::vector<StatusChange> history;
};
STATYBOS_RECORD(OrderStatusView, number, status, payment_status, shipping, history)

struct PurchasePayment {
    PaymentId id;
    std::string gateway;
    payments::PaymentStatus status = payments::PaymentStatus::pending;
    std::optional<std::string> redirect_url;
};
STATYBOS_RECORD(PurchasePayment, id, gateway, status, redirect_url)

struct PurchaseView {
    PurchaseId id;
    std::string number;
    Money total;
    std::string currency;
    PurchasePayment payment;
    Maybe<std::string> guest_token; ///< told to guests, with the answer to their order
};
STATYBOS_RECORD(PurchaseView, id, number, total, currency, payment, guest_token)

struct PlacedView {
    PurchaseView purchase;
    std::vector<OrderView> orders;
};
STATYBOS_RECORD(PlacedView, purchase, orders)

struct QuoteOption {
    std::string method;
    std::string name;
    Money price;
    std::string estimate;
    bool needs_address = false;
    Maybe<std::vector<shipping::PickupPoint>> pickup_points;
};
STATYBOS_RECORD(QuoteOption, method, name, price, estimate, needs_address, pickup_points)

struct QuoteItem {
    VendorId vendor_id;
    std::vector<QuoteOption> options;
};
STATYBOS_RECORD(QuoteItem, vendor_id, options)

struct QuoteList {
    std::vector<QuoteItem> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(QuoteList, items, next_cursor)

CartView view_of(const Cart& cart);
OrderView view_of(const OrderRow& order);
OrderStatusView status_view_of(const OrderRow& order);
PlacedView view_of(const PlacedPurchase& placed);
QuoteList view_of(const std::vector<shipping::VendorOptions>& offers);

} // namespace statybos::orders
