#include "http/document_routes.hpp"

namespace statybos::documents {
namespace {

std::string_view token_of(const Request& request) {
    return request.header("X-Purchase-Token");
}

Result<RawAnswer> answer_of(Result<DocumentFile> file) {
    if (!file) {
        return file.error();
    }
    return RawAnswer{
        200,
        "application/pdf",
        std::move(file->bytes),
        {{"Content-Disposition", "inline; filename=\"" + file->document.number + ".pdf\""},
         {"Content-Language", file->language},
         {"Cache-Control", "private, no-cache"}}};
}

DocumentView view_of(const DocumentRow& document) {
    return {document.id,
            document.kind,
            document.number,
            document.order_id,
            document.vendor_id,
            document.issued_on,
            document.total,
            {document.vat, document.total.currency},
            document.credited_number,
            document.language,
            "/api/documents/" + document.id.to_string() + "/file.pdf"};
}

} // namespace

void DocumentRoutes::declare(Host& host) {
    Router router(host, *this, "documents");
    router.get("/api/orders/{id}/invoice.pdf", &DocumentRoutes::invoice)
        .access(Access::anyone)
        .summary("An order's invoice, or the receipt of a private vendor: for its buyer, its "
                 "vendor, an operator, or a guest by X-Purchase-Token");
    router.get("/api/orders/invoice.pdf", &DocumentRoutes::invoice_of_guest)
        .access(Access::anyone)
        .summary("The same, by the order's number and the buyer's e-mail address");
    router.get("/api/orders/{id}/payment-request.pdf", &DocumentRoutes::payment_request)
        .access(Access::anyone)
        .summary("How to pay for an order's purchase by bank transfer, with a SEPA QR code");
    router.get("/api/orders/{id}/documents", &DocumentRoutes::of_order)
        .access(Access::anyone)
        .summary("What was issued for an order: its invoice or receipt, and credit notes");
    router.get("/api/documents/{id}/file.pdf", &DocumentRoutes::file)
        .access(Access::anyone)
        .summary("One document, for those who may see its order");
    router.get("/api/vendors/documents", &DocumentRoutes::of_vendor)
        .roles({"vendor"})
        .summary("What was issued in one's own name, newest first");
    router.get("/api/admin/documents", &DocumentRoutes::of_all)
        .roles({"admin", "support"})
        .summary("All documents, newest first");
}

Result<RawAnswer> DocumentRoutes::invoice(Ctx& ctx, const DocumentPath& path,
                                          const Request& request) {
    return answer_of(documents_.of_sale(ctx, path.id, token_of(request), path.language));
}

Result<RawAnswer> DocumentRoutes::invoice_of_guest(Ctx& ctx, const GuestQuery& query) {
    return answer_of(documents_.of_sale_by_number(ctx, query.number, query.email, query.language));
}

Result<RawAnswer> DocumentRoutes::payment_request(Ctx& ctx, const DocumentPath& path,
                                                  const Request& request) {
    return answer_of(documents_.payment_request(ctx, path.id, token_of(request), path.language));
}

Result<RawAnswer> DocumentRoutes::file(Ctx& ctx, const DocumentPath& path, const Request& request) {
    return answer_of(documents_.find(ctx, path.id, token_of(request), path.language));
}

Result<DocumentList> DocumentRoutes::of_order(Ctx& ctx, const OrderDocumentsPath& path,
                                              const Request& request) {
    const auto documents = documents_.of_order(ctx, path.id, token_of(request));
    if (!documents) {
        return documents.error();
    }
    DocumentList list;
    for (const DocumentRow& document : *documents) {
        list.items.push_back(view_of(document));
    }
    return list;
}

Result<DocumentList> DocumentRoutes::of_vendor(Ctx& ctx, const DocumentQuery& query) {
    const auto vendor = ctx.vendor();
    if (!vendor) {
        return Error(Errc::forbidden, "not_vendor", "this account sells nothing");
    }
    return list(ctx, vendor, query);
}

Result<DocumentList> DocumentRoutes::of_all(Ctx& ctx, const DocumentQuery& query) {
    return list(ctx, std::nullopt, query);
}

Result<DocumentList> DocumentRoutes::list(Ctx& ctx, std::optional<VendorId> vendor,
                                          const DocumentQuery& query) {
    const auto after = query.cursor ? DocumentId::parse(*query.cursor) : std::nullopt;
    if (query.cursor && !after) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("?cursor", "bad_format", "use next_cursor of the page before");
    }
    const auto rows =
        documents_.list(ctx, {vendor, query.kind, query.from, query.to}, after, query.limit + 1);
    const auto limit = static_cast<std::size_t>(query.limit);
    DocumentList list;
    for (std::size_t i = 0; i < rows.size() && i < limit; ++i) {
        list.items.push_back(view_of(rows[i]));
    }
    if (rows.size() > limit) {
        list.next_cursor = rows[limit - 1].id.to_string();
    }
    return list;
}

} // namespace statybos::documents
