#include "service/product_service.hpp"

#include <statybos/catalog/events.hpp>
#include <statybos/secrets.hpp>
#include <statybos/slug.hpp>

#include "service/product_rules.hpp"

namespace statybos::catalog {
namespace {

Error no_such_product() {
    return Error(Errc::not_found, "not_found", "there is no such product");
}

Error unacceptable_field(std::string pointer, std::string code, std::string message) {
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
        .field(std::move(pointer), std::move(code), std::move(message));
}

Money money_of(const ProductRow& product, std::int64_t minor) {
    return {minor, Currency::parse(product.currency).value_or(Currency("EUR"))};
}

PriceQuestion question_of(const ProductRow& product) {
    PriceQuestion question;
    question.product_id = product.id;
    question.vendor_id = product.vendor_id;
    question.category = product.category_slug;
    question.original_price = money_of(product, product.original_price);
    if (product.discounted_price) {
        question.discounted_price = money_of(product, *product.discounted_price);
    }
    return question;
}

bool is_operator(const Ctx& ctx) {
    return ctx.has_role("admin") || ctx.has_role("support");
}

bool may_see(const Ctx& ctx, const ProductRow& product) {
    return product.is_public() || ctx.vendor() == product.vendor_id || is_operator(ctx);
}

void invalidate(Transaction& tx, const ProductRow& product) {
    tx.ctx().invalidate({"product:" + product.id.to_string(), "products"});
}

} // namespace

ProductService::ProductService(Host host, ProductStore& products, CategoryStore& categories,
                               Use<PriceRules> prices, Use<ImageStore> images,
                               const Settings& settings)
    : host_(host),
      products_(products),
      categories_(categories),
      prices_(prices),
      images_(images),
      settings_(settings) {}

std::optional<ProductRow> ProductService::find(Session& session, std::string_view key) {
    const auto id = ProductId::parse(key);
    return id ? products_.find(session, *id) : products_.find_by_slug(session, key);
}

std::vector<PricedProduct> ProductService::priced(Ctx ctx, std::vector<ProductRow> rows) {
    std::vector<PriceQuestion> questions;
    questions.reserve(rows.size());
    for (const ProductRow& row : rows) {
        questions.push_back(question_of(row));
    }
    const auto prices = prices_(ctx)->prices(ctx, questions).value();
    if (prices.size() != rows.size()) {
        throw Failure(Errc::internal, "internal_error", "PriceRules gave another number of prices");
    }
    std::vector<PricedProduct> products;
    products.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        products.push_back({std::move(rows[i]), prices[i]});
    }
    return products;
}

std::string ProductService::free_slug(Session& session, const NewProduct& product, ProductId id) {
    std::string slug = product.slug.value_or(slug_of(product.title, "product"));
    if (products_.find_by_slug(session, slug)) {
        slug += '-' + id.to_string().substr(24);
    }
    return slug;
}

Result<PricedProduct> ProductService::create(Ctx ctx, VendorId vendor, const NewProduct& product) {
    if (auto fits = check_price(product.original_price, "/original_price", settings_); !fits) {
        return fits.error();
    }
    if (product.discounted_price) {
        if (auto fits = check_price(*product.discounted_price, "/discounted_price", settings_);
            !fits) {
            return fits.error();
        }
    }
    return transact(ctx, [&](Transaction& tx) -> Result<PricedProduct> {
        const auto category = categories_.find(tx, product.category);
        if (!category) {
            return unacceptable_field("/category", "not_in_list", "there is no such category");
        }
        ProductRow row;
        row.id = new_id<ProductId>(host_);
        row.vendor_id = vendor;
        row.category_id = category->id;
        row.slug = free_slug(tx, product, row.id);
        row.title = product.title;
        row.description = product.description;
        row.condition = product.condition;
        row.currency = product.original_price.currency.code();
        row.original_price = product.original_price.minor;
        if (product.discounted_price) {
            row.discounted_price = product.discounted_price->minor;
        }
        row.unit = product.unit;
        row.quantity_step = product.quantity_step.value_or(default_step(product.unit));
        row.on_hand = product.quantity;
        row.status = product.draft ? ProductStatus::draft : ProductStatus::available;
        row.weight_grams = product.weight_grams;
        row.shipping = product.shipping;
        row.attributes = product.attributes;
        row.location = product.location;
        if (auto fits = check_product(row, settings_); !fits) {
            return fits.error();
        }
        products_.insert(tx, row);
        tell_count(tx, vendor);
        invalidate(tx, row);
        return priced(ctx, {products_.find(tx, row.id).value()}).front();
    });
}

