// The fixed words of documents, in Lithuanian and English.
#pragma once

#include <string>
#include <string_view>

#include "store/content.hpp"

namespace statybos::documents {

struct Words {
    const char* language;
    const char* continued;
    const char* page; ///< "%1" of "%2"
    const char* number;
    const char* issued_on;
    const char* ordered_on;
    const char* order;
    const char* purchase;
    const char* payment;
    const char* credited;
    const char* reason;
    const char* seller;
    const char* buyer;
    const char* payee;
    const char* company_code;
    const char* vat_number;
    const char* row;
    const char* goods;
    const char* quantity;
    const char* net_price;
    const char* gross_price;
    const char* price;
    const char* rate;
    const char* vat;
    const char* gross;
    const char* sum;
    const char* discount;
    const char* delivery;
    const char* vat_summary;
    const char* net;
    const char* total_net;
    const char* total_vat;
    const char* total_gross;
    const char* total;
    const char* total_back;
    const char* total_to_pay;
    const char* in_words;
    const char* pays_no_vat;
    const char* private_seller;
    const char* reverse_charge;
    const char* not_an_invoice;
    const char* how_to_pay;
    const char* account;
    const char* bic;
    const char* amount;
    const char* reference;
    const char* scan;
    const char* issued_through; ///< "%1": the marketplace
};

/// English for "en", Lithuanian for everything else.
const Words& words_of(std::string_view language);

/// What a document of this kind is called.
std::string title_of(const Content& content, std::string_view language);
/// How a shipping method or a gateway is called; what is not known, by its own name.
std::string method_name(std::string_view method, std::string_view language);
/// `text` with "%1" and "%2" replaced.
std::string filled(std::string_view text, std::string_view first, std::string_view second = {});

} // namespace statybos::documents
