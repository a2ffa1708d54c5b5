#include "store/vat_class_store.hpp"

namespace statybos::catalog {

std::vector<VatClassRow> VatClassStore::all(Session& session) {
    return session.query<VatClassRow>("SELECT id, code, name_lt, name_en, rate"
                                      " FROM catalog.vat_class ORDER BY rate DESC, code");
}

std::optional<VatClassRow> VatClassStore::find(Session& session, VatClassId id) {
    return session.one<VatClassRow>("SELECT id, code, name_lt, name_en, rate"
                                    " FROM catalog.vat_class WHERE id = $1",
                                    id);
}

bool VatClassStore::knows(Session& session, std::string_view code) {
    return session.single<bool>("SELECT EXISTS (SELECT FROM catalog.vat_class WHERE code = $1)",
                                code);
}

bool VatClassStore::insert(Transaction& tx, const VatClassRow& row) {
    return tx.execute("INSERT INTO catalog.vat_class (id, code, name_lt, name_en, rate)"
                      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code) DO NOTHING",
                      row.id, row.code, row.name_lt, row.name_en, row.rate) == 1;
}

bool VatClassStore::update(Transaction& tx, const VatClassRow& row) {
    return tx.execute("UPDATE catalog.vat_class SET code = $2, name_lt = $3, name_en = $4,"
                      " rate = $5, updated_at = now() WHERE id = $1 AND NOT EXISTS"
                      " (SELECT FROM catalog.vat_class o WHERE o.code = $2 AND o.id <> $1)",
                      row.id, row.code, row.name_lt, row.name_en, row.rate) == 1;
}

bool VatClassStore::remove(Transaction& tx, VatClassId id) {
    // A category that comes into the class meanwhile is refused by its foreign key, or refuses
    // this.
    return tx.execute("DELETE FROM catalog.vat_class v WHERE v.id = $1 AND NOT EXISTS"
                      " (SELECT FROM catalog.category c WHERE c.vat_class = v.code)",
                      id) == 1;
}

} // namespace statybos::catalog
