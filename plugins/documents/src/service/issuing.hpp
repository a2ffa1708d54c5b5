// When a document comes about, and under which number.
//
// Whatever is heard, in whatever order and however often, leads to catch_up(): it issues what is
// due of an order and not there yet. A sale's document comes before those of its refunds.
#pragma once

#include <string>
#include <string_view>

#include <statybos/host.hpp>
#include <statybos/orders/events.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/payments/events.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "settings.hpp"
#include "store/document_store.hpp"

namespace statybos::documents {

struct Readers {
    Use<orders::OrderReader> orders;
    Use<payments::Payments> payments;
    Use<users::VendorReader> vendors;
};

class Issuing {
public:
    Issuing(Host host, DocumentStore& store, Readers readers, const Settings& settings)
        : host_(host), store_(store), readers_(readers), settings_(settings) {}
    virtual ~Issuing() = default;

    /// Does nothing for an order that is not sold yet.
    Result<void> catch_up(Transaction& tx, const orders::OrderSnapshot& order);

    /// How the order's purchase is to be paid; made when it is first asked for.
    /// @errors not_found not_issued  nothing is left to pay, or not by bank transfer
    Result<DocumentRow> payment_request(Transaction& tx, const orders::OrderSnapshot& order);

    Result<void> hear(Transaction& tx, const payments::PaymentChanged& changed);
    Result<void> hear(Transaction& tx, const payments::RefundSettled& settled);
    Result<void> hear(Transaction& tx, const orders::OrderRefunded& refunded);

protected:
    /// What a number looks like: by default SF-2026-000001.
    virtual std::string number_text(std::string_view series, const Numbered& numbered) const;

private:
    Result<void> issue_sale(Transaction& tx, const orders::OrderSnapshot& order);
    Result<void> issue_refund(Transaction& tx, const orders::OrderSnapshot& order,
                              const RefundRow& refund);
    void issue(Transaction& tx, const orders::OrderSnapshot& order, Uuid source, Content content,
               std::optional<DocumentId> credits);
    Result<payments::PaymentSnapshot> payment_of(Session& session,
                                                 const orders::OrderSnapshot& order);
    Result<void> catch_up(Transaction& tx, OrderId order);
    const std::string& series_of(DocumentKind kind) const;

    Host host_;
    DocumentStore& store_;
    Readers readers_;
    const Settings& settings_;
};

} // namespace statybos::documents
