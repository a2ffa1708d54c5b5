// Documents, their numbers and their files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/transaction.hpp>

#include "store/document_rows.hpp"

namespace statybos::documents {

class DocumentStore {
public:
    /// Takes the next number of the vendor's series for `source`, or nothing when it has its
    /// document already. Others who want a number of that series wait for this transaction.
    /// @param now  decides date and year, in `time_zone`
    std::optional<Numbered> take_number(Transaction& tx, Uuid source, VendorId vendor,
                                        std::string_view series, std::string_view time_zone,
                                        Instant now, Instant ordered_at);
    /// The same for what belongs to no series; the number is 0.
    std::optional<Numbered> claim(Transaction& tx, Uuid source, std::string_view time_zone,
                                  Instant now, Instant ordered_at);
    void insert(Transaction& tx, const NewDocument& document);

    std::optional<DocumentRow> find(Session& session, DocumentId id);
    std::optional<DocumentRow> of_source(Session& session, Uuid source);
    /// All of an order in the order of their issue, payment requests left out.
    std::vector<DocumentRow> of_order(Session& session, OrderId order);
    std::vector<DocumentRow> list(Session& session, const DocumentFilter& filter,
                                  const std::optional<DocumentId>& after, std::int32_t limit);

    /// The bytes that were kept for this language.
    std::optional<std::string> file(Session& session, DocumentId id, std::string_view language);
    /// Keeps them, unless there are some.
    void keep_file(Session& session, DocumentId id, std::string_view language,
                   std::string_view bytes);

    void note_refund(Transaction& tx, Uuid id, OrderId order, const RefundFacts& facts);
    void settle_refund(Transaction& tx, Uuid id, OrderId order, const Money& amount);
    /// Refunds of an order that have arrived and have no document yet, in the order of their news.
    std::vector<RefundRow> refunds_due(Session& session, OrderId order);
};

/// What was kept with the document. @throws Failure where the row holds something else
Content content_of(const DocumentRow& document);
std::optional<RefundFacts> facts_of(const RefundRow& refund);

} // namespace statybos::documents