Result<ProductRow> ProductService::own(Session& session, std::string_view key) {
    auto product = find(session, key);
    const Ctx& ctx = session.ctx();
    if (!product || !may_see(ctx, *product)) {
        return no_such_product();
    }
    if (ctx.vendor() != product->vendor_id && !ctx.has_role("admin")) {
        return Error(Errc::forbidden, "not_owner", "this is another vendor's product");
    }
    return std::move(*product);
}

Result<ProductRow> ProductService::own_locked(Transaction& tx, std::string_view key) {
    const auto seen = own(tx, key);
    if (!seen) {
        return seen.error();
    }
    products_.lock(tx, seen->id);
    auto product = products_.find(tx, seen->id);
    return product ? Result<ProductRow>(std::move(*product)) : no_such_product();
}

Result<PricedProduct>
ProductService::change(Ctx ctx, std::string_view key, const ProductChange& change,
                       const std::function<Result<void>(const PricedProduct&)>& check) {
    for (const auto& [price, pointer] :
         {std::pair(change.original_price.as_optional(), "/original_price"),
          std::pair(change.discounted_price.has_value()
                        ? std::optional<Money>(change.discounted_price.value())
                        : std::nullopt,
                    "/discounted_price")}) {
        if (price) {
            if (auto fits = check_price(*price, pointer, settings_); !fits) {
                return fits.error();
            }
        }
    }
    return transact(ctx, [&](Transaction& tx) -> Result<PricedProduct> {
        auto found = own_locked(tx, key);
        if (!found) {
            return found.error();
        }
        ProductRow row = std::move(*found);
        if (auto allowed = check(priced(ctx, {row}).front()); !allowed) {
            return allowed.error();
        }
        if (change.category) {
            const auto category = categories_.find(tx, *change.category);
            if (!category) {
                return unacceptable_field("/category", "not_in_list", "there is no such category");
            }
            row.category_id = category->id;
        }
        row.title = change.title.value_or(row.title);
        row.description = change.description.value_or(row.description);
        row.condition = change.condition.value_or(row.condition);
        if (change.original_price) {
            row.original_price = change.original_price->minor;
        }
        if (change.discounted_price.present()) {
            row.discounted_price = change.discounted_price.cleared()
                                       ? std::nullopt
                                       : std::optional(change.discounted_price.value().minor);
        }
        row.quantity_step = change.quantity_step.value_or(row.quantity_step);
        change.weight_grams.apply_to(row.weight_grams);
        row.shipping = change.shipping.value_or(row.shipping);
        row.attributes = change.attributes.value_or(row.attributes);
        row.location = change.location.value_or(row.location);
        if (change.draft) {
            row.status = *change.draft ? ProductStatus::draft : ProductStatus::available;
        }
        Quantity by = change.quantity_change.value_or(Quantity{});
        if (change.quantity) {
            by = *change.quantity - row.quantity();
        }
        const Quantity before = row.quantity();
        row.on_hand = row.on_hand + by;
        if (auto fits = check_product(row, settings_); !fits) {
            return fits.error();
        }
        if (!by.is_zero() && !products_.change_on_hand(tx, row.id, by)) {
            return Error(Errc::conflict, "insufficient_stock",
                         "more is promised to orders than would be left");
        }
        products_.update(tx, row);
        if (before.is_zero() && row.status != ProductStatus::draft && !row.quantity().is_zero()) {
            tx.publish(ProductBackInStock{row.id, row.vendor_id, row.quantity()});
        }
        tell_count(tx, row.vendor_id);
        invalidate(tx, row);
        return priced(ctx, {products_.find(tx, row.id).value()}).front();
    });
}

