// Drawn documents, as Poppler and ZBar read them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "drawing/canvas.hpp"
#include "drawing/document_drawing.hpp"
#include "plugins/documents/pdf_tools.hpp"
#include "plugins/documents/sample_orders.hpp"
#include "service/content_rules.hpp"
#include "service/epc_rules.hpp"

namespace statybos::documents {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* font = "Inter";

Content numbered(Content content, const char* number) {
    content.number = number;
    content.issued_on = "2026-11-28";
    content.ordered_on = "2026-11-27";
    return content;
}

Content sample_invoice(int more_lines = 0) {
    const auto vendor = sample_vendor();
    auto order = sample_order(vendor.id,
                              {sample_line("Plytelės ąčęėįšųūž ĄČĘĖĮŠŲŪŽ", "14.5", "m2", 1'299),
                               sample_line("Normatyvai", "2", "pcs", 2'100, 500, 500)},
                              1'210);
    for (int i = 0; i < more_lines; ++i) {
        order.lines.push_back(
            sample_line(("Blokelis Nr. " + std::to_string(i)).c_str(), "3", "pallet", 123'456));
    }
    order.buyer_company = "UAB Šiaurė";
    order.buyer_company_code = "302345678";
    order.buyer_vat_number = "LT100009876513";
    order.buyer_address = orders::BuyerAddress{"Žirmūnų g. 68", "Vilnius", {}, "LT-09124", "LT"};
    return numbered(content_of_sale(order, vendor, "stripe", "Statybos"), "SF-2026-000123");
}

Content sample_request() {
    const auto vendor = sample_vendor();
    payments::PaymentSnapshot payment;
    payment.gateway = "bank_transfer";
    payment.amount = eur(13'310);
    payment.instructions = {{"iban", "LT121000011101001000"},
                            {"bic", "HABALT22"},
                            {"name", "UAB Statybos"},
                            {"reference", "RF18539007547034"}};
    const auto order = sample_order(vendor.id, {sample_line("Katilas", "1", "pcs", 12'100)}, 1'210);
    return numbered(content_of_request({order}, payment, "Statybos").value(), "P-7K2M-9QXA");
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

/// Words in a row, whatever blanks the layout has between them. Poppler sees one before "%" or not,
/// by the width of the digits.
std::string squeezed(const std::string& text) {
    const std::string words = std::regex_replace(text, std::regex("(\\s|\u00a0)+"), " ");
    return std::regex_replace(words, std::regex(" %"), "%");
}

TEST(DocumentDrawingTest, SaysInLithuanianWhatAnInvoiceMustSay) {
    const PdfFile file(draw_document(sample_invoice(), "lt", font));
    const std::string text = squeezed(file.text());
    for (const char* part : {"PVM sąskaita faktūra",
                             "Nr. SF-2026-000123",
                             "Išrašyta 2026-11-28",
                             "Pardavėjas",
                             "UAB Ąžuolo sandėlis",
                             "Įmonės kodas 304567891",
                             "PVM mokėtojo kodas LT100012345611",
                             "LT-76001 Šiauliai, Lietuva",
                             "UAB Šiaurė",
                             "PVM mokėtojo kodas LT100009876513",
                             "Žirmūnų g. 68, LT-09124 Vilnius, Lietuva",
                             "Plytelės ąčęėįšųūž ĄČĘĖĮŠŲŪŽ",
                             "14,5 m²",
                             "10,74",
                             "12,99",
                             "21%",
                             "32,69",
                             "188,36",
                             "Nuolaida −5,00",
                             "5%",
                             "1,76",
                             "37,00",
                             "Pristatymas (į namus)",
                             "2,10",
                             "12,10",
                             "165,67 34,79 200,46",
                             "35,24 1,76 37,00",
                             "Iš viso be PVM 200,91 EUR",
                             "PVM suma 36,55 EUR",
                             "Iš viso su PVM 237,46 EUR",
                             "Du šimtai trisdešimt septyni eurai 46 ct",
                             "1 puslapis iš 1"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
}

TEST(DocumentDrawingTest, SaysTheSameInEnglish) {
    const std::string text = squeezed(PdfFile(draw_document(sample_invoice(), "en", font)).text());
    for (const char* part :
         {"VAT invoice", "Issued on 2026-11-28", "Company code 304567891", "14.5 m²", "188.36",
          "Total excl. VAT 200.91 EUR", "Total incl. VAT 237.46 EUR", "Page 1 of 1"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
}

TEST(DocumentDrawingTest, GivesTheSameBytesForTheSameContent) {
    const Content content = sample_invoice(40);
    const std::string bytes = draw_document(content, "lt", font);
    EXPECT_EQ(bytes, draw_document(content, "lt", font));
    EXPECT_NE(bytes, draw_document(content, "en", font));
    EXPECT_THAT(PdfFile(bytes).info(),
                HasSubstr("Title:           PVM sąskaita faktūra SF-2026-000123"));
    // The day of issue, not the clock's.
    EXPECT_THAT(PdfFile(bytes).info(), HasSubstr("CreationDate:    2026-11-28T00:00:00Z"));
}

TEST(DocumentDrawingTest, GoesOnOverSeveralPagesUnderTheSameHead) {
    const PdfFile file(draw_document(sample_invoice(60), "lt", font));
    const std::string text = file.text();
    const std::size_t pages = count(text, "\f");
    ASSERT_GE(pages, 3u);
    for (std::size_t page = 1; page <= pages; ++page) {
        const std::string own = squeezed(file.text(static_cast<int>(page)));
        EXPECT_THAT(own, HasSubstr(std::to_string(page) + " puslapis iš " + std::to_string(pages)));
        EXPECT_THAT(own, HasSubstr("SF-2026-000123"));
        if (page < pages) {
            EXPECT_THAT(own, HasSubstr("Prekė arba paslauga"));
        }
    }
    for (int i = 0; i < 60; ++i) {
        EXPECT_EQ(count(squeezed(text), "Blokelis Nr. " + std::to_string(i) + " 3 pad."), 1u) << i;
    }
}

TEST(DocumentDrawingTest, ShowsMoneyThatGoesBackAsNegative) {
    const Content sale = sample_invoice();
    RefundFacts facts{eur(5'846), eur(1'015), eur(0), eur(0), {}, "Viena dėžė sudužo"};
    facts.lines.push_back(
        {sale.lines[0].line_id.value(), Quantity::parse("4.5").value(), eur(5'846), eur(1'015)});
    const Content credit = numbered(content_of_refund(sale, facts), "KR-2026-000007");
    const std::string text = squeezed(PdfFile(draw_document(credit, "lt", font)).text());
    for (const char* part :
         {"Kreditinė PVM sąskaita faktūra", "Nr. KR-2026-000007", "SF-2026-000123 (2026-11-28)",
          "Viena dėžė sudužo", "4,5 m²", "−10,15", "−58,46", "Grąžinama suma −58,46 EUR"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
}

TEST(DocumentDrawingTest, LeavesVatOutWhereThereIsNone) {
    const auto vendor = sample_vendor(true);
    const auto order =
        sample_order(vendor.id, {sample_line("Katilas", "1", "pcs", 89'000, 0)}, 0, 0);
    const Content receipt =
        numbered(content_of_sale(order, vendor, "test", "Statybos"), "KV-2026-000001");
    const std::string text = squeezed(PdfFile(draw_document(receipt, "lt", font)).text());
    EXPECT_THAT(text, HasSubstr("Pirkimo kvitas"));
    EXPECT_THAT(text, HasSubstr("Iš viso 890,00 EUR"));
    EXPECT_THAT(text, HasSubstr("nėra PVM sąskaita faktūra"));
    EXPECT_THAT(text, Not(HasSubstr("PVM suvestinė")));
    EXPECT_THAT(text, Not(HasSubstr("PVM mokėtojo kodas")));

    Content invoice = receipt;
    invoice.kind = DocumentKind::invoice;
    const std::string of_company = squeezed(PdfFile(draw_document(invoice, "lt", font)).text());
    EXPECT_THAT(of_company, HasSubstr("Pardavėjas nėra PVM mokėtojas."));
    EXPECT_THAT(of_company, Not(HasSubstr("PVM sąskaita")));
}

TEST(DocumentDrawingTest, NotesTheReverseCharge) {
    auto vendor = sample_vendor();
    auto order = sample_order(vendor.id, {sample_line("Katilas", "1", "pcs", 10'000, 0)}, 0, 0);
    order.vat_treatment = orders::VatTreatment::reverse_charge;
    const Content content =
        numbered(content_of_sale(order, vendor, "stripe", "Statybos"), "SF-2026-000002");
    const std::string lt = squeezed(PdfFile(draw_document(content, "lt", font)).text());
    EXPECT_THAT(lt, HasSubstr("Atvirkštinis apmokestinimas"));
    EXPECT_THAT(lt, HasSubstr("0% 100,00 0,00 100,00"));
    EXPECT_THAT(squeezed(PdfFile(draw_document(content, "en", font)).text()),
                HasSubstr("Reverse charge"));
    EXPECT_THAT(squeezed(PdfFile(draw_document(sample_invoice(), "lt", font)).text()),
                Not(HasSubstr("Atvirkštinis")));
}

TEST(DocumentDrawingTest, CarriesAQrCodeThatABankReads) {
    const Content request = sample_request();
    const PdfFile file(draw_document(request, "lt", font));
    EXPECT_EQ(file.qr_code(), epc_payload(request.pay_to.value(), eur(13'310)).value() + "\n");
    const std::string text = squeezed(file.text());
    for (const char* part :
         {"Išankstinė sąskaita", "Kaip apmokėti", "LT12 1000 0111 0100 1000", "HABALT22",
          "133,10 EUR", "RF18539007547034", "Tai nėra PVM sąskaita faktūra"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
}

TEST(DocumentDrawingTest, EmbedsItsFonts) {
    const std::string fonts = PdfFile(draw_document(sample_invoice(), "lt", font)).fonts();
    EXPECT_THAT(fonts, HasSubstr("Inter-Regular"));
    EXPECT_THAT(fonts, Not(HasSubstr(" no  ")));
}

TEST(FontTest, MustBeThereAndWriteLithuanian) {
    EXPECT_TRUE(font_is_usable("Inter"));
    EXPECT_FALSE(font_is_usable("No Such Font"));
}

} // namespace
} // namespace statybos::documents
