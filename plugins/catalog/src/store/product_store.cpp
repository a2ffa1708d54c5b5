#include "store/product_store.hpp"

namespace statybos::catalog {
namespace {

// The columns of ProductRow.
constexpr std::string_view product_columns =
    "p.id, p.slug, p.title, p.description, p.condition, p.currency, p.original_price,"
    " p.discounted_price, p.unit, p.quantity_step, p.on_hand, p.reserved, p.status, p.weight_grams,"
    " p.shipping, p.attributes, p.location, p.created_at, p.updated_at, c.id, c.slug, c.name_lt,"
    " c.name_en, (SELECT r.rate FROM catalog.vat_class r WHERE r.code = c.vat_class), v.id, "
    "v.slug, v.display_name, v.verification_status, v.vat_payer,"
    " v.rating_average, v.rating_count,"
    " (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'key', i.key, 'thumbnail_key',"
    " i.thumbnail_key, 'alt', i.alt, 'position', i.position) ORDER BY i.position), '[]')"
    " FROM catalog.image i WHERE i.product_id = p.id)";

constexpr std::string_view tables =
    " FROM catalog.product p JOIN catalog.category c ON c.id = p.category_id"
    " JOIN catalog.vendor v ON v.id = p.vendor_id ";

// $1…$11 are the members of ProductFilter; what is NULL does not narrow.
constexpr std::string_view on_sale =
    "WHERE p.status = 'available' AND p.archived_at IS NULL AND v.verification_status = 'verified'"
    " AND ($1::text IS NULL OR p.search @@ to_tsquery('simple', $1))"
    " AND ($2::uuid[] IS NULL OR p.category_id = ANY ($2))"
    " AND ($3::text[] = '{}' OR p.condition = ANY ($3))"
    " AND ($4::bigint IS NULL OR p.price >= $4) AND ($5::bigint IS NULL OR p.price <= $5)"
    " AND ($6::text IS NULL OR v.slug = $6 OR v.id::text = $6)"
    " AND ($7::text IS NULL OR $7 = ANY (p.shipping))"
    " AND ($8::double precision IS NULL OR ($10::double precision IS NOT NULL AND 12742 * "
    "asin(sqrt("
    " sin(radians(p.lat - $8) / 2) ^ 2 + cos(radians($8)) * cos(radians(p.lat))"
    " * sin(radians(p.lon - $9::double precision) / 2) ^ 2)) <= $10))"
    " AND ($11::jsonb IS NULL OR p.attributes @> $11)";

std::string select_product(std::string_view rest) {
    return "SELECT " + std::string(product_columns) + std::string(tables) + std::string(rest);
}

// Passes the filter as $1…$11, then `more`.
template <class Row, class... More>
std::vector<Row> query_filtered(Session& session, std::string_view sql, const ProductFilter& filter,
                                const More&... more) {
    return session.query<Row>(sql, filter.words, filter.categories, filter.conditions,
                              filter.min_price, filter.max_price, filter.vendor, filter.shipping,
                              filter.lat, filter.lon, filter.radius_km, filter.attributes, more...);
}

struct Order {
    std::string_view key;
    std::string_view after; // $12 the key, $13 the id of the cursor
    std::string_view order;
};

constexpr Order order_of(Sort sort) {
    switch (sort) {
    case Sort::price_asc:
        return {"p.price", "(p.price, p.id) > ($12, $13)", "p.price, p.id"};
    case Sort::price_desc:
        return {"p.price", "(p.price < $12 OR (p.price = $12 AND p.id < $13))",
                "p.price DESC, p.id DESC"};
    case Sort::relevance:
        return {
            "(ts_rank(p.search, to_tsquery('simple', coalesce($1, ''))) * 1000000)::bigint",
            "((ts_rank(p.search, to_tsquery('simple', coalesce($1, ''))) * 1000000)::bigint, p.id)"
            " < ($12, $13)",
            "(ts_rank(p.search, to_tsquery('simple', coalesce($1, ''))) * 1000000)::bigint DESC,"
            " p.id DESC"};
    case Sort::newest:
        break;
    }
    return {"0::bigint", "p.id < $13", "p.id DESC"};
}

std::string list_statement(Sort sort) {
    const Order order = order_of(sort);
    return "SELECT " + std::string(product_columns) + ", " + std::string(order.key) +
           std::string(tables) + std::string(on_sale) +
           " AND ($13::uuid IS NULL OR ($12::bigint IS NOT NULL AND " + std::string(order.after) +
           ")) ORDER BY " + std::string(order.order) + " LIMIT $14";
}

} // namespace

void ProductStore::insert(Transaction& tx, const ProductRow& product) {
    tx.execute(
        "INSERT INTO catalog.product (id, vendor_id, category_id, slug, title, description,"
        " condition, currency, original_price, discounted_price, unit, quantity_step, on_hand,"
        " published, weight_grams, shipping, attributes, location)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        product.id, product.vendor_id, product.category_id, product.slug, product.title,
        product.description, product.condition, product.currency, product.original_price,
        product.discounted_price, product.unit, product.quantity_step, product.on_hand,
        product.status != ProductStatus::draft, product.weight_grams, product.shipping,
        product.attributes, product.location);
}

void ProductStore::update(Transaction& tx, const ProductRow& product) {
    tx.execute("UPDATE catalog.product SET category_id = $2, title = $3, description = $4,"
               " condition = $5, original_price = $6, discounted_price = $7, unit = $8,"
               " quantity_step = $9, published = $10, weight_grams = $11, shipping = $12,"
               " attributes = $13, location = $14, updated_at = now() WHERE id = $1",
               product.id, product.category_id, product.title, product.description,
               product.condition, product.original_price, product.discounted_price, product.unit,
               product.quantity_step, product.status != ProductStatus::draft, product.weight_grams,
               product.shipping, product.attributes, product.location);
}

bool ProductStore::change_on_hand(Transaction& tx, ProductId id, Quantity change) {
    return tx.execute("UPDATE catalog.product SET on_hand = on_hand + $2, updated_at = now()"
                      " WHERE id = $1 AND on_hand + $2 >= reserved",
                      id, change) == 1;
}

void ProductStore::archive(Transaction& tx, ProductId id) {
    tx.execute("UPDATE catalog.product SET archived_at = now(), published = false,"
               " updated_at = now() WHERE id = $1",
               id);
}

void ProductStore::lock(Transaction& tx, ProductId id) {
    tx.execute("SELECT FROM catalog.product WHERE id = $1 FOR UPDATE", id);
}

std::optional<ProductRow> ProductStore::find(Session& session, ProductId id) {
    static const std::string sql = select_product("WHERE p.id = $1 AND p.archived_at IS NULL");
    return session.one<ProductRow>(sql, id);
}

std::optional<ProductRow> ProductStore::find_by_slug(Session& session, std::string_view slug) {
    static const std::string sql = select_product("WHERE p.slug = $1 AND p.archived_at IS NULL");
    return session.one<ProductRow>(sql, slug);
}

std::vector<PlacedProduct> ProductStore::find_many(Session& session,
                                                   const std::vector<ProductId>& ids) {
    static const std::string sql =
        "SELECT " + std::string(product_columns) +
        ", (WITH RECURSIVE path AS (SELECT c.slug, c.parent_id, 0 AS height"
        " UNION ALL SELECT above.slug, above.parent_id, path.height + 1"
        " FROM path JOIN catalog.category above ON above.id = path.parent_id)"
        " SELECT array_agg(path.slug ORDER BY path.height DESC) FROM path)" +
        std::string(tables) +
        "WHERE p.id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], p.id)";
    return session.query<PlacedProduct>(sql, ids);
}

std::vector<Ranked> ProductStore::list(Session& session, const ProductFilter& filter, Sort sort,
                                       const std::optional<ProductCursor>& after,
                                       std::int32_t limit) {
    static const std::string newest = list_statement(Sort::newest);
    static const std::string relevance = list_statement(Sort::relevance);
    static const std::string cheapest = list_statement(Sort::price_asc);
    static const std::string dearest = list_statement(Sort::price_desc);
    const std::string& sql = sort == Sort::newest      ? newest
                             : sort == Sort::relevance ? relevance
                             : sort == Sort::price_asc ? cheapest
                                                       : dearest;
    const auto key = after ? std::optional<std::int64_t>(after->key) : std::nullopt;
    const auto id = after ? std::optional<ProductId>(after->id) : std::nullopt;
    return query_filtered<Ranked>(session, sql, filter, key, id, limit);
}

std::vector<ProductRow> ProductStore::of_vendor(Session& session, VendorId vendor,
                                                std::optional<ProductId> after,
                                                std::int32_t limit) {
    static const std::string sql =
        select_product("WHERE p.vendor_id = $1 AND p.archived_at IS NULL"
                       " AND ($2::uuid IS NULL OR p.id < $2) ORDER BY p.id DESC LIMIT $3");
    return session.query<ProductRow>(sql, vendor, after, limit);
}

std::int64_t ProductStore::count(Session& session, const ProductFilter& filter) {
    static const std::string sql = "SELECT count(*)" + std::string(tables) + std::string(on_sale);
    return query_filtered<std::int64_t>(session, sql, filter).front();
}

std::vector<FacetCount> ProductStore::facet(Session& session, const ProductFilter& filter,
                                            std::string_view column) {
    static const std::string head = "SELECT facet, count(*)" + std::string(tables) + ", ";
    static const std::string tail =
        ' ' + std::string(on_sale) + " GROUP BY facet ORDER BY 2 DESC, 1";
    static const std::string condition = head + "LATERAL (SELECT p.condition AS facet) f" + tail;
    static const std::string category = head + "LATERAL (SELECT c.slug AS facet) f" + tail;
    static const std::string shipping = head + "LATERAL unnest(p.shipping) AS facet" + tail;
    return query_filtered<FacetCount>(session,
                                      column == "condition"  ? condition
                                      : column == "category" ? category
                                                             : shipping,
                                      filter);
}

std::int64_t ProductStore::count_on_sale(Session& session, VendorId vendor) {
    return session.single<std::int64_t>(
        "SELECT count(*) FROM catalog.product"
        " WHERE vendor_id = $1 AND status = 'available' AND archived_at IS NULL",
        vendor);
}

void ProductStore::add_image(Transaction& tx, ProductId product, const ImageRow& image) {
    tx.execute("INSERT INTO catalog.image (id, product_id, key, thumbnail_key, alt, position)"
               " VALUES ($1, $2, $3, $4, $5, $6)",
               image.id, product, image.key, image.thumbnail_key, image.alt, image.position);
}

void ProductStore::describe_image(Transaction& tx, const Uuid& image, std::string_view alt) {
    tx.execute("UPDATE catalog.image SET alt = $2 WHERE id = $1", image, alt);
}

void ProductStore::move_image(Transaction& tx, ProductId product, const Uuid& image,
                              std::int32_t position) {
    tx.execute(
        "WITH other AS (SELECT id, row_number() OVER (ORDER BY position) - 1 AS place"
        " FROM catalog.image WHERE product_id = $1 AND id <> $2)"
        " UPDATE catalog.image i SET position = CASE WHEN i.id = $2"
        " THEN least($3::integer, (SELECT count(*) FROM other))"
        " ELSE (SELECT o.place + (o.place >= $3)::integer FROM other o WHERE o.id = i.id) END"
        " WHERE i.product_id = $1",
        product, image, position);
}

void ProductStore::remove_image(Transaction& tx, const Uuid& image) {
    tx.execute("DELETE FROM catalog.image WHERE id = $1", image);
}

} // namespace statybos::catalog
