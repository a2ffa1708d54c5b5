#include "service/explain_rules.hpp"

#include "service/totals_rules.hpp"

namespace statybos::orders {
namespace {

using Terms = std::vector<ExplanationTerm>;

class Explaining {
public:
    explicit Explaining(const OrderRow& order) : order_(order) {
        made_.order_id = order.id;
        made_.number = order.number;
        made_.vat_rounding = order.vat_rounding;
        made_.vat_treatment = order.vat_treatment;
        made_.vat_number = order.vat_number;
        made_.vat_number_reference = order.vat_number_reference;
    }

    void step(std::string total, std::string rule, Terms terms, Money amount, std::int64_t stored) {
        const bool agrees = amount == order_.money(stored);
        made_.agrees = made_.agrees && agrees;
        made_.steps.push_back(
            {std::move(total), std::move(rule), std::move(terms), amount, agrees});
    }
    std::string text(std::int64_t minor) const { return order_.money(minor).amount(); }

    Explanation take() { return std::move(made_); }

private:
    const OrderRow& order_;
    Explanation made_;
};

void net_price(Explaining& e, const OrderRow& order, const std::string& total, std::int64_t listed,
               Percent rate, std::int64_t stored) {
    e.step(total, "reverse charge: listed price - listed price * rate / (100 + rate), half up",
           {{"listed_price", e.text(listed)}, {"rate", rate.to_string()}},
           net_of(order.money(listed), rate), stored);
}

void vat(Explaining& e, const OrderRow& order, const std::string& total, std::int64_t gross,
         Percent rate, std::int64_t stored) {
    e.step(total, "total * rate / (100 + rate), half up",
           {{"total", e.text(gross)}, {"rate", rate.to_string()}},
           vat_contained(order.money(gross), rate), stored);
}

/// What vouchers took off the line.
std::int64_t discounts(Terms& terms, Explaining& e, const OrderRow& order, LineId line) {
    std::int64_t sum = 0;
    for (const OrderVoucher& voucher : order.vouchers) {
        for (const OrderVoucherLine& part : voucher.lines) {
            if (part.line_id == line) {
                terms.push_back(
                    {voucher.code + " (" + std::string(enum_name(voucher.funded_by)) + ')',
                     e.text(part.amount)});
                sum += part.amount;
            }
        }
    }
    return sum;
}

void explain_line(Explaining& e, const OrderRow& order, std::size_t i) {
    const LineRow& line = order.lines[i];
    const std::string at = "lines/" + std::to_string(i) + '/';
    if (line.listed_price) {
        net_price(e, order, at + "unit_price", *line.listed_price, *line.listed_rate,
                  line.unit_price);
    }
    const Money gross = times(order.money(line.unit_price), line.quantity);
    e.step(at + "gross", "unit price * quantity, half up",
           {{"unit_price", e.text(line.unit_price)}, {"quantity", line.quantity.to_string()}},
           gross, line.total + line.discount);
    Terms vouchers;
    const std::int64_t discount = discounts(vouchers, e, order, line.id);
    e.step(at + "discount", "sum of what the vouchers took off", std::move(vouchers),
           order.money(discount), line.discount);
    e.step(at + "total", "gross - discount",
           {{"gross", gross.amount()}, {"discount", e.text(line.discount)}},
           gross - order.money(line.discount), line.total);
    vat(e, order, at + "vat", line.total, line.vat_rate, line.vat);
}

void explain_totals(Explaining& e, const OrderRow& order) {
    Money items = order.money(0), discount = items, contained = items;
    Terms gross_terms, discount_terms, vat_terms;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const LineRow& line = order.lines[i];
        const std::string at = "lines/" + std::to_string(i) + '/';
        gross_terms.push_back({at + "gross", e.text(line.total + line.discount)});
        discount_terms.push_back({at + "discount", e.text(line.discount)});
        vat_terms.push_back({at + "vat", e.text(line.vat)});
        items += order.money(line.total + line.discount);
        discount += order.money(line.discount);
        contained += order.money(line.vat);
    }
    vat_terms.push_back({"shipping/vat", e.text(order.shipping_vat)});
    contained += order.money(order.shipping_vat);
    e.step("totals/items", "sum", std::move(gross_terms), items, order.items.minor);
    e.step("totals/discount", "sum", std::move(discount_terms), discount, order.discount);
    if (order.listed_shipping) {
        net_price(e, order, "totals/shipping", *order.listed_shipping, *order.listed_shipping_rate,
                  order.shipping);
    } else {
        e.step("totals/shipping", "as quoted for the method chosen",
               {{"method", order.shipping_method}}, order.money(order.shipping), order.shipping);
    }
    vat(e, order, "shipping/vat", order.shipping, order.shipping_vat_rate, order.shipping_vat);
    e.step("totals/vat", "sum", std::move(vat_terms), contained, order.vat);
    e.step("totals/grand", "items - discount + shipping",
           {{"items", items.amount()},
            {"discount", discount.amount()},
            {"shipping", e.text(order.shipping)}},
           items - discount + order.money(order.shipping), order.grand);
}

void explain_refunds(Explaining& e, const OrderRow& order, const std::vector<RefundRow>& refunds) {
    for (std::size_t i = 0; i < refunds.size(); ++i) {
        const RefundRow& refund = refunds[i];
        const std::string at = "refunds/" + std::to_string(i) + '/';
        Terms amounts{{"status", std::string(enum_name(refund.status))}}, vats;
        std::int64_t amount = refund.shipping;
        std::int64_t contained = refund.shipping_vat;
        for (const RefundLineRow& line : refund.lines) {
            const std::string name =
                "line " + line.line_id.to_string() + " * " + line.quantity.to_string();
            amounts.push_back({name, e.text(line.amount)});
            vats.push_back({name, e.text(line.vat)});
            amount += line.amount;
            contained += line.vat;
        }
        amounts.push_back({"shipping", e.text(refund.shipping)});
        vats.push_back({"shipping", e.text(refund.shipping_vat)});
        e.step(at + "amount",
               "sum; a quantity is worth its share of the line, rounded cumulatively",
               std::move(amounts), order.money(amount), refund.amount.minor);
        e.step(at + "vat", "sum; VAT in proportion to the amount, rounded cumulatively",
               std::move(vats), order.money(contained), refund.vat);
    }
}

} // namespace

Explanation explain(const OrderRow& order, const std::vector<RefundRow>& refunds) {
    Explaining explaining(order);
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        explain_line(explaining, order, i);
    }
    explain_totals(explaining, order);
    explain_refunds(explaining, order, refunds);
    return explaining.take();
}

} // namespace statybos::orders
