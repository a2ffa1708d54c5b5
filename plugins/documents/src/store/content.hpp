// All that a document says, as it was when it was issued. Kept with the document, word for word.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/documents/events.hpp>
#include <statybos/orders/tax_rules.hpp>
#include <statybos/quantity.hpp>

namespace statybos::documents {

struct PartyAddress {
    std::optional<std::string> street;
    std::optional<std::string> postal_code;
    std::string city;
    std::string country; ///< ISO 3166-1 alpha-2
};
STATYBOS_RECORD(PartyAddress, street, postal_code, city, country)

/// Who sells or buys.
struct Party {
    std::string name;
    std::optional<std::string> code;       ///< register code of a company
    std::optional<std::string> vat_number; ///< absent: pays no VAT, or did not say
    std::optional<PartyAddress> address;
    std::optional<std::string> contact; ///< for a company: the person
};
STATYBOS_RECORD(Party, name, code, vat_number, address, contact)

enum class ContentLineKind : std::uint8_t { product, delivery };
STATYBOS_ENUM(ContentLineKind, product, delivery)

/// One row. Amounts of a credit note are negative; prices and quantities never are.
struct ContentLine {
    ContentLineKind kind = ContentLineKind::product;
    std::string title; ///< of a delivery: its method
    Quantity quantity; ///< zero: only an amount went back
    std::string unit;
    Money unit_price; ///< gross
    Money discount;   ///< gross
    Percent vat_rate;
    Money net;
    Money vat;
    Money gross;
    std::optional<std::string> order_number; ///< on what is for several orders; with the vendor
    std::optional<LineId> line_id;           ///< of the order; absent: delivery
};
STATYBOS_RECORD(ContentLine, kind, title, quantity, unit, unit_price, discount, vat_rate, net, vat,
                gross, order_number, line_id)

/// What was charged at one VAT rate.
struct ContentRate {
    Percent rate;
    Money net;
    Money vat;
    Money gross;
};
STATYBOS_RECORD(ContentRate, rate, net, vat, gross)

/// Where money is to be sent.
struct PayTo {
    std::string name;
    std::string iban;
    std::optional<std::string> bic;
    std::string reference; ///< the buyer writes it on the transfer
};
STATYBOS_RECORD(PayTo, name, iban, bic, reference)

/// The document that a credit note takes back in part or whole.
struct Credited {
    std::string number;
    std::string issued_on;
    std::string reason;
};
STATYBOS_RECORD(Credited, number, issued_on, reason)

struct Content {
    DocumentKind kind = DocumentKind::invoice;
    std::string number;
    std::string issued_on;  ///< 2026-11-28, where the marketplace is
    std::string ordered_on; ///< the same
    std::string order_number;
    std::string purchase_number;
    std::string marketplace;
    std::string payment_method; ///< the gateway's name
    Party seller;
    Party buyer;
    bool seller_pays_vat = false;
    orders::VatTreatment vat_treatment = orders::VatTreatment::standard;
    std::vector<ContentLine> lines;
    std::vector<ContentRate> rates; ///< the highest first
    Money net;
    Money vat;
    Money total;
    std::optional<Credited> credited;
    std::optional<PayTo> pay_to;
};
STATYBOS_RECORD(Content, kind, number, issued_on, ordered_on, order_number, purchase_number,
                marketplace, payment_method, seller, buyer, seller_pays_vat, vat_treatment, lines,
                rates, net, vat, total, credited, pay_to)

} // namespace statybos::documents
