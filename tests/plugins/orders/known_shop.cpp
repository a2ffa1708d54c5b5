#include "plugins/orders/known_shop.hpp"

#include <algorithm>

namespace statybos::orders {
namespace {

Error not_asked_here() {
    return Error(Errc::unsupported, "unsupported", "not asked here");
}

struct Stocked {
    ProductId id;
    Quantity quantity;
};
STATYBOS_RECORD(Stocked, id, quantity)

catalog::ProductSnapshot product(VendorId vendor, const char* title, std::int64_t price,
                                 std::int32_t rate, const char* step) {
    catalog::ProductSnapshot made;
    made.id = ProductId::make();
    made.vendor_id = vendor;
    made.slug = "p-" + made.id.to_string();
    made.title = title;
    made.category = "katilai";
    made.categories = {"katilai"};
    made.quantity_step = Quantity::parse(step).value();
    made.original_price = made.unit_price = eur(price);
    made.vat_rate = Percent{rate};
    made.weight_grams = 1000;
    made.shipping = {"delivery"};
    made.status = catalog::ProductStatus::available;
    made.on_sale = true;
    return made;
}

// Some are soon sold out, most never.
std::string stock_of(const catalog::ProductSnapshot& product) {
    return product.unit_price == eur(4550) ? "30" : "1000000";
}

void run(kernel::database::Pool& owner, const std::string& sql) {
    owner.lease()->execute(sql);
}

} // namespace

Result<catalog::CategorySnapshot> KnownCategories::find(Session&, std::string_view) {
    return not_asked_here();
}

Result<users::UserSnapshot> KnownUsers::find(Session&, UserId id) {
    users::UserSnapshot user;
    user.id = id;
    user.email = "petras@e2e.test";
    return user;
}
Result<std::vector<users::UserSnapshot>> KnownUsers::with_role(Session&, std::string_view) {
    return not_asked_here();
}
Result<std::string> KnownUsers::verification_token(Session&, UserId) {
    return not_asked_here();
}
Result<std::string> KnownUsers::password_token(Session&, UserId) {
    return not_asked_here();
}

KnownVendors::KnownVendors() {
    for (users::VendorSnapshot* vendor : {&business, &person}) {
        vendor->id = VendorId::make();
        vendor->slug = "v-" + vendor->id.to_string();
        vendor->display_name = vendor == &business ? "UAB Mūras" : "Ona";
        vendor->location = {"Vilnius", {}, {}, "LT", {}, {}};
        vendor->iban = "LT121000011101001000";
    }
    business.vat_payer = true;
}

Result<std::vector<users::VendorSnapshot>>
KnownVendors::find_many(Session&, const std::vector<VendorId>& ids) {
    std::vector<users::VendorSnapshot> found;
    for (const VendorId& id : ids) {
        for (const users::VendorSnapshot* vendor : {&business, &person}) {
            if (vendor->id == id) {
                found.push_back(*vendor);
            }
        }
    }
    return found;
}

Result<users::VendorSnapshot> KnownVendors::find(Session&, std::string_view) {
    return not_asked_here();
}

Result<std::vector<shipping::VendorOptions>>
KnownQuotes::quote(Ctx&, const std::vector<shipping::ShippingQuestion>& questions) {
    std::vector<shipping::VendorOptions> options;
    for (const shipping::ShippingQuestion& question : questions) {
        options.push_back(
            {question.vendor_id, {{"delivery", {"Pristatymas", eur(605), "1 d.", false, {}}}}});
    }
    return options;
}

KnownProducts::KnownProducts(const KnownVendors& vendors) {
    const VendorId a = vendors.business.id;
    const VendorId b = vendors.person.id;
    all = {product(a, "Plytelės", 1299, 2100, "0.5"), product(a, "Katilas", 12100, 2100, "1"),
           product(a, "Knyga", 999, 500, "1"),        product(b, "Laidas", 333, 0, "0.001"),
           product(b, "Durys", 4550, 0, "1"),         product(a, "Varžtas", 1, 2100, "0.5")};
}

void KnownProducts::stock_up(kernel::database::Pool& owner, const KnownVendors& vendors) const {
    run(owner, "INSERT INTO catalog.category (id, slug, name_lt, name_en)"
               " VALUES (gen_random_uuid(), 'katilai', 'Katilai', 'Boilers')");
    for (const users::VendorSnapshot* vendor : {&vendors.business, &vendors.person}) {
        run(owner, "INSERT INTO catalog.vendor (id, user_id, slug, display_name,"
                   " verification_status, vat_payer, rating_average, rating_count) VALUES ('" +
                       vendor->id.to_string() + "', gen_random_uuid(), '" + vendor->slug +
                       "', 'V', 'verified', true, 0, 0)");
    }
    for (const catalog::ProductSnapshot& one : all) {
        run(owner, "INSERT INTO catalog.product (id, vendor_id, category_id, slug, title,"
                   " condition, currency, original_price, unit, quantity_step, on_hand,"
                   " weight_grams, shipping, location) SELECT '" +
                       one.id.to_string() + "', '" + one.vendor_id.to_string() + "', id, '" +
                       one.slug + "', 'P', 'new', 'EUR', 1, 'pcs', 0.001, " + stock_of(one) + ", " +
                       stock_of(one) + ", '{delivery}', '{}' FROM catalog.category");
    }
}

Result<std::vector<catalog::ProductSnapshot>>
KnownProducts::find_many(Session& session, const std::vector<ProductId>& ids) {
    const auto stocked = session.query<Stocked>(
        "SELECT id, on_hand - reserved FROM catalog.product WHERE id = ANY ($1)", ids);
    std::vector<catalog::ProductSnapshot> found;
    for (const ProductId& id : ids) {
        const auto known =
            std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
        const auto stock = std::find_if(stocked.begin(), stocked.end(),
                                        [&](const Stocked& one) { return one.id == id; });
        if (known != all.end() && stock != stocked.end()) {
            found.push_back(*known);
            found.back().quantity = stock->quantity;
        }
    }
    return found;
}

void KnownVouchers::make_table(kernel::database::Pool& owner) const {
    run(owner, "CREATE TABLE orders.test_use (voucher uuid, purchase uuid, open uuid[],"
               " PRIMARY KEY (voucher, purchase))");
    run(owner, "GRANT ALL ON orders.test_use TO statybos_application");
}

Result<VoucherVerdict> KnownVouchers::judge(Session&, const VoucherQuestion& question) {
    VoucherVerdict verdict;
    std::vector<Money> left;
    for (const VoucherLine& line : question.lines) {
        left.push_back(line.gross);
    }
    for (const char* code : {"MANO", "TURGUS"}) {
        if (std::find(question.codes.begin(), question.codes.end(), code) == question.codes.end()) {
            continue;
        }
        const bool own = std::string_view(code) == "MANO";
        std::vector<std::int64_t> weights;
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < left.size(); ++i) {
            const bool applies = !own || question.lines[i].vendor_id == business_;
            weights.push_back(applies ? left[i].minor : 0);
            sum += weights.back();
        }
        const std::int64_t discount = own ? sum / 10 : std::min<std::int64_t>(500, sum / 2);
        if (discount == 0) {
            verdict.refusals.push_back({code, "voucher_not_applicable", "nothing to lower",
                                        VoucherFunder::marketplace, std::nullopt});
            continue;
        }
        VoucherDiscount made{own ? mano_ : turgus_,
                             code,
                             own ? VoucherFunder::vendor : VoucherFunder::marketplace,
                             own ? std::optional(business_) : std::nullopt,
                             eur(discount),
                             {}};
        const auto parts = split(eur(discount), weights);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (!parts[i].is_zero()) {
                made.lines.push_back({question.lines[i].line_id, parts[i]});
                left[i] -= parts[i];
            }
        }
        verdict.discounts.push_back(std::move(made));
    }
    return verdict;
}

Result<void> KnownVouchers::claim(Transaction& tx, const VoucherClaim& claim) {
    for (const VoucherUse& use : claim.uses) {
        const auto taken = tx.single<std::int64_t>(
            "SELECT count(*) FROM orders.test_use WHERE voucher = $1 AND cardinality(open) > 0",
            use.voucher_id);
        if (use.voucher_id == turgus_ && taken >= limit) {
            return Error(Errc::conflict, "voucher_used_up", use.code + " is used up");
        }
        tx.execute("INSERT INTO orders.test_use (voucher, purchase, open) VALUES ($1, $2, $3)",
                   use.voucher_id, claim.purchase_id, use.orders);
    }
    return {};
}

Result<void> KnownVouchers::give_back(Transaction& tx, PurchaseId purchase,
                                      const std::vector<OrderId>& orders) {
    tx.execute("UPDATE orders.test_use SET open = ARRAY(SELECT unnest(open)"
               " EXCEPT SELECT unnest($2::uuid[])) WHERE purchase = $1",
               purchase, orders);
    return {};
}

} // namespace statybos::orders
