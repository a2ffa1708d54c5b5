#include "store/document_store.hpp"

namespace statybos::documents {
namespace {

std::string select_document(std::string_view rest) {
    return "SELECT d.id, d.kind, d.number, d.order_id, d.vendor_id, d.user_id, d.issued_on::text,"
           " d.total, d.currency, d.vat, d.language, c.number, d.content"
           " FROM documents.document d LEFT JOIN documents.document c ON c.id = d.credits " +
           std::string(rest);
}

template <class T>
T stored(const Json& json) {
    auto value = read_stored_json<T>(json.text());
    if (!value) {
        throw Failure(value.error());
    }
    return std::move(*value);
}

} // namespace

std::optional<Numbered> DocumentStore::take_number(Transaction& tx, Uuid source, VendorId vendor,
                                                   std::string_view series,
                                                   std::string_view time_zone, Instant now,
                                                   Instant ordered_at) {
    // One statement: whoever loses the race for the source takes no number. The row of the series
    // stays locked until the commit, so that a number is only taken after the one before it stands.
    return tx.one<Numbered>(
        "WITH claimed AS (INSERT INTO documents.source (id) VALUES ($1) ON CONFLICT DO NOTHING"
        " RETURNING id), today AS (SELECT ($5::timestamptz AT TIME ZONE $4)::date AS day FROM "
        "claimed),"
        " taken AS (INSERT INTO documents.series AS s (vendor_id, series, year, last, last_on)"
        " SELECT $2::uuid, $3::text, extract(year FROM day)::integer, 1, day FROM today"
        " ON CONFLICT (vendor_id, series, year) DO UPDATE SET last = s.last + 1,"
        " last_on = greatest(s.last_on, excluded.last_on) RETURNING s.year, s.last, s.last_on)"
        " SELECT year, last, last_on::text, ($6::timestamptz AT TIME ZONE $4)::date::text FROM "
        "taken",
        source, vendor, series, time_zone, now, ordered_at);
}

std::optional<Numbered> DocumentStore::claim(Transaction& tx, Uuid source,
                                             std::string_view time_zone, Instant now,
                                             Instant ordered_at) {
    return tx.one<Numbered>(
        "WITH claimed AS (INSERT INTO documents.source (id) VALUES ($1) ON CONFLICT DO NOTHING"
        " RETURNING id) SELECT 0, 0::bigint, ($3::timestamptz AT TIME ZONE $2)::date::text,"
        " ($4::timestamptz AT TIME ZONE $2)::date::text FROM claimed",
        source, time_zone, now, ordered_at);
}

void DocumentStore::insert(Transaction& tx, const NewDocument& document) {
    const Content& content = document.content;
    tx.execute("INSERT INTO documents.document (id, source_id, kind, number, series, year,"
               " sequence, order_id, purchase_id, vendor_id, user_id, credits, issued_on,"
               " currency, total, vat, language, content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8,"
               " $9, $10, $11, $12, $13::text::date, $14, $15, $16, $17, $18::text::jsonb)",
               document.id, document.source_id, content.kind, content.number, document.series,
               document.year, document.sequence, document.order_id, document.purchase_id,
               document.vendor_id, document.user_id, document.credits, content.issued_on,
               content.total.currency.code(), content.total.minor, content.vat.minor,
               document.language, write_json(content));
}

std::optional<DocumentRow> DocumentStore::find(Session& session, DocumentId id) {
    static const std::string sql = select_document("WHERE d.id = $1");
    return session.one<DocumentRow>(sql, id);
}

std::optional<DocumentRow> DocumentStore::of_source(Session& session, Uuid source) {
    static const std::string sql = select_document("WHERE d.source_id = $1");
    return session.one<DocumentRow>(sql, source);
}

std::vector<DocumentRow> DocumentStore::of_order(Session& session, OrderId order) {
    static const std::string sql =
        select_document("WHERE d.order_id = $1 AND d.series IS NOT NULL ORDER BY d.id");
    return session.query<DocumentRow>(sql, order);
}

std::vector<DocumentRow> DocumentStore::list(Session& session, const DocumentFilter& filter,
                                             const std::optional<DocumentId>& after,
                                             std::int32_t limit) {
    // One statement for each kind of list, so that the planner sees which index serves it.
    static const std::string rest =
        " AND d.series IS NOT NULL AND ($2::text IS NULL OR d.kind = $2)"
        " AND ($3::text::date IS NULL OR d.issued_on >= $3::text::date)"
        " AND ($4::text::date IS NULL OR d.issued_on <= $4::text::date)"
        " AND ($5::uuid IS NULL OR d.id < $5) ORDER BY d.id DESC LIMIT $6";
    static const std::string of_vendor = select_document("WHERE d.vendor_id = $1" + rest);
    static const std::string of_all = select_document("WHERE $1::uuid IS NULL" + rest);
    return session.query<DocumentRow>(filter.vendor ? of_vendor : of_all, filter.vendor,
                                      filter.kind, filter.from, filter.to, after, limit);
}

std::optional<std::string> DocumentStore::file(Session& session, DocumentId id,
                                               std::string_view language) {
    return session.one<std::string>(
        "SELECT bytes FROM documents.file WHERE document_id = $1 AND language = $2", id, language);
}

void DocumentStore::keep_file(Session& session, DocumentId id, std::string_view language,
                              std::string_view bytes) {
    session.execute("INSERT INTO documents.file (document_id, language, bytes) VALUES ($1, $2, $3)"
                    " ON CONFLICT DO NOTHING",
                    id, language, bytes_parameter(bytes));
}

void DocumentStore::note_refund(Transaction& tx, Uuid id, OrderId order, const RefundFacts& facts) {
    tx.execute("INSERT INTO documents.refund AS r (id, order_id, facts)"
               " VALUES ($1, $2, $3::text::jsonb)"
               " ON CONFLICT (id) DO UPDATE SET facts = coalesce(r.facts, excluded.facts)",
               id, order, write_json(facts));
}

void DocumentStore::settle_refund(Transaction& tx, Uuid id, OrderId order, const Money& amount) {
    tx.execute("INSERT INTO documents.refund (id, order_id, settled) VALUES ($1, $2, $3)"
               " ON CONFLICT (id) DO UPDATE SET settled = excluded.settled",
               id, order, amount.minor);
}

std::vector<RefundRow> DocumentStore::refunds_due(Session& session, OrderId order) {
    return session.query<RefundRow>(
        "SELECT r.id, r.settled, r.facts FROM documents.refund r WHERE r.order_id = $1"
        " AND r.settled IS NOT NULL AND NOT EXISTS (SELECT FROM documents.source s WHERE s.id = "
        "r.id)"
        " ORDER BY r.heard_at, r.id",
        order);
}

Content content_of(const DocumentRow& document) {
    return stored<Content>(document.content);
}

std::optional<RefundFacts> facts_of(const RefundRow& refund) {
    return refund.facts ? std::optional(stored<RefundFacts>(*refund.facts)) : std::nullopt;
}

} // namespace statybos::documents
