#include "store/terminal_store.hpp"

namespace statybos::shipping {

std::vector<TerminalListRow> TerminalStore::lists(Session& session) {
    return session.query<TerminalListRow>(
        "SELECT carrier, terminals, loaded_at FROM shipping.terminal_list ORDER BY carrier");
}

TerminalListRow TerminalStore::put_list(Transaction& tx, const std::string& carrier,
                                        std::size_t terminals) {
    return tx.single<TerminalListRow>(
        "INSERT INTO shipping.terminal_list AS l (carrier, terminals) VALUES ($1, $2)"
        " ON CONFLICT (carrier) DO UPDATE SET terminals = excluded.terminals, loaded_at = now()"
        " RETURNING carrier, terminals, loaded_at",
        carrier, static_cast<std::int64_t>(terminals));
}

void TerminalStore::replace(Transaction& tx, const std::string& carrier,
                            const std::vector<TerminalRow>& terminals) {
    tx.execute("DELETE FROM shipping.terminal WHERE carrier = $1", carrier);
    tx.execute("INSERT INTO shipping.terminal (carrier, code, name, street, city, postal_code,"
               " country, lat, lon, opening_hours)"
               " SELECT $1, code, name, street, city, postal_code, country, lat, lon,"
               " opening_hours FROM jsonb_to_recordset($2::jsonb) AS given (code text, name text,"
               " street text, city text, postal_code text, country text, lat double precision,"
               " lon double precision, opening_hours jsonb)",
               carrier, Json::trusted(write_json(terminals)));
}

bool TerminalStore::remove_list(Transaction& tx, const std::string& carrier) {
    return tx.execute("DELETE FROM shipping.terminal_list WHERE carrier = $1", carrier) == 1;
}

std::vector<TerminalRow> TerminalStore::list(Session& session, const TerminalFilter& filter,
                                             const std::string& after_carrier,
                                             const std::string& after_code, std::int32_t limit) {
    return session.query<TerminalRow>(
        "SELECT carrier, code, name, street, city, postal_code, country, lat, lon, opening_hours"
        " FROM shipping.terminal WHERE ($1::text IS NULL OR carrier = $1)"
        " AND ($2::text IS NULL OR country = $2) AND ($3::text IS NULL OR lower(city) = lower($3))"
        " AND (carrier, code) > ($4, $5) ORDER BY carrier, code LIMIT $6",
        filter.carrier, filter.country, filter.city, after_carrier, after_code, limit);
}

std::vector<TerminalFound> TerminalStore::near(Session& session,
                                               const std::vector<TerminalsWanted>& wanted,
                                               std::int32_t limit) {
    return session.query<TerminalFound>(
        "SELECT w.number, t.carrier, t.code, t.name, t.street, t.city, t.postal_code, t.country,"
        " t.lat, t.lon, t.opening_hours FROM jsonb_to_recordset($1::jsonb) AS w (number integer,"
        " carrier text, country text, city text, lat double precision, lon double precision)"
        " CROSS JOIN LATERAL (SELECT t.*, row_number() OVER (ORDER BY"
        // What the haversine takes the root of: enough to sort by.
        " sin(radians(t.lat - w.lat) / 2) ^ 2 + cos(radians(w.lat)) * cos(radians(t.lat))"
        " * sin(radians(t.lon - w.lon) / 2) ^ 2 NULLS LAST,"
        " lower(t.city) <> lower(w.city), t.city, t.code) AS place"
        " FROM shipping.terminal t WHERE t.carrier = w.carrier AND t.country = w.country"
        " ORDER BY place LIMIT $2) t ORDER BY w.number, t.place",
        Json::trusted(write_json(wanted)), limit);
}

} // namespace statybos::shipping
