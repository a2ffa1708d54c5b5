#include "service/drafting.hpp"

#include <algorithm>
#include <set>

#include <statybos/secrets.hpp>

#include "service/plain_tax_rules.hpp"
#include "service/voucher_rules.hpp"

namespace statybos::orders {

/// A vendor's goods and how they are to get to the buyer.
struct Drafting::Chosen {
    const users::VendorSnapshot* vendor = nullptr;
    const ShippingChoice* choice = nullptr;
    Money price;
    bool sent = false; ///< to an address of the buyer's
    std::optional<shipping::PickupPoint> pickup_point;
};

namespace {

void add(Error& wrong, std::string pointer, std::string code, std::string message) {
    wrong.add_field({std::move(pointer), std::move(code), std::move(message)});
}

std::string at(std::size_t index, std::string_view field) {
    return "/shipping/" + std::to_string(index) + '/' + std::string(field);
}

const shipping::ShippingOffer* offer_of(const shipping::VendorOptions& options,
                                        std::string_view method) {
    for (const shipping::ShippingOption& option : options.options) {
        if (option.method == method) {
            return &option.offer;
        }
    }
    return nullptr;
}

void check_choices(const Cart& cart, const std::vector<ShippingChoice>& choices, Error& wrong) {
    std::set<VendorId> seen;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const VendorId id = choices[i].vendor_id;
        const bool in_cart = std::any_of(cart.vendors.begin(), cart.vendors.end(),
                                         [&](const auto& vendor) { return vendor.id == id; });
        if (!in_cart) {
            add(wrong, at(i, "vendor_id"), "not_in_cart", "nothing in the cart is this vendor's");
        } else if (!seen.insert(id).second) {
            add(wrong, at(i, "vendor_id"), "repeated", "this vendor's delivery is chosen twice");
        }
    }
}

// The choice must be one that was offered, and have what it needs.
void check_offer(const shipping::ShippingOffer* offer, const ShippingChoice& choice,
                 std::size_t index, std::optional<shipping::PickupPoint>& point, Error& wrong) {
    if (offer == nullptr) {
        return add(wrong, at(index, "method"), "not_offered",
                   "this way of delivery is not offered for these goods and this address");
    }
    if (offer->needs_address && !choice.address) {
        add(wrong, at(index, "address"), "required", "say where the goods are to go");
    }
    if (offer->pickup_points.empty()) {
        return;
    }
    if (!choice.pickup_point_id && offer->pickup_points.size() == 1) {
        point = offer->pickup_points.front();
        return;
    }
    if (!choice.pickup_point_id) {
        return add(wrong, at(index, "pickup_point_id"), "required", "choose a pickup point");
    }
    for (const shipping::PickupPoint& known : offer->pickup_points) {
        if (known.id == *choice.pickup_point_id) {
            point = known;
            return;
        }
    }
    add(wrong, at(index, "pickup_point_id"), "not_in_list", "there is no such pickup point");
}

// Lines that cannot be bought as they are; the rest of the cart may be well.
std::vector<LackingLine> lacking_lines(const Cart& cart) {
    std::vector<LackingLine> lacking;
    for (const CartLine& line : cart.lines) {
        if (line.quantity > line.available()) {
            lacking.push_back({line.product.id, line.quantity, line.available()});
        }
    }
    return lacking;
}

LineRow row_of(const CartLine& line, LineId id, OrderId order) {
    LineRow row;
    row.id = id;
    row.order_id = order;
    row.product_id = line.product.id;
    row.title = line.product.title;
    row.unit = enum_name(line.product.unit);
    row.quantity = line.quantity;
    row.unit_price = line.sum.unit_price.minor;
    row.discount = line.sum.discount.minor;
    row.vat_rate = line.sum.vat_rate;
    row.vat = line.sum.vat.minor;
    row.total = line.sum.total.minor;
    return row;
}

// Commission is due on what the vendor gets: a discount that the marketplace bears does not lower
// it.
payments::CommissionLine commission_line_of(const CartLine& line, LineId id) {
    const LineSum& sum = line.sum;
    return {id,
            line.product.id,
            line.product.category,
            line.product.categories,
            line.quantity,
            net_of(sum.total + sum.marketplace_discount, sum.vat_rate),
            sum.total};
}

Error refused_voucher(const VoucherRefusal& refusal) {
    return Error(Errc::conflict, refusal.reason, refusal.code + ": " + refusal.message)
        .member("voucher", write_json(refusal.code));
}

template <class T>
std::optional<Json> json_of(const std::optional<T>& value) {
    return value ? std::optional<Json>(Json::trusted(write_json(*value))) : std::nullopt;
}

} // namespace

