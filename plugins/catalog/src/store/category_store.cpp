#include "store/category_store.hpp"

namespace statybos::catalog {

void CategoryStore::insert(Transaction& tx, const CategoryRow& category) {
    tx.execute(
        "INSERT INTO catalog.category (id, parent_id, slug, name_lt, name_en, vat_class, position)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        category.id, category.parent_id, category.slug, category.name_lt, category.name_en,
        category.vat_class, category.position);
}

std::optional<CategoryRow> CategoryStore::find(Session& session, std::string_view key) {
    return session.one<CategoryRow>(
        "SELECT c.id, c.parent_id, c.slug, c.name_lt, c.name_en, c.vat_class, r.rate, c.position, 0"
        " FROM catalog.category c JOIN catalog.vat_class r ON r.code = c.vat_class"
        " WHERE c.slug = $1 OR c.id::text = $1",
        key);
}

std::vector<CategoryRow> CategoryStore::all(Session& session) {
    return session.query<CategoryRow>(
        "WITH RECURSIVE tree AS ("
        " SELECT c.*, 1 AS depth FROM catalog.category c WHERE parent_id IS NULL"
        " UNION ALL SELECT c.*, t.depth + 1 FROM catalog.category c JOIN tree t ON c.parent_id = "
        "t.id)"
        " SELECT t.id, t.parent_id, t.slug, t.name_lt, t.name_en, t.vat_class, r.rate, t.position,"
        " count(p.id) FILTER (WHERE v.verification_status = 'verified')"
        " FROM tree t JOIN catalog.vat_class r ON r.code = t.vat_class LEFT JOIN catalog.product p "
        "ON p.category_id = t.id"
        " AND p.status = 'available' AND p.archived_at IS NULL"
        " LEFT JOIN catalog.vendor v ON v.id = p.vendor_id"
        " GROUP BY t.id, t.parent_id, t.slug, t.name_lt, t.name_en, t.vat_class, r.rate,"
        " t.position, t.depth"
        " ORDER BY t.depth, t.position, t.slug");
}

std::vector<CategoryId> CategoryStore::with_descendants(Session& session, std::string_view key) {
    return session.query<CategoryId>(
        "WITH RECURSIVE tree AS ("
        " SELECT id FROM catalog.category WHERE slug = $1 OR id::text = $1"
        " UNION ALL SELECT c.id FROM catalog.category c JOIN tree t ON c.parent_id = t.id)"
        " SELECT id FROM tree",
        key);
}

} // namespace statybos::catalog
