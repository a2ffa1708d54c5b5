// What the tables of documents hold, as types.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/json.hpp>

#include "store/content.hpp"

namespace statybos::documents {

/// A number that was taken from a series, and the days that go with it.
struct Numbered {
    std::int32_t year = 0;
    std::int64_t sequence = 0;
    std::string issued_on;
    std::string ordered_on;
};
STATYBOS_RECORD(Numbered, year, sequence, issued_on, ordered_on)

struct NewDocument {
    DocumentId id;
    Uuid source_id;
    std::optional<std::string> series;
    std::optional<std::int32_t> year;
    std::optional<std::int64_t> sequence;
    OrderId order_id;
    PurchaseId purchase_id;
    std::optional<VendorId> vendor_id; ///< absent: for all vendors of a purchase
    std::optional<UserId> user_id;
    std::optional<DocumentId> credits;
    std::string language;
    Content content;
};

struct DocumentRow {
    DocumentId id;
    DocumentKind kind = DocumentKind::invoice;
    std::string number;
    OrderId order_id;
    std::optional<VendorId> vendor_id;
    std::optional<UserId> user_id;
    std::string issued_on;
    Money total;
    std::int64_t vat = 0;
    std::string language;
    std::optional<std::string> credited_number;
    Json content; ///< a Content, as it was kept
};
STATYBOS_RECORD(DocumentRow, id, kind, number, order_id, vendor_id, user_id, issued_on, total, vat,
                language, credited_number, content)

struct RefundFactsLine {
    LineId line_id;
    Quantity quantity;
    Money amount;
    Money vat;
};
STATYBOS_RECORD(RefundFactsLine, line_id, quantity, amount, vat)

/// What goes back of an order.
struct RefundFacts {
    Money amount;
    Money vat;
    Money shipping;
    Money shipping_vat;
    std::vector<RefundFactsLine> lines;
    std::string reason;
};
STATYBOS_RECORD(RefundFacts, amount, vat, shipping, shipping_vat, lines, reason)

struct RefundRow {
    Uuid id;
    std::int64_t settled = 0;  ///< minor units that arrived
    std::optional<Json> facts; ///< RefundFacts; absent: orders have told nothing yet
};
STATYBOS_RECORD(RefundRow, id, settled, facts)

/// Which documents of series a list shows.
struct DocumentFilter {
    std::optional<VendorId> vendor;
    std::optional<DocumentKind> kind;
    std::optional<std::string> from; ///< the first day
    std::optional<std::string> to;   ///< the last one
};

} // namespace statybos::documents
