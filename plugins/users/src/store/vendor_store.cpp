#include "store/vendor_store.hpp"

#include <string>

namespace statybos::users {
namespace {

std::string select_vendor(std::string_view rest) {
    return "SELECT v.id, v.user_id, v.slug, v.display_name, v.kind, v.description, v.location,"
           " v.company, v.iban, v.verification_status, v.verification_reason, v.rating_sum,"
           " v.rating_count, v.product_count, v.created_at, u.email, u.language"
           " FROM users.vendor v JOIN users.\"user\" u ON u.id = v.user_id " +
           std::string(rest);
}

} // namespace

void VendorStore::insert(Transaction& tx, const VendorRow& vendor) {
    tx.execute("INSERT INTO users.vendor (id, user_id, slug, display_name, kind, description,"
               " location, company, iban, verification_status)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
               vendor.id, vendor.user_id, vendor.slug, vendor.display_name, vendor.kind,
               vendor.description, vendor.location, vendor.company, vendor.iban,
               vendor.verification_status);
}

std::optional<VendorRow> VendorStore::find(Session& session, VendorId id) {
    static const std::string sql = select_vendor("WHERE v.id = $1");
    return session.one<VendorRow>(sql, id);
}

std::optional<VendorRow> VendorStore::find_by_slug(Session& session, std::string_view slug) {
    static const std::string sql = select_vendor("WHERE v.slug = $1");
    return session.one<VendorRow>(sql, slug);
}

std::vector<VendorRow> VendorStore::find_many(Session& session, const std::vector<VendorId>& ids) {
    static const std::string sql =
        select_vendor("WHERE v.id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], v.id)");
    return session.query<VendorRow>(sql, ids);
}

std::vector<VendorRow> VendorStore::list_verified(Session& session, std::optional<VendorId> after,
                                                  std::int32_t limit) {
    static const std::string sql =
        select_vendor("WHERE v.verification_status = 'verified' AND ($1::uuid IS NULL OR v.id < $1)"
                      " ORDER BY v.id DESC LIMIT $2");
    return session.query<VendorRow>(sql, after, limit);
}

std::int64_t VendorStore::count_slugs(Session& session, std::string_view slug) {
    return session.single<std::int64_t>(
        "SELECT count(*) FROM users.vendor WHERE slug = $1 OR slug ~ ('^' || $1 || '-[0-9]+$')",
        slug);
}

void VendorStore::update(Transaction& tx, const VendorRow& vendor) {
    tx.execute("UPDATE users.vendor SET display_name = $2, description = $3, location = $4,"
               " company = $5, iban = $6, updated_at = now() WHERE id = $1",
               vendor.id, vendor.display_name, vendor.description, vendor.location, vendor.company,
               vendor.iban);
}

void VendorStore::set_verification(Transaction& tx, VendorId id, VerificationStatus status,
                                   const std::optional<std::string>& reason) {
    tx.execute("UPDATE users.vendor SET verification_status = $2, verification_reason = $3,"
               " updated_at = now() WHERE id = $1",
               id, status, reason);
}

void VendorStore::set_product_count(Transaction& tx, VendorId id, std::int64_t count) {
    tx.execute("UPDATE users.vendor SET product_count = $2 WHERE id = $1", id, count);
}

} // namespace statybos::users
