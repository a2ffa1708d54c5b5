#include "service/quoting.hpp"

#include "service/totals_rules.hpp"

namespace statybos::orders {
namespace {

shipping::ShippingQuestion shipping_question(const Cart& cart, const users::VendorSnapshot& vendor,
                                             std::string_view language) {
    shipping::ShippingQuestion question;
    question.vendor_id = vendor.id;
    question.vendor_city = vendor.location.city;
    question.vendor_country = vendor.location.country;
    question.vendor_lat = vendor.location.lat;
    question.vendor_lon = vendor.location.lon;
    question.currency = cart.totals.grand.currency.code();
    question.language = language;
    question.goods = {0, cart.totals.grand.currency};
    for (const CartLine& line : cart.lines) {
        if (line.product.vendor_id == vendor.id) {
            question.goods += line.sum.total;
            question.lines.push_back({line.product.id, line.quantity,
                                      weight_of(line.product.weight_grams, line.quantity),
                                      line.product.shipping});
        }
    }
    return question;
}

} // namespace

Result<std::vector<shipping::VendorOptions>>
Quoting::offers(Ctx ctx, const Cart& cart, const std::vector<Destination>& destinations) {
    std::vector<shipping::ShippingQuestion> questions;
    for (const users::VendorSnapshot& vendor : cart.vendors) {
        questions.push_back(shipping_question(cart, vendor, ctx.language()));
        for (const Destination& destination : destinations) {
            if (destination.vendor_id == vendor.id) {
                questions.back().address = destination.address;
                questions.back().method = destination.method;
                questions.back().pickup_point_id = destination.pickup_point_id;
            }
        }
    }
    if (questions.empty()) {
        return std::vector<shipping::VendorOptions>();
    }
    return quotes_(ctx).quote(ctx, questions);
}

} // namespace statybos::orders
