// What the tables of purchases and orders hold, as types.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/json.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/orders/order_transitions.hpp>
#include <statybos/orders/tax_rules.hpp>
#include <statybos/orders/vouchers.hpp>

namespace statybos::orders {

enum class PurchaseStatus : std::uint8_t { placing, waiting, placed, cancelled, undone };
STATYBOS_ENUM(PurchaseStatus, placing, waiting, placed, cancelled, undone)

enum class OrderPayment : std::uint8_t {
    pending,
    authorized,
    paid,
    partially_refunded,
    refunded,
    failed,
    voided,
};
STATYBOS_ENUM(OrderPayment, pending, authorized, paid, partially_refunded, refunded, failed, voided)

/// Its money was taken, whatever went back since.
constexpr bool was_paid(OrderPayment payment) {
    return payment == OrderPayment::paid || payment == OrderPayment::partially_refunded ||
           payment == OrderPayment::refunded;
}

enum class StockState : std::uint8_t { reserved, consumed, released };
STATYBOS_ENUM(StockState, reserved, consumed, released)

struct PurchaseRow {
    PurchaseId id;
    std::string number;
    std::optional<UserId> user_id;
    PurchaseStatus status = PurchaseStatus::placing;
    PaymentId payment_id;
    std::string gateway;
    Money total;
    std::int64_t order_count = 0;
    std::int64_t age_ms = 0;
    bool instructed = false; ///< its buyer is told how to pay it elsewhere
};
STATYBOS_RECORD(PurchaseRow, id, number, user_id, status, payment_id, gateway, total, order_count,
                age_ms, instructed)

struct NewPurchase {
    PurchaseId id;
    std::string number;
    std::optional<UserId> user_id;
    std::string scope;
    std::optional<std::string> idempotency_key;
    PaymentId payment_id;
    std::string gateway;
    Money total;
    Json billing;
    std::string email;
    std::string language;
    std::optional<std::string> guest_token_hash;
};

struct OrderVoucherLine {
    LineId line_id;
    std::int64_t amount = 0;
};
STATYBOS_RECORD(OrderVoucherLine, line_id, amount)

/// What a voucher took off an order.
struct OrderVoucher {
    VoucherId voucher_id;
    std::string code;
    VoucherFunder funded_by = VoucherFunder::vendor;
    std::optional<VendorId> vendor_id;
    std::int64_t discount = 0; ///< the sum of the lines
    std::vector<OrderVoucherLine> lines;
};
STATYBOS_RECORD(OrderVoucher, voucher_id, code, funded_by, vendor_id, discount, lines)

/// Amounts in minor units of the order's currency, here and in the lines.
struct NewOrder {
    OrderId id;
    std::int32_t position = 0;
    std::string number;
    VendorId vendor_id;
    std::string vendor_slug;
    std::string vendor_name;
    std::int64_t items = 0;
    std::int64_t discount = 0;
    std::int64_t shipping = 0;
    std::int64_t vat = 0;
    std::int64_t grand = 0;
    std::string shipping_method;
    std::optional<Json> shipping_address;
    std::optional<Json> pickup_point;
    VatTreatment vat_treatment = VatTreatment::standard;
    Percent shipping_vat_rate;
    std::int64_t shipping_vat = 0;
    std::optional<std::int64_t> listed_shipping; ///< reverse charge: with the VAT taken out of it
    std::optional<Percent> listed_shipping_rate;
    std::optional<std::string> vat_number;
    std::optional<std::string> vat_number_reference;
    std::vector<OrderVoucher> vouchers;
};
STATYBOS_RECORD(NewOrder, id, position, number, vendor_id, vendor_slug, vendor_name, items,
                discount, shipping, vat, grand, shipping_method, shipping_address, pickup_point,
                vat_treatment, shipping_vat_rate, shipping_vat, listed_shipping,
                listed_shipping_rate, vat_number, vat_number_reference, vouchers)

struct LineRow {
    LineId id;
    OrderId order_id;
    std::int32_t position = 0;
    ProductId product_id;
    std::string title;
    std::string unit;
    Quantity quantity;
    std::int64_t unit_price = 0;
    std::int64_t discount = 0;
    Percent vat_rate;
    std::int64_t vat = 0;
    std::int64_t total = 0;
    std::optional<std::int64_t> listed_price; ///< reverse charge: with the VAT taken out of it
    std::optional<Percent> listed_rate;
    Quantity refunded_quantity;  ///< refunds under way included
    Quantity returning_quantity; ///< in returns that are open
    Quantity restocked_quantity; ///< on sale again
    std::int64_t refunded = 0;   ///< refunds under way included
    std::int64_t refunded_vat = 0;
};
STATYBOS_RECORD(LineRow, id, order_id, position, product_id, title, unit, quantity, unit_price,
                discount, vat_rate, vat, total, listed_price, listed_rate, refunded_quantity,
                returning_quantity, restocked_quantity, refunded, refunded_vat)

struct StatusChange {
    OrderStatus status = OrderStatus::pending;
    Instant at;
    Actor by = Actor::system;
    std::optional<std::string> note;
};
STATYBOS_RECORD(StatusChange, status, at, by, note)

/// An order with all that is shown of it.
struct OrderRow {
    OrderId id;
    std::string number;
    PurchaseId purchase_id;
    std::string purchase_number;
    PaymentId payment_id;
    std::optional<UserId> user_id;
    std::string email;
    Json billing;
    std::string language;
    std::optional<std::string> guest_token_hash;
    VendorId vendor_id;
    std::string vendor_slug;
    std::string vendor_name;
    OrderStatus status = OrderStatus::pending;
    OrderPayment payment_status = OrderPayment::pending;
    StockState stock = StockState::reserved;
    bool listed = false;
    Money items;
    std::int64_t discount = 0;
    std::int64_t shipping = 0;
    std::int64_t vat = 0;
    std::int64_t grand = 0;
    std::string shipping_method;
    std::optional<Json> shipping_address;
    std::optional<Json> pickup_point;
    std::optional<std::string> tracking_number;
    std::int64_t given_back = 0; ///< what the payments were told to return
    Instant created_at;
    std::string vat_rounding;
    VatTreatment vat_treatment = VatTreatment::standard;
    Percent shipping_vat_rate;
    std::int64_t shipping_vat = 0;
    std::optional<std::int64_t> listed_shipping;
    std::optional<Percent> listed_shipping_rate;
    std::optional<std::string> vat_number;
    std::optional<std::string> vat_number_reference;
    std::int64_t refunded_shipping = 0;
    std::int64_t refunded_shipping_vat = 0;
    std::vector<OrderVoucher> vouchers;
    std::vector<LineRow> lines;
    std::vector<StatusChange> history;