Result<void> ProductService::remove(Ctx ctx, std::string_view key) {
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        const auto product = own_locked(tx, key);
        if (!product) {
            return product.error();
        }
        products_.archive(tx, product->id);
        tell_count(tx, product->vendor_id);
        invalidate(tx, *product);
        return {};
    });
}

Result<PricedProduct> ProductService::get(Ctx ctx, std::string_view key) {
    Session session(ctx);
    auto product = find(session, key);
    if (!product || !may_see(ctx, *product)) {
        return no_such_product();
    }
    return priced(ctx, {std::move(*product)}).front();
}

ProductPage ProductService::list(Ctx ctx, const ProductFilter& filter, Sort sort,
                                 const std::optional<ProductCursor>& after, std::int32_t limit) {
    Session session(ctx);
    auto ranked = products_.list(session, filter, sort, after, limit + 1);
    ProductPage page;
    if (ranked.size() > static_cast<std::size_t>(limit)) {
        ranked.pop_back();
        page.next = ProductCursor{ranked.back().rank, ranked.back().product.id};
    }
    std::vector<ProductRow> rows;
    rows.reserve(ranked.size());
    for (Ranked& one : ranked) {
        rows.push_back(std::move(one.product));
    }
    page.items = priced(ctx, std::move(rows));
    return page;
}

ProductPage ProductService::of_vendor(Ctx ctx, VendorId vendor,
                                      const std::optional<ProductCursor>& after,
                                      std::int32_t limit) {
    Session session(ctx);
    auto rows = products_.of_vendor(session, vendor,
                                    after ? std::optional(after->id) : std::nullopt, limit + 1);
    ProductPage page;
    if (rows.size() > static_cast<std::size_t>(limit)) {
        rows.pop_back();
        page.next = ProductCursor{0, rows.back().id};
    }
    page.items = priced(ctx, std::move(rows));
    return page;
}

void ProductService::tell_count(Transaction& tx, VendorId vendor) {
    tx.publish(VendorProductsCounted{vendor, products_.count_on_sale(tx, vendor)});
}

Percent ProductService::vat_rate_of(const ProductRow& product) const {
    return product.vendor_vat_payer ? product.vat_rate : Percent{};
}

Result<std::vector<ProductSnapshot>> ProductService::find_many(Session& session,
                                                               const std::vector<ProductId>& ids) {
    constexpr std::int64_t grams_of_the_weightless = 1000;
    Ctx ctx = session.ctx();
    std::vector<ProductRow> rows;
    std::vector<std::vector<std::string>> categories;
    for (PlacedProduct& placed : products_.find_many(session, ids)) {
        rows.push_back(std::move(placed.product));
        categories.push_back(std::move(placed.categories));
    }
    std::vector<ProductSnapshot> found;
    for (const PricedProduct& product : priced(ctx, std::move(rows))) {
        const ProductRow& row = product.row;
        ProductSnapshot snapshot;
        snapshot.categories = std::move(categories[found.size()]);
        snapshot.id = row.id;
        snapshot.vendor_id = row.vendor_id;
        snapshot.slug = row.slug;
        snapshot.title = row.title;
        snapshot.category = row.category_slug;
        snapshot.unit = row.unit;
        snapshot.quantity = row.quantity();
        snapshot.quantity_step = row.quantity_step;
        snapshot.original_price = money_of(row, row.original_price);
        snapshot.unit_price = product.unit_price;
        snapshot.vat_rate = vat_rate_of(row);
        snapshot.weight_grams = row.weight_grams.value_or(grams_of_the_weightless);
        snapshot.shipping = row.shipping;
        snapshot.status = row.status;
        snapshot.on_sale = row.on_sale();
        if (!row.images.empty()) {
            snapshot.image_url = images_(ctx)->url(ctx, row.images.front().thumbnail_key).value();
        }
        found.push_back(std::move(snapshot));
    }
    return found;
}

} // namespace statybos::catalog