Drafting::Drafting(Host host, Quoting& quoting, Pricing& pricing, VatNumbers& vat_numbers,
                   Use<users::UserReader> users, Use<payments::Payments> payments)
    : host_(host),
      quoting_(quoting),
      pricing_(pricing),
      vat_numbers_(vat_numbers),
      users_(users),
      payments_(payments) {}

void Drafting::check_email(Session& session, const CheckoutRequest& request, Draft& draft,
                           Error& wrong) {
    Billing billing = request.billing;
    if (!billing.email && session.ctx().user()) {
        const auto user = users_(session.ctx()).find(session, *session.ctx().user());
        if (user) {
            billing.email = user->email;
        }
    }
    if (!billing.email) {
        return add(wrong, "/billing/email", "required",
                   "who orders without an account says where to write");
    }
    draft.purchase.email = *billing.email;
    draft.purchase.billing = Json::trusted(write_json(billing));
}

Result<std::vector<Drafting::Chosen>>
Drafting::choose(Ctx ctx, const Cart& cart, const CheckoutRequest& request, Error& wrong) {
    check_choices(cart, request.shipping, wrong);
    std::vector<Destination> destinations;
    for (const ShippingChoice& choice : request.shipping) {
        destinations.push_back(
            {choice.vendor_id, choice.address, choice.method, choice.pickup_point_id});
    }
    auto offers = quoting_.offers(ctx, cart, destinations);
    if (!offers) {
        return offers.error();
    }
    std::vector<Chosen> chosen;
    for (std::size_t i = 0; i < cart.vendors.size() && i < offers->size(); ++i) {
        const users::VendorSnapshot& vendor = cart.vendors[i];
        const auto choice =
            std::find_if(request.shipping.begin(), request.shipping.end(),
                         [&](const ShippingChoice& made) { return made.vendor_id == vendor.id; });
        if (choice == request.shipping.end()) {
            add(wrong, "/shipping", "required",
                "choose how the goods of " + vendor.display_name + " (" + vendor.id.to_string() +
                    ") get to you");
            continue;
        }
        Chosen made;
        made.vendor = &vendor;
        made.choice = &*choice;
        const auto* offer = offer_of((*offers)[i], choice->method);
        check_offer(offer, *choice, static_cast<std::size_t>(choice - request.shipping.begin()),
                    made.pickup_point, wrong);
        made.sent = offer != nullptr && offer->needs_address && !made.pickup_point;
        made.price = offer != nullptr ? offer->price : Money{0, cart.totals.grand.currency};
        chosen.push_back(std::move(made));
    }
    return chosen;
}

Result<std::optional<CheckedVatNumber>> Drafting::reprice(Session& session, Cart& cart,
                                                          const std::vector<Chosen>& chosen,
                                                          const CheckoutRequest& request,
                                                          const Draft& draft) {
    Buyer buyer;
    buyer.user = session.ctx().user();
    buyer.email = draft.purchase.email;
    bool crosses = false;
    for (const Chosen& one : chosen) {
        if (one.sent && one.choice->address) {
            const std::string& country = one.choice->address->country;
            buyer.ship_to[one.vendor->id] = country;
            crosses = crosses || crosses_the_union(one.vendor->vat_payer,
                                                   one.vendor->location.country, country);
        }
    }
    std::optional<CheckedVatNumber> checked;
    const auto& company = request.billing.company;
    if (crosses && company && company->vat_code) {
        checked = vat_numbers_.check(session.ctx(), *company->vat_code);
        buyer.vat_number = checked ? std::optional(checked->number) : std::nullopt;
    }
    if (cart.codes.empty() && !checked) {
        return checked;
    }
    auto priced = pricing_.price(session, cart, buyer);
    return priced ? Result<std::optional<CheckedVatNumber>>(checked)
                  : Result<std::optional<CheckedVatNumber>>(priced.error());
}

