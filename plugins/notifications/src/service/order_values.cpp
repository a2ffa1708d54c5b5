#include "service/order_values.hpp"

#include "service/payment_steps.hpp"

namespace statybos::notifications {
namespace {

std::string lines_of(const orders::OrderSnapshot& order) {
    std::string text;
    for (const orders::OrderLineSnapshot& line : order.lines) {
        text += "  " + line.quantity.to_string() + ' ' + line.unit + "  " + one_line(line.title) +
                "  " + money_text(line.total) + '\n';
    }
    return text;
}

} // namespace

std::string money_text(const Money& money) {
    return money.amount() + ' ' + std::string(money.currency.code());
}

Values values_of(const orders::OrderSnapshot& order) {
    return {{"number", order.number},           {"vendor", order.vendor_name},
            {"lines", lines_of(order)},         {"shipping", order.shipping_method},
            {"total", money_text(order.grand)}, {"tracking", order.tracking_number.value_or("–")}};
}

Values values_of(const orders::PaymentAwaited& awaited,
                 const std::vector<orders::OrderSnapshot>& orders) {
    std::string lines;
    for (const orders::OrderSnapshot& order : orders) {
        lines += "  " + order.number + "  " + one_line(order.vendor_name) + "  " +
                 money_text(order.grand) + '\n';
    }
    return {{"number", orders.front().purchase_number},
            {"total", money_text(awaited.total)},
            {"steps", payment_steps(awaited.instructions, orders.front().language)},
            {"lines", std::move(lines)}};
}

std::string buyer_link(const Settings& settings, const orders::OrderSnapshot& order) {
    return settings.site_url + (order.user_id ? "/orders/" + order.id.to_string()
                                              : "/orders/status?number=" + order.number);
}

std::string vendor_link(const Settings& settings, const orders::OrderSnapshot& order) {
    return settings.site_url + "/vendor/orders/" + order.id.to_string();
}

} // namespace statybos::notifications
