#include "service/pricing.hpp"

#include <algorithm>

namespace statybos::orders {
namespace {

/// What vouchers take off one line, before anything else is known of it.
struct Reduction {
    Money vendor;
    Money marketplace;
};

TaxQuestion question_of(const Cart& cart, const users::VendorSnapshot& vendor, const Buyer& buyer) {
    TaxQuestion question;
    question.vendor_id = vendor.id;
    question.vendor_pays_vat = vendor.vat_payer;
    question.vendor_country = vendor.location.country;
    for (const CartLine& line : cart.lines) {
        if (line.product.vendor_id == vendor.id) {
            question.lines.push_back({line.product.id, line.product.category,
                                      line.product.categories, line.product.vat_rate});
        }
    }
    if (const auto country = buyer.ship_to.find(vendor.id); country != buyer.ship_to.end()) {
        question.ship_to = country->second;
    }
    question.vat_number = buyer.vat_number;
    return question;
}

std::vector<VoucherLine> lines_of(const Cart& cart) {
    std::vector<VoucherLine> lines;
    for (const CartLine& line : cart.lines) {
        const catalog::ProductSnapshot& product = line.product;
        lines.push_back({line.id, product.id, product.vendor_id, product.category,
                         product.categories, line.quantity,
                         times(product.unit_price, line.quantity)});
    }
    return lines;
}

[[noreturn]] void unusable(const char* what) {
    throw Failure(Errc::internal, "internal_error", what);
}

std::vector<Reduction> reductions_of(const Cart& cart) {
    const Money nothing{0, cart.lines.front().product.unit_price.currency};
    std::vector<Reduction> reductions(cart.lines.size(), {nothing, nothing});
    for (const VoucherDiscount& voucher : cart.vouchers) {
        Money sum = nothing;
        for (const LineDiscount& part : voucher.lines) {
            const auto line = std::find_if(cart.lines.begin(), cart.lines.end(),
                                           [&](const CartLine& l) { return l.id == part.line_id; });
            if (line == cart.lines.end() || part.amount < nothing) {
                unusable("Vouchers took something off a line that is not there");
            }
            Reduction& reduction = reductions[static_cast<std::size_t>(line - cart.lines.begin())];
            (voucher.funded_by == VoucherFunder::vendor ? reduction.vendor
                                                        : reduction.marketplace) += part.amount;
            sum += part.amount;
        }
        if (sum != voucher.discount) {
            unusable("a voucher's parts do not sum to its discount");
        }
    }
    for (std::size_t i = 0; i < reductions.size(); ++i) {
        const CartLine& line = cart.lines[i];
        if (reductions[i].vendor + reductions[i].marketplace >
            times(line.product.unit_price, line.quantity)) {
            unusable("Vouchers took more off a line than it costs");
        }
    }
    return reductions;
}

LineSum sum_of(const CartLine& line, const Reduction& reduction, Percent rate, bool reverse) {
    if (!reverse) {
        LineSum sum = sum_of_line(line.product.unit_price, line.quantity,
                                  reduction.vendor + reduction.marketplace, rate);
        sum.marketplace_discount = reduction.marketplace;
        return sum;
    }
    const Money unit_price = net_of(line.product.unit_price, rate);
    const Money most = times(unit_price, line.quantity);
    // Each is rounded by itself: together they could be a cent more than the line.
    const Money vendor = std::min(net_of(reduction.vendor, rate), most);
    const Money marketplace = std::min(net_of(reduction.marketplace, rate), most - vendor);
    LineSum sum = sum_of_line(unit_price, line.quantity, vendor + marketplace, Percent{});
    sum.marketplace_discount = marketplace;
    return sum;
}

} // namespace

const users::VendorSnapshot* Cart::vendor_of(const CartLine& line) const {
    const auto found = std::find_if(vendors.begin(), vendors.end(), [&](const auto& vendor) {
        return vendor.id == line.product.vendor_id;
    });
    return found == vendors.end() ? nullptr : &*found;
}

Result<VoucherVerdict> Pricing::judge(Session& session, const Cart& cart, const Buyer& buyer) {
    if (cart.codes.empty()) {
        return VoucherVerdict{};
    }
    if (auto vouchers = vouchers_.find(session.ctx())) {
        return (*vouchers)->judge(session, {cart.codes, lines_of(cart), buyer.user, buyer.email});
    }
    VoucherVerdict verdict;
    for (const std::string& code : cart.codes) {
        verdict.refusals.push_back({code, "voucher_unknown", "there is no such voucher",
                                    VoucherFunder::marketplace, std::nullopt});
    }
    return verdict;
}

Result<void> Pricing::price(Session& session, Cart& cart, const Buyer& buyer) {
    auto verdict = judge(session, cart, buyer);
    if (!verdict) {
        return verdict.error();
    }
    cart.vouchers = std::move(verdict->discounts);
    cart.refusals = std::move(verdict->refusals);
    if (cart.lines.empty()) {
        cart.totals = sum_of_lines({}, eur(0), Percent{});
        return {};
    }
    auto taxes = tax(session, cart, buyer);
    if (!taxes) {
        return taxes.error();
    }
    cart.taxes = std::move(*taxes);
    sum_up(cart);
    return {};
}

Result<std::vector<TaxDecision>> Pricing::tax(Session& session, const Cart& cart,
                                              const Buyer& buyer) {
    std::vector<TaxQuestion> questions;
    for (const users::VendorSnapshot& vendor : cart.vendors) {
        questions.push_back(question_of(cart, vendor, buyer));
    }
    auto taxes = taxes_(session.ctx()).decide(session, questions);
    if (!taxes) {
        return taxes;
    }
    if (taxes->size() != questions.size()) {
        unusable("TaxRules gave another number of decisions");
    }
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if ((*taxes)[i].rates.size() != questions[i].lines.size()) {
            unusable("TaxRules gave another number of rates");
        }
    }
    return taxes;
}

void Pricing::sum_up(Cart& cart) {
    const auto reductions = reductions_of(cart);
    std::vector<std::size_t> seen(cart.vendors.size(), 0);
    std::vector<LineSum> sums;
    std::vector<TaxedAmount> taxed;
    for (std::size_t i = 0; i < cart.lines.size(); ++i) {
        CartLine& line = cart.lines[i];
        const auto* vendor = cart.vendor_of(line);
        STATYBOS_ASSERT(vendor != nullptr);
        const auto place = static_cast<std::size_t>(vendor - cart.vendors.data());
        const TaxDecision& tax = cart.taxes[place];
        line.sum = sum_of(line, reductions[i], tax.rates[seen[place]++],
                          tax.treatment == VatTreatment::reverse_charge);
        sums.push_back(line.sum);
        taxed.push_back({line.sum.vat_rate, line.sum.total, line.sum.vat});
    }
    cart.totals = sum_of_lines(sums, {0, sums.front().total.currency}, Percent{});
    cart.vat_summary = vat_summary(taxed);
}

} // namespace statybos::orders