void Drafting::add_order(Draft& draft, const Cart& cart, const Chosen& chosen,
                         const std::optional<CheckedVatNumber>& vat_number) {
    NewOrder order;
    order.id = new_id<OrderId>(host_);
    order.position = static_cast<std::int32_t>(draft.orders.size());
    order.vendor_id = chosen.vendor->id;
    order.vendor_slug = chosen.vendor->slug;
    order.vendor_name = chosen.vendor->display_name;
    order.shipping_method = chosen.choice->method;
    order.shipping_address = json_of(chosen.choice->address);
    order.pickup_point = json_of(chosen.pickup_point);

    const TaxDecision& tax =
        cart.taxes[static_cast<std::size_t>(chosen.vendor - cart.vendors.data())];
    payments::PaymentShare share;
    share.marketplace_discount = {0, chosen.price.currency};
    std::vector<LineSum> sums;
    std::vector<LinePair> pairs;
    for (const CartLine& line : cart.lines) {
        if (line.product.vendor_id != chosen.vendor->id) {
            continue;
        }
        LineRow row = row_of(line, new_id<LineId>(host_), order.id);
        row.position = static_cast<std::int32_t>(sums.size());
        if (tax.treatment == VatTreatment::reverse_charge) {
            row.listed_price = line.product.unit_price.minor;
            row.listed_rate = tax.rates[sums.size()];
        }
        share.lines.push_back(commission_line_of(line, row.id));
        share.marketplace_discount += line.sum.marketplace_discount;
        pairs.push_back({&line, row.id});
        draft.lines.push_back(std::move(row));
        draft.taken.push_back({line.id, line.product.id, line.quantity});
        sums.push_back(line.sum);
    }
    Money shipping = chosen.price;
    order.vat_treatment = tax.treatment;
    order.shipping_vat_rate = tax.shipping_rate;
    if (tax.treatment == VatTreatment::reverse_charge) {
        order.listed_shipping = shipping.minor;
        order.listed_shipping_rate = tax.shipping_rate;
        order.vat_number = vat_number->number;
        order.vat_number_reference = vat_number->reference;
        shipping = net_of(shipping, tax.shipping_rate);
        order.shipping_vat_rate = {};
    }
    const Totals totals = sum_of_lines(sums, shipping, order.shipping_vat_rate);
    order.items = totals.items.minor;
    order.discount = totals.discount.minor;
    order.shipping = totals.shipping.minor;
    order.shipping_vat = vat_contained(shipping, order.shipping_vat_rate).minor;
    order.vat = totals.vat.minor;
    order.grand = totals.grand.minor;
    order.vouchers = vouchers_on(cart, pairs);
    share.order_id = order.id;
    share.vendor_id = order.vendor_id;
    share.amount = totals.grand;
    share.shipping = totals.shipping;
    draft.shares.push_back(std::move(share));
    draft.purchase.total += totals.grand;
    draft.orders.push_back(std::move(order));
}

void Drafting::check_payment(Ctx ctx, const CheckoutRequest& request, const Money& total,
                             Error& wrong) {
    const auto fits = payments_(ctx).check(ctx, request.payment.gateway, total,
                                           request.payment.token.has_value());
    if (fits) {
        return;
    }
    const Error& error = fits.error();
    const char* pointer = error.is("token_required") ? "/payment/token" : "/payment/gateway";
    add(wrong, pointer, error.slug(), error.message());
}

Result<Draft> Drafting::draft(Ctx ctx, Cart cart, const CheckoutRequest& request) {
    Error wrong(Errc::invalid, "validation_failed", "the order is not complete");
    Draft draft;
    draft.purchase.total = {0, cart.totals.grand.currency};
    Session session(ctx);
    if (cart.lines.empty()) {
        add(wrong, "/cart", "empty", "there is nothing in the cart");
    }
    check_email(session, request, draft, wrong);
    const auto chosen = choose(ctx, cart, request, wrong);
    if (!chosen) {
        return chosen.error();
    }
    const auto vat_number = reprice(session, cart, *chosen, request, draft);
    if (!vat_number) {
        return vat_number.error();
    }
    for (const Chosen& one : *chosen) {
        add_order(draft, cart, one, *vat_number);
    }
    check_payment(ctx, request, draft.purchase.total, wrong);
    if (!wrong.fields().empty()) {
        return wrong;
    }
    if (const auto lacking = lacking_lines(cart); !lacking.empty()) {
        return insufficient_stock(lacking);
    }
    if (!cart.refusals.empty()) {
        return refused_voucher(cart.refusals.front());
    }
    draft.uses = uses_of(draft.orders, draft.purchase.total.currency);
    if (request.expected_total && *request.expected_total != draft.purchase.total) {
        return Error(Errc::conflict, "cart_changed", "the total is another one than expected")
            .member("total", write_json(draft.purchase.total));
    }
    draft.purchase.gateway = request.payment.gateway;
    draft.purchase.language = ctx.language();
    return draft;
}

} // namespace statybos::orders
