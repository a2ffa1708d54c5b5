#include "store/vendor_store.hpp"

namespace statybos::catalog {

void VendorStore::put(Transaction& tx, const users::VendorChanged& vendor) {
    tx.execute("INSERT INTO catalog.vendor (id, user_id, slug, display_name, verification_status,"
               " vat_payer, rating_average, rating_count) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
               " ON CONFLICT (id) DO UPDATE SET slug = excluded.slug,"
               " display_name = excluded.display_name,"
               " verification_status = excluded.verification_status,"
               " vat_payer = excluded.vat_payer, rating_average = excluded.rating_average,"
               " rating_count = excluded.rating_count",
               vendor.vendor_id, vendor.user_id, vendor.slug, vendor.display_name,
               vendor.verification_status, vendor.vat_payer, vendor.rating_average,
               vendor.rating_count);
}

} // namespace statybos::catalog
