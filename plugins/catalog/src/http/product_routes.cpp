#include "http/product_routes.hpp"

#include <cmath>

#include "service/search_rules.hpp"

namespace statybos::catalog {
namespace {

Error unacceptable_filter(std::string pointer, std::string message) {
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
        .field(std::move(pointer), "bad_format", std::move(message));
}

bool is_place(const std::vector<double>& near) {
    return near.size() == 2 && std::abs(near[0]) <= 90 && std::abs(near[1]) <= 180;
}

struct Label {
    std::string_view value, lt, en;
};
constexpr Label labels[] = {
    {"new", "Nauja", "New"},
    {"used", "Naudota", "Used"},
    {"surplus", "Likutis", "Surplus"},
    {"refurbished", "Atnaujinta", "Refurbished"},
    {"pickup", "Atsiėmimas", "Pickup"},
    {"delivery", "Pristatymas", "Delivery"},
};

std::string label_of(std::string_view value, std::string_view language) {
    for (const Label& label : labels) {
        if (label.value == value) {
            return std::string(language == "lt" ? label.lt : label.en);
        }
    }
    return std::string(value);
}

} // namespace

void ProductRoutes::declare(Host& host) {
    Router router(host, *this, "catalog");
    router.get("/api/products", &ProductRoutes::list)
        .access(Access::anyone)
        .summary("Products on sale, newest first")
        .cached({.tags = {"products", "vendors"}});
    router.get("/api/products/search", &ProductRoutes::search)
        .access(Access::anyone)
        .summary("Products that match words and filters, with facets")
        .cached({.tags = {"products", "vendors"}});
    router.get("/api/products/categories", &ProductRoutes::list_categories)
        .access(Access::anyone)
        .summary("The tree of categories")
        .cached({.tags = {"categories", "products", "vendors"}});
    router.get("/api/products/{id}", &ProductRoutes::show)
        .access(Access::anyone)
        .summary("One product, by id or slug")
        .cached({.tags = {"vendors"}});
    router.get("/api/vendors/{id}/products", &ProductRoutes::of_vendor)
        .access(Access::anyone)
        .summary("What a vendor has on sale")
        .cached({.tags = {"products", "vendors"}});
    router.get("/media/{key...}", &ProductRoutes::show_media)
        .access(Access::anyone)
        .hidden()
        .summary("A picture");
}

Result<ProductFilter> ProductRoutes::filter_of(Session& session, const ProductQuery& query) const {
    ProductFilter filter;
    if (query.q) {
        filter.words = search_words(*query.q);
    }
    if (query.category) {
        filter.categories = categories_.with_descendants(session, *query.category);
    }
    filter.conditions = query.condition;
    filter.vendor = query.vendor;
    if (query.shipping) {
        filter.shipping = enum_name(*query.shipping);
    }
    const Currency currency = Currency::parse(settings_.currency).value_or(Currency("EUR"));
    for (const auto& [text, target, pointer] :
         {std::tuple(query.min_price, &filter.min_price, "?min_price"),
          std::tuple(query.max_price, &filter.max_price, "?max_price")}) {
        if (!text) {
            continue;
        }
        const auto price = Money::parse(*text, currency);
        if (!price || price->minor < 0) {
            return unacceptable_filter(pointer, "a price is written as 12.50");
        }
        *target = price->minor;
    }
    if (!query.near.empty()) {
        if (!is_place(query.near)) {
            return unacceptable_filter("?near", "a place on earth is written as lat,lon");
        }
        filter.lat = query.near[0];
        filter.lon = query.near[1];
        filter.radius_km = query.radius_km.value_or(50);
    }
    if (!query.attr.empty()) {
        filter.attributes = write_json(query.attr);
    }
    return filter;
}

Result<ProductPage> ProductRoutes::page_of(Ctx& ctx, const ProductFilter& filter,
                                           const ProductQuery& query) {
    auto after = Views::cursor_of(query.cursor);
    if (!after) {
        return after.error();
    }
    const Sort usual = filter.words ? Sort::relevance : Sort::newest;
    return products_.list(ctx, filter, query.sort.value_or(usual), *after, query.limit);
}

Result<ProductList> ProductRoutes::list(Ctx& ctx, const ProductQuery& query) {
    Session session(ctx);
    auto filter = filter_of(session, query);
    if (!filter) {
        return filter.error();
    }
    auto page = page_of(ctx, *filter, query);
    return page ? Result<ProductList>(views_.list<ProductList>(ctx, *page))
                : Result<ProductList>(page.error());
}

std::vector<FacetValue> ProductRoutes::facet(Session& session, ProductFilter filter,
                                             const std::string& name) {
    // A facet counts as if nothing were chosen in it, so that the other choices show their numbers.
    if (name == "condition") {
        filter.conditions.clear();
    } else if (name == "category") {
        filter.categories.reset();
    } else {
        filter.shipping.reset();
    }
    std::vector<FacetValue> values;
    for (const FacetCount& one : product_store_.facet(session, filter, name)) {
        values.push_back({one.value, label_of(one.value, session.ctx().language()), one.count});
    }
    return values;
}

Result<SearchAnswer> ProductRoutes::search(Ctx& ctx, const ProductQuery& query) {
    Session session(ctx);
    auto filter = filter_of(session, query);
    if (!filter) {
        return filter.error();
    }
    auto page = page_of(ctx, *filter, query);
    if (!page) {
        return page.error();
    }
    auto answer = views_.list<SearchAnswer>(ctx, *page);
    answer.total = product_store_.count(session, *filter);
    for (const char* name : {"condition", "category", "shipping"}) {
        answer.facets[name] = facet(session, *filter, name);
    }
    return answer;
}

Result<Answer<ProductView>> ProductRoutes::show(Ctx& ctx, const ProductPath& path) {
    auto product = products_.get(ctx, path.id);
    if (!product) {
        return product.error();
    }
    ProductView view = views_.product(ctx, *product);
    std::string etag = etag_of(write_json(view));
    return Answer<ProductView>(std::move(view))
        .header("ETag", std::move(etag))
        .cache_tag("product:" + product->row.id.to_string());
}

Result<CategoryTree> ProductRoutes::list_categories(Ctx& ctx) {
    Session session(ctx);
    return views_.tree(ctx, categories_.all(session));
}

Result<ProductList> ProductRoutes::of_vendor(Ctx& ctx, const VendorProductsQuery& query) {
    ProductQuery narrowed;
    narrowed.vendor = query.id;
    narrowed.limit = query.limit;
    narrowed.cursor = query.cursor;
    return list(ctx, narrowed);
}

Result<RawAnswer> ProductRoutes::show_media(Ctx&, const MediaPath& path) {
    auto bytes = images_.read(path.key);
    if (!bytes) {
        return Error(Errc::not_found, "not_found", "there is no such picture");
    }
    // A picture never changes under its key.
    return RawAnswer{200,
                     "image/jpeg",
                     std::move(*bytes),
                     {{"Cache-Control", "public, max-age=31536000, immutable"}}};
}

} // namespace statybos::catalog
