// Facts that the documents plugin tells.
#pragma once

#include <optional>
#include <string>

#include <statybos/ids.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::documents {

STATYBOS_ID(DocumentId)

enum class DocumentKind : std::uint8_t {
    invoice,         ///< a business has sold
    credit_note,     ///< and given money back
    receipt,         ///< a private person has sold
    refund_receipt,  ///< and given money back
    payment_request, ///< how to pay for a purchase by bank transfer; no sale yet, no number of a
                     ///< series
};
STATYBOS_ENUM(DocumentKind, invoice, credit_note, receipt, refund_receipt, payment_request)

/// A document of a sale or refund has its number; its buyer and vendor can have it now.
struct DocumentIssued {
    DocumentId document_id;
    DocumentKind kind = DocumentKind::invoice;
    std::string number;
    OrderId order_id;
    VendorId vendor_id;
    std::optional<UserId> user_id; ///< the buyer
    Money total;                   ///< negative where money went back
};
STATYBOS_RECORD(DocumentIssued, document_id, kind, number, order_id, vendor_id, user_id, total)
STATYBOS_EVENT(DocumentIssued, "documents.document_issued.v1", order_id)

} // namespace statybos::documents