    Money money(std::int64_t minor) const { return {minor, items.currency}; }
};
STATYBOS_RECORD(OrderRow, id, number, purchase_id, purchase_number, payment_id, user_id, email,
                billing, language, guest_token_hash, vendor_id, vendor_slug, vendor_name, status,
                payment_status, stock, listed, items, discount, shipping, vat, grand,
                shipping_method, shipping_address, pickup_point, tracking_number, given_back,
                created_at, vat_rounding, vat_treatment, shipping_vat_rate, shipping_vat,
                listed_shipping, listed_shipping_rate, vat_number, vat_number_reference,
                refunded_shipping, refunded_shipping_vat, vouchers, lines, history)

struct GoodsRow {
    ProductId product_id;
    Quantity quantity;
};
STATYBOS_RECORD(GoodsRow, product_id, quantity)

/// A line of an order that never was.
struct UndoneLine {
    ProductId product_id;
    Quantity quantity;
    OrderId order_id;
    bool has_vouchers = false; ///< of the order
};
STATYBOS_RECORD(UndoneLine, product_id, quantity, order_id, has_vouchers)

/// An order that a payment has just changed.
struct SettledOrder {
    OrderId id;
    VendorId vendor_id;
    Money grand;
    std::vector<GoodsRow> goods;
};
STATYBOS_RECORD(SettledOrder, id, vendor_id, grand, goods)

/// The same, with the purchase that was placed by it.
struct PlacedOrder {
    SettledOrder order;
    PurchaseRow purchase;
};
STATYBOS_RECORD(PlacedOrder, order, purchase)

/// How much of an order's money has gone back, in minor units.
struct RefundedShare {
    OrderId order_id;
    std::int64_t refunded = 0;
};
STATYBOS_RECORD(RefundedShare, order_id, refunded)

} // namespace statybos::orders
