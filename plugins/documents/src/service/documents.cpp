#include "service/documents.hpp"

namespace statybos::documents {
namespace {

Error no_such_document() {
    return Error(Errc::not_found, "not_found", "there is no such document");
}

} // namespace

DocumentFile Documents::file_of(Ctx ctx, DocumentRow document,
                                std::optional<DocumentLanguage> language) {
    Session session(ctx);
    DocumentFile file{std::move(document), {}, {}};
    file.language = language ? std::string(enum_name(*language)) : file.document.language;
    auto kept = store_.file(session, file.document.id, file.language);
    if (!kept) {
        store_.keep_file(session, file.document.id, file.language,
                         printer_.print(content_of(file.document), file.language));
        // Whoever kept it first: everybody gets those bytes.
        kept = store_.file(session, file.document.id, file.language);
    }
    file.bytes = std::move(kept.value());
    return file;
}

Result<void> Documents::catch_up(Ctx ctx, const orders::OrderSnapshot& order) {
    // The event that leads to it may not have been heard yet.
    return transact(ctx, [&](Transaction& tx) { return issuing_.catch_up(tx, order); });
}

Result<DocumentFile> Documents::sale_of(Ctx ctx, const orders::OrderSnapshot& order,
                                        std::optional<DocumentLanguage> language) {
    Session session(ctx);
    auto document = store_.of_source(session, order.id.value);
    if (!document) {
        if (auto done = catch_up(ctx, order); !done) {
            return done.error();
        }
        document = store_.of_source(session, order.id.value);
    }
    if (!document) {
        return Error(Errc::not_found, "not_issued", "an order has its invoice when it is paid");
    }
    return file_of(ctx, std::move(*document), language);
}

Result<DocumentFile> Documents::of_sale(Ctx ctx, std::string_view order,
                                        std::string_view purchase_token,
                                        std::optional<DocumentLanguage> language) {
    Session session(ctx);
    const auto found = orders_(ctx)->find_visible(session, order, purchase_token);
    return found ? sale_of(ctx, *found, language) : Result<DocumentFile>(found.error());
}

Result<DocumentFile> Documents::of_sale_by_number(Ctx ctx, std::string_view number,
                                                  std::string_view email,
                                                  std::optional<DocumentLanguage> language) {
    Session session(ctx);
    const auto found = orders_(ctx)->find_by_number(session, number, email);
    return found ? sale_of(ctx, *found, language) : Result<DocumentFile>(found.error());
}

Result<DocumentFile> Documents::payment_request(Ctx ctx, std::string_view order,
                                                std::string_view purchase_token,
                                                std::optional<DocumentLanguage> language) {
    Session session(ctx);
    const auto found = orders_(ctx)->find_visible(session, order, purchase_token);
    if (!found) {
        return found.error();
    }
    // It tells what was ordered from others too.
    if (ctx.vendor() == found->vendor_id && ctx.user() != found->user_id) {
        return no_such_document();
    }
    auto document =
        transact(ctx, [&](Transaction& tx) { return issuing_.payment_request(tx, *found); });
    return document ? Result<DocumentFile>(file_of(ctx, std::move(*document), language))
                    : Result<DocumentFile>(document.error());
}

Result<DocumentFile> Documents::find(Ctx ctx, std::string_view id, std::string_view purchase_token,
                                     std::optional<DocumentLanguage> language) {
    Session session(ctx);
    const auto parsed = DocumentId::parse(id);
    auto document = parsed ? store_.find(session, *parsed) : std::nullopt;
    if (!document || document->kind == DocumentKind::payment_request) {
        return no_such_document();
    }
    const auto order =
        orders_(ctx)->find_visible(session, document->order_id.to_string(), purchase_token);
    return order ? Result<DocumentFile>(file_of(ctx, std::move(*document), language))
                 : Result<DocumentFile>(no_such_document());
}

Result<std::vector<DocumentRow>> Documents::of_order(Ctx ctx, std::string_view order,
                                                     std::string_view purchase_token) {
    Session session(ctx);
    const auto found = orders_(ctx)->find_visible(session, order, purchase_token);
    if (!found) {
        return found.error();
    }
    if (auto done = catch_up(ctx, *found); !done) {
        return done.error();
    }
    return store_.of_order(session, found->id);
}

std::vector<DocumentRow> Documents::list(Ctx ctx, const DocumentFilter& filter,
                                         const std::optional<DocumentId>& after,
                                         std::int32_t limit) {
    Session session(ctx);
    return store_.list(session, filter, after, limit);
}

} // namespace statybos::documents
