#include "drawing/words.hpp"

#include <algorithm>
#include <array>

namespace statybos::documents {
namespace {

constexpr Words lithuanian{
    .language = "lt",
    .continued = "tęsinys",
    .page = "%1 puslapis iš %2",
    .number = "Nr.",
    .issued_on = "Išrašyta",
    .ordered_on = "Užsakyta",
    .order = "Užsakymas",
    .purchase = "Pirkinys",
    .payment = "Apmokėta",
    .credited = "Koreguojamas dokumentas",
    .reason = "Priežastis",
    .seller = "Pardavėjas",
    .buyer = "Pirkėjas",
    .payee = "Lėšų gavėjas",
    .company_code = "Įmonės kodas",
    .vat_number = "PVM mokėtojo kodas",
    .row = "Nr.",
    .goods = "Prekė arba paslauga",
    .quantity = "Kiekis",
    .net_price = "Kaina\nbe PVM",
    .gross_price = "Kaina\nsu PVM",
    .price = "Kaina",
    .rate = "PVM\ntarifas",
    .vat = "PVM",
    .gross = "Suma\nsu PVM",
    .sum = "Suma",
    .discount = "Nuolaida",
    .delivery = "Pristatymas",
    .vat_summary = "PVM suvestinė",
    .net = "Suma be PVM",
    .total_net = "Iš viso be PVM",
    .total_vat = "PVM suma",
    .total_gross = "Iš viso su PVM",
    .total = "Iš viso",
    .total_back = "Grąžinama suma",
    .total_to_pay = "Mokėti",
    .in_words = "Suma žodžiais",
    .pays_no_vat = "Pardavėjas nėra PVM mokėtojas.",
    .private_seller =
        "Pardavėjas – privatus asmuo, ne PVM mokėtojas. Šis kvitas patvirtina sandorį "
        "ir nėra PVM sąskaita faktūra.",
    .reverse_charge =
        "Atvirkštinis apmokestinimas: PVM apskaičiuoja ir sumoka pirkėjas. Tiekimas į "
        "kitą ES valstybę narę apmokestinamas taikant 0 % tarifą (PVM įstatymo "
        "49 str.; Direktyvos 2006/112/EB 138 ir 196 str.).",
    .not_an_invoice = "Tai nėra PVM sąskaita faktūra. Kiekvieno pardavėjo sąskaita bus išrašyta "
                      "gavus mokėjimą.",
    .how_to_pay = "Kaip apmokėti",
    .account = "Sąskaita (IBAN)",
    .bic = "Banko kodas (BIC)",
    .amount = "Suma",
    .reference = "Mokėjimo paskirtis",
    .scan = "Nuskaitykite banko programėle",
    .issued_through = "Išrašyta pardavėjo vardu prekyvietėje „%1“. Galioja be parašo.",
};

constexpr Words english{
    .language = "en",
    .continued = "continued",
    .page = "Page %1 of %2",
    .number = "No.",
    .issued_on = "Issued on",
    .ordered_on = "Ordered on",
    .order = "Order",
    .purchase = "Purchase",
    .payment = "Paid by",
    .credited = "Corrects document",
    .reason = "Reason",
    .seller = "Seller",
    .buyer = "Buyer",
    .payee = "Payee",
    .company_code = "Company code",
    .vat_number = "VAT number",
    .row = "No.",
    .goods = "Goods or service",
    .quantity = "Quantity",
    .net_price = "Price\nexcl. VAT",
    .gross_price = "Price\nincl. VAT",
    .price = "Price",
    .rate = "VAT\nrate",
    .vat = "VAT",
    .gross = "Amount\nincl. VAT",
    .sum = "Amount",
    .discount = "Discount",
    .delivery = "Delivery",
    .vat_summary = "VAT summary",
    .net = "Excl. VAT",
    .total_net = "Total excl. VAT",
    .total_vat = "VAT",
    .total_gross = "Total incl. VAT",
    .total = "Total",
    .total_back = "Amount refunded",
    .total_to_pay = "To pay",
    .in_words = "In words",
    .pays_no_vat = "The seller is not registered for VAT.",
    .private_seller = "The seller is a private person who is not registered for VAT. This receipt "
                      "confirms the sale and is not a VAT invoice.",
    .reverse_charge = "Reverse charge: VAT is to be accounted for by the buyer. Supply to another "
                      "EU member state at 0 % (Articles 138 and 196 of Directive 2006/112/EC; "
                      "Article 49 of the Lithuanian law on VAT).",
    .not_an_invoice = "This is not a VAT invoice. Each seller's invoice follows when the payment "
                      "has arrived.",
    .how_to_pay = "How to pay",
    .account = "Account (IBAN)",
    .bic = "Bank (BIC)",
    .amount = "Amount",
    .reference = "Payment reference",
    .scan = "Scan it with your bank's app",
    .issued_through = "Issued in the seller's name through %1. Valid without a signature.",
};

struct Method {
    std::string_view name;
    std::string_view lt;
    std::string_view en;
};

constexpr std::array methods = {
    Method{"delivery", "į namus", "to the door"},
    Method{"pickup", "atsiėmimas", "pickup"},
    Method{"parcel_terminal", "į paštomatą", "to a parcel terminal"},
    Method{"bank_transfer", "banko pavedimu", "bank transfer"},
    Method{"cash_on_pickup", "grynaisiais atsiimant", "cash on pickup"},
    Method{"stripe", "kortele", "card"},
};

} // namespace

const Words& words_of(std::string_view language) {
    return language == "en" ? english : lithuanian;
}

std::string title_of(const Content& content, std::string_view language) {
    const bool en = language == "en";
    const bool vat = content.seller_pays_vat;
    switch (content.kind) {
    case DocumentKind::invoice:
        return vat ? (en ? "VAT invoice" : "PVM sąskaita faktūra")
                   : (en ? "Invoice" : "Sąskaita faktūra");
    case DocumentKind::credit_note:
        return vat ? (en ? "VAT credit note" : "Kreditinė PVM sąskaita faktūra")
                   : (en ? "Credit note" : "Kreditinė sąskaita faktūra");
    case DocumentKind::receipt:
        return en ? "Receipt" : "Pirkimo kvitas";
    case DocumentKind::refund_receipt:
        return en ? "Refund receipt" : "Grąžinimo kvitas";
    case DocumentKind::payment_request:
        return en ? "Payment request" : "Išankstinė sąskaita";
    }
    return {};
}

std::string method_name(std::string_view method, std::string_view language) {
    const auto known = std::find_if(methods.begin(), methods.end(),
                                    [&](const Method& one) { return one.name == method; });
    return std::string(known == methods.end() ? method : language == "en" ? known->en : known->lt);
}

std::string filled(std::string_view text, std::string_view first, std::string_view second) {
    std::string whole;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view mark = text.substr(i, 2);
        if (mark == "%1" || mark == "%2") {
            whole += mark == "%1" ? first : second;
            ++i;
        } else {
            whole += text[i];
        }
    }
    return whole;
}

} // namespace statybos::documents
