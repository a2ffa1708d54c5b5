#include "store/offer_store.hpp"

namespace statybos::shipping {

OfferRows OfferStore::read(Session& session, const std::vector<VendorId>& vendors,
                           const std::vector<std::string>& terminals) {
    return session.single<OfferRows>(
        "SELECT (SELECT coalesce(jsonb_agg(z ORDER BY z.position, z.id), '[]') FROM"
        " (SELECT id, name, position, areas FROM shipping.zone) z),"
        " (SELECT coalesce(jsonb_agg(r ORDER BY r.id), '[]') FROM"
        " (SELECT id, zone_id, vendor_id, method, carrier, name_lt, name_en, estimate_lt,"
        " estimate_en, offered, currency, bands, per_kg, per_km, included_km, assumed_km,"
        " up_to_km, free_from FROM shipping.rate"
        " WHERE vendor_id IS NULL OR vendor_id = ANY($1::uuid[])) r),"
        " (SELECT coalesce(jsonb_agg(jsonb_build_object('vendor_id', p.vendor_id, 'point',"
        " jsonb_build_object('id', p.id, 'name', p.name, 'address', p.address,"
        " 'opening_hours', p.opening_hours, 'note', p.note)) ORDER BY p.id), '[]')"
        " FROM shipping.pickup_point p WHERE p.vendor_id = ANY($1::uuid[])),"
        " (SELECT coalesce(jsonb_agg(t), '[]') FROM (SELECT carrier, code, name, street, city,"
        " postal_code, country, lat, lon, opening_hours FROM shipping.terminal"
        " WHERE (carrier, code) IN (SELECT split_part(id, ':', 1), substr(id, strpos(id, ':') + 1)"
        " FROM unnest($2::text[]) AS id)) t)",
        vendors, terminals);
}

} // namespace statybos::shipping
