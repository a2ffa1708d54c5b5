#include "http/views.hpp"

#include "service/orders.hpp"

namespace statybos::orders {
namespace {

CartProduct product_view(const CartLine& line, const Cart& cart) {
    const catalog::ProductSnapshot& product = line.product;
    CartProduct view;
    view.id = product.id;
    view.slug = product.slug;
    view.title = product.title;
    view.unit = product.unit;
    view.quantity = line.available();
    view.quantity_step = product.quantity_step;
    view.original_price = product.original_price;
    view.vat_rate = product.vat_rate;
    view.status = product.status;
    view.on_sale = product.on_sale;
    view.shipping = product.shipping;
    view.image_url = product.image_url;
    view.vendor.id = product.vendor_id;
    if (const users::VendorSnapshot* vendor = cart.vendor_of(line)) {
        view.vendor.slug = vendor->slug;
        view.vendor.display_name = vendor->display_name;
    }
    return view;
}

OrderLineView view_of(const LineRow& line, const OrderRow& order) {
    return {line.id,
            line.product_id,
            line.title,
            line.unit,
            line.quantity,
            order.money(line.unit_price),
            order.money(line.discount),
            line.vat_rate,
            order.money(line.vat),
            order.money(line.total),
            line.refunded_quantity,
            order.money(line.refunded)};
}

std::vector<VoucherView> vouchers_of(const Cart& cart) {
    std::vector<VoucherView> views;
    for (const VoucherDiscount& voucher : cart.vouchers) {
        views.push_back({voucher.code, voucher.funded_by, voucher.vendor_id, voucher.discount, {}});
    }
    for (const VoucherRefusal& refusal : cart.refusals) {
        views.push_back({refusal.code,
                         refusal.funded_by,
                         refusal.vendor_id,
                         {0, cart.totals.grand.currency},
                         refusal.reason});
    }
    return views;
}

} // namespace

CartView view_of(const Cart& cart) {
    CartView view;
    view.id = cart.id;
    for (const CartLine& line : cart.lines) {
        view.lines.push_back({line.id, product_view(line, cart), line.quantity, line.sum.unit_price,
                              line.sum.discount, line.sum.total});
    }
    view.vouchers = vouchers_of(cart);
    view.totals = cart.totals;
    view.vat_summary = cart.vat_summary;
    return view;
}

OrderView view_of(const OrderRow& order) {
    OrderView view;
    view.id = order.id;
    view.number = order.number;
    view.purchase_id = order.purchase_id;
    view.payment_id = order.payment_id;
    view.user_id = order.user_id;
    view.vendor = {order.vendor_id, order.vendor_slug, order.vendor_name};
    view.status = order.status;
    view.payment_status = order.payment_status;
    for (const LineRow& line : order.lines) {
        view.lines.push_back(view_of(line, order));
    }
    view.totals = {order.items, order.money(order.discount), order.money(order.shipping),
                   order.money(order.vat), order.money(order.grand)};
    view.vat_summary = vat_summary_of(order);
    view.vat_rounding = order.vat_rounding;
    view.vat_treatment = order.vat_treatment;
    view.refunded = order.money(order.given_back);
    for (const OrderVoucher& voucher : order.vouchers) {
        view.vouchers.push_back({voucher.code,
                                 voucher.funded_by,
                                 voucher.vendor_id,
                                 order.money(voucher.discount),
                                 {}});
    }
    view.shipping = {order.shipping_method, order.shipping_address, order.pickup_point,
                     order.tracking_number, std::nullopt};
    view.billing = order.billing;
    view.history = order.history;
    view.created_at = order.created_at;
    return view;
}

OrderStatusView status_view_of(const OrderRow& order) {
    return {order.number,
            order.status,
            order.payment_status,
            {order.shipping_method, order.tracking_number},
            order.history};
}

PlacedView view_of(const PlacedPurchase& placed) {
    PlacedView view;
    view.purchase.id = placed.id;
    view.purchase.number = placed.number;
    view.purchase.total = placed.total;
    view.purchase.currency = placed.total.currency.code();
    view.purchase.payment = {placed.payment.id, placed.payment.gateway, placed.payment.status,
                             placed.payment.redirect_url};
    view.purchase.guest_token = placed.guest_token;
    for (const OrderRow& order : placed.orders) {
        view.orders.push_back(view_of(order));
    }
    return view;
}

QuoteList view_of(const std::vector<shipping::VendorOptions>& offers) {
    QuoteList list;
    for (const shipping::VendorOptions& vendor : offers) {
        QuoteItem item{vendor.vendor_id, {}};
        for (const shipping::ShippingOption& option : vendor.options) {
            QuoteOption made{option.method,         option.offer.name,          option.offer.price,
                             option.offer.estimate, option.offer.needs_address, std::nullopt};
            if (!option.offer.pickup_points.empty()) {
                made.pickup_points = option.offer.pickup_points;
            }
            item.options.push_back(std::move(made));
        }
        list.items.push_back(std::move(item));
    }
    return list;
}

} // namespace statybos::orders
