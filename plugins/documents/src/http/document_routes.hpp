// /api/orders/{id}/invoice.pdf, and the other documents of orders.
#pragma once

#include <statybos/router.hpp>

#include "service/documents.hpp"

namespace statybos::documents {

/// An order's id or a document's, by the route.
struct DocumentPath {
    std::string id;
    std::optional<DocumentLanguage> language; ///< absent: the buyer's
};
STATYBOS_PARAMETERS(DocumentPath, id, language)
STATYBOS_LIMITS(DocumentPath, length(&DocumentPath::id, 1, 100))

struct GuestQuery {
    std::string number; ///< of the order
    std::string email;
    std::optional<DocumentLanguage> language;
};
STATYBOS_PARAMETERS(GuestQuery, number, email, language)
STATYBOS_LIMITS(GuestQuery, length(&GuestQuery::number, 1, 60), length(&GuestQuery::email, 1, 254))

struct OrderDocumentsPath {
    std::string id;
};
STATYBOS_PARAMETERS(OrderDocumentsPath, id)
STATYBOS_LIMITS(OrderDocumentsPath, length(&OrderDocumentsPath::id, 1, 100))

struct DocumentQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
    std::optional<DocumentKind> kind;
    std::optional<std::string> from; ///< the first day
    std::optional<std::string> to;   ///< the last one
};
STATYBOS_PARAMETERS(DocumentQuery, limit, cursor, kind, from, to)
STATYBOS_LIMITS(DocumentQuery, range(&DocumentQuery::limit, 1, 100),
                defaulted(&DocumentQuery::limit), length(&DocumentQuery::cursor, 1, 100),
                pattern_date(&DocumentQuery::from), pattern_date(&DocumentQuery::to))

struct DocumentView {
    DocumentId id;
    DocumentKind kind = DocumentKind::invoice;
    std::string number;
    OrderId order_id;
    std::optional<VendorId> vendor_id;
    std::string issued_on;
    Money total;
    Money vat;
    std::optional<std::string> credits; ///< the number of the document that it corrects
    std::string language;
    std::string url;
};
STATYBOS_RECORD(DocumentView, id, kind, number, order_id, vendor_id, issued_on, total, vat, credits,
                language, url)

struct DocumentList {
    std::vector<DocumentView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(DocumentList, items, next_cursor)

class DocumentRoutes {
public:
    explicit DocumentRoutes(Documents& documents) : documents_(documents) {}
    void declare(Host& host);

private:
    Result<RawAnswer> invoice(Ctx& ctx, const DocumentPath& path, const Request& request);
    Result<RawAnswer> invoice_of_guest(Ctx& ctx, const GuestQuery& query);
    Result<RawAnswer> payment_request(Ctx& ctx, const DocumentPath& path, const Request& request);
    Result<RawAnswer> file(Ctx& ctx, const DocumentPath& path, const Request& request);
    Result<DocumentList> of_order(Ctx& ctx, const OrderDocumentsPath& path, const Request& request);
    Result<DocumentList> of_vendor(Ctx& ctx, const DocumentQuery& query);
    Result<DocumentList> of_all(Ctx& ctx, const DocumentQuery& query);
    Result<DocumentList> list(Ctx& ctx, std::optional<VendorId> vendor, const DocumentQuery& query);

    Documents& documents_;
};

} // namespace statybos::documents
