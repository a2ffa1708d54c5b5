#include "store/voucher_store.hpp"

namespace statybos::vouchers {
namespace {

constexpr std::string_view voucher_columns =
    "v.id, v.code, v.kind, v.percent, v.amount, v.currency, v.funded_by, v.vendor_id, v.category,"
    " v.minimum, v.starts_at, v.ends_at, v.limit_total, v.limit_per_customer, v.used,"
    " v.created_at";

std::string select_voucher(std::string_view rest) {
    return "SELECT " + std::string(voucher_columns) + " FROM vouchers.voucher v" +
           " WHERE v.deleted_at IS NULL" + std::string(rest);
}

// $1 is the owner, or NULL for all.
constexpr std::string_view owned =
    " AND ($1::uuid IS NULL OR (v.funded_by = 'vendor' AND v.vendor_id = $1))";

std::string select_owned(std::string_view rest) {
    return select_voucher(std::string(owned).append(rest));
}

} // namespace

std::vector<VoucherRow> VoucherStore::list(Session& session, const Owner& owner,
                                           const std::optional<VoucherId>& after,
                                           std::int32_t limit) {
    static const std::string sql =
        select_owned(" AND ($2::uuid IS NULL OR v.id < $2) ORDER BY v.id DESC LIMIT $3");
    return session.query<VoucherRow>(sql, owner, after, limit);
}

std::optional<VoucherRow> VoucherStore::find(Session& session, const Owner& owner, VoucherId id) {
    static const std::string sql = select_owned(" AND v.id = $2");
    return session.one<VoucherRow>(sql, owner, id);
}

bool VoucherStore::has_code(Session& session, std::string_view code) {
    return session.single<bool>("SELECT EXISTS (SELECT FROM vouchers.voucher"
                                " WHERE code = $1 AND deleted_at IS NULL)",
                                code);
}

std::optional<VoucherRow> VoucherStore::lock(Transaction& tx, const Owner& owner, VoucherId id) {
    static const std::string sql = select_owned(" AND v.id = $2 FOR NO KEY UPDATE");
    return tx.one<VoucherRow>(sql, owner, id);
}

std::vector<MetVoucher> VoucherStore::meet(Session& session, const std::vector<std::string>& codes,
                                           const std::vector<std::string>& customers) {
    static const std::string sql =
        "SELECT " + std::string(voucher_columns) +
        ", coalesce((SELECT max(c.used) FROM vouchers.customer c"
        " WHERE c.voucher_id = v.id AND c.customer = ANY ($2::text[])), 0)"
        " FROM vouchers.voucher v WHERE v.code = ANY ($1::text[]) AND v.deleted_at IS NULL";
    return session.query<MetVoucher>(sql, codes, customers);
}

bool VoucherStore::insert(Transaction& tx, const VoucherRow& voucher) {
    return tx.execute("INSERT INTO vouchers.voucher (id, code, kind, percent, amount, currency,"
                      " funded_by, vendor_id, category, minimum, starts_at, ends_at, limit_total,"
                      " limit_per_customer, created_at)"
                      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
                      " ON CONFLICT (code) WHERE deleted_at IS NULL DO NOTHING",
                      voucher.id, voucher.code, voucher.kind, voucher.percent, voucher.amount,
                      voucher.currency, voucher.funded_by, voucher.vendor_id, voucher.category,
                      voucher.minimum, voucher.starts_at, voucher.ends_at, voucher.limit_total,
                      voucher.limit_per_customer, voucher.created_at) == 1;
}

void VoucherStore::update(Transaction& tx, const VoucherRow& voucher) {
    tx.execute("UPDATE vouchers.voucher SET code = $2, kind = $3, percent = $4, amount = $5,"
               " currency = $6, funded_by = $7, vendor_id = $8, category = $9, minimum = $10,"
               " starts_at = $11, ends_at = $12, limit_total = $13, limit_per_customer = $14,"
               " updated_at = now() WHERE id = $1",
               voucher.id, voucher.code, voucher.kind, voucher.percent, voucher.amount,
               voucher.currency, voucher.funded_by, voucher.vendor_id, voucher.category,
               voucher.minimum, voucher.starts_at, voucher.ends_at, voucher.limit_total,
               voucher.limit_per_customer);
}

bool VoucherStore::remove(Session& session, const Owner& owner, VoucherId id) {
    static const std::string sql = "UPDATE vouchers.voucher v SET deleted_at = now()"
                                   " WHERE v.deleted_at IS NULL AND v.id = $2" +
                                   std::string(owned);
    return session.execute(sql, owner, id) == 1;
}

} // namespace statybos::vouchers
