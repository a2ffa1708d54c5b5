// Who may have which document, and its file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/issuing.hpp"
#include "service/printer.hpp"

namespace statybos::documents {

enum class DocumentLanguage : std::uint8_t { lt, en };
STATYBOS_ENUM(DocumentLanguage, lt, en)

struct DocumentFile {
    DocumentRow document;
    std::string language;
    std::string bytes;
};

/// An order's documents are for those who may see the order; to all others they are not there.
class Documents {
public:
    Documents(DocumentStore& store, Issuing& issuing, const Printer& printer,
              Use<orders::OrderReader> orders)
        : store_(store), issuing_(issuing), printer_(printer), orders_(orders) {}

    /// The invoice or receipt of an order.
    /// @param purchase_token  a guest's; empty: none
    /// @param language        absent: the one that the buyer ordered in
    /// @errors not_found not_found
    /// @errors not_found not_issued  the order is not paid yet
    Result<DocumentFile> of_sale(Ctx ctx, std::string_view order, std::string_view purchase_token,
                                 std::optional<DocumentLanguage> language);
    /// The same, as a guest looks an order up.
    Result<DocumentFile> of_sale_by_number(Ctx ctx, std::string_view number, std::string_view email,
                                           std::optional<DocumentLanguage> language);
    /// How to pay for the order's purchase by bank transfer; not for its vendors.
    /// @errors not_found not_found, not_issued
    Result<DocumentFile> payment_request(Ctx ctx, std::string_view order,
                                         std::string_view purchase_token,
                                         std::optional<DocumentLanguage> language);
    /// @errors not_found
    Result<DocumentFile> find(Ctx ctx, std::string_view id, std::string_view purchase_token,
                              std::optional<DocumentLanguage> language);
    /// The order's invoice or receipt, and what was issued for its refunds; the oldest first.
    /// @errors not_found
    Result<std::vector<DocumentRow>> of_order(Ctx ctx, std::string_view order,
                                              std::string_view purchase_token);
    /// Newest first; of all vendors where the filter names none.
    std::vector<DocumentRow> list(Ctx ctx, const DocumentFilter& filter,
                                  const std::optional<DocumentId>& after, std::int32_t limit);

private:
    Result<DocumentFile> sale_of(Ctx ctx, const orders::OrderSnapshot& order,
                                 std::optional<DocumentLanguage> language);
    Result<void> catch_up(Ctx ctx, const orders::OrderSnapshot& order);
    DocumentFile file_of(Ctx ctx, DocumentRow document, std::optional<DocumentLanguage> language);

    DocumentStore& store_;
    Issuing& issuing_;
    const Printer& printer_;
    Use<orders::OrderReader> orders_;
};

} // namespace statybos::documents
