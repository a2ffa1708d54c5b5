#include "drawing/document_drawing.hpp"

#include <algorithm>
#include <utility>

#include "drawing/amount_words.hpp"
#include "drawing/formats.hpp"
#include "drawing/qr_code.hpp"
#include "drawing/sheet.hpp"
#include "drawing/words.hpp"
#include "service/epc_rules.hpp"

namespace statybos::documents {
namespace {

constexpr TextStyle title_style{.points = 18, .strong = true};
constexpr TextStyle number_style{.points = 11, .ink = Ink::grey};
constexpr TextStyle label{.points = 7, .ink = Ink::grey};
constexpr TextStyle accent_label{.points = 7.5, .strong = true, .ink = Ink::accent};
constexpr TextStyle body{.points = 8.5};
constexpr TextStyle name_style{.points = 10, .strong = true};
constexpr TextStyle total_style{.points = 12, .strong = true};

TextStyle right_of(TextStyle style) {
    style.align = Align::right;
    return style;
}

/// Draws one document; page numbers are right once the number of pages is known.
class Drawing {
public:
    Drawing(const Content& content, std::string_view language, const std::string& font,
            int total_pages)
        : content_(content),
          words_(words_of(language)),
          canvas_({title_of(content, language) + ' ' + content.number, content.seller.name,
                   content.issued_on, font, words_.language}),
          sheet_(canvas_, texts(total_pages)) {}

    void draw() {
        draw_head();
        draw_parties();
        draw_lines();
        draw_sums();
        draw_notes();
        draw_payment();
        sheet_.close();
    }
    int pages() const { return canvas_.pages(); }
    std::string finish() { return canvas_.finish(); }

private:
    std::string amount(const Money& money) const { return format_amount(money, words_.language); }
    std::string money(const Money& money) const { return format_money(money, words_.language); }
    bool shows_vat() const {
        return content_.seller_pays_vat && content_.kind != DocumentKind::payment_request;
    }
    bool is_credit() const { return content_.credited.has_value(); }

    PageTexts texts(int total_pages) const {
        return {title_of(content_, words_.language) + ' ' + words_.number + ' ' + content_.number +
                    " (" + words_.continued + ')',
                content_.kind == DocumentKind::payment_request
                    ? content_.marketplace
                    : filled(words_.issued_through, content_.marketplace),
                words_.page, total_pages};
    }

    void draw_head() {
        constexpr double facts_width = 70;
        constexpr double title_width = Sheet::width - facts_width - 4;
        const double y = sheet_.y();
        double title_end = y + canvas_.text(Sheet::left, y, title_width,
                                            title_of(content_, words_.language), title_style);
        title_end +=
            1 + canvas_.text(Sheet::left, title_end + 1, title_width,
                             std::string(words_.number) + ' ' + content_.number, number_style);
        sheet_.move_to(std::max(title_end, draw_facts(Sheet::right - facts_width, y + 1.5)) + 8);
    }

    std::vector<std::pair<std::string, std::string>> facts() const {
        std::vector<std::pair<std::string, std::string>> facts{
            {words_.issued_on, content_.issued_on}};
        if (content_.credited) {
            facts.emplace_back(words_.credited, content_.credited->number + " (" +
                                                    content_.credited->issued_on + ')');
        }
        if (content_.kind != DocumentKind::payment_request) {
            facts.emplace_back(words_.order, content_.order_number);
        }
        facts.emplace_back(words_.purchase, content_.purchase_number);
        facts.emplace_back(words_.ordered_on, content_.ordered_on);
        if (!content_.credited && !content_.pay_to) {
            facts.emplace_back(words_.payment,
                               method_name(content_.payment_method, words_.language));
        }
        return facts;
    }

    double draw_facts(double x, double y) {
        constexpr double label_width = 36;
        for (const auto& [what, value] : facts()) {
            canvas_.text(x, y + 0.4, label_width - 2, what, label);
            const double width = Sheet::right - x - label_width;
            y += std::max(4.6, canvas_.text(x + label_width, y, width, value, right_of(body)) + 1);
        }
        return y;
    }

    void draw_parties() {
        constexpr double gutter = 10;
        constexpr double width = (Sheet::width - gutter) / 2;
        const double y = sheet_.y();
        const bool asks = content_.kind == DocumentKind::payment_request;
        const double seller =
            draw_party(Sheet::left, y, width, content_.seller, asks ? words_.payee : words_.seller);
        const double buyer =
            draw_party(Sheet::left + width + gutter, y, width, content_.buyer, words_.buyer);
        sheet_.move_to(std::max(seller, buyer) + 8);
    }

    double draw_party(double x, double y, double width, const Party& party, const char* role) {
        canvas_.line(x, y, x + width, y, 0.35, Ink::accent);
        y += 1.8;
        y += canvas_.text(x, y, width, role, accent_label) + 0.8;
        y += canvas_.text(x, y, width, party.name, name_style) + 0.8;
        const auto line = [&](const std::string& text) {
            y += canvas_.text(x, y, width, text, body) + 0.4;
        };
        if (party.contact) {
            line(*party.contact);
        }
        if (party.code) {
            line(std::string(words_.company_code) + ' ' + *party.code);
        }
        if (party.vat_number) {
            line(std::string(words_.vat_number) + ' ' + *party.vat_number);
        }
        if (party.address) {
            line(address_text(*party.address));
        }
        return y;
    }

    std::string address_text(const PartyAddress& address) const {
        std::string text = address.street ? *address.street + ", " : std::string();
        if (address.postal_code) {
            text += format_postal_code(*address.postal_code, address.country) + ' ';
        }
        return text + address.city + ", " + format_country(address.country, words_.language);
    }

    std::vector<Column> columns() const {
        if (!shows_vat()) {
            return {{words_.row, 9, Align::left},
                    {words_.goods, 86, Align::left},
                    {words_.quantity, 29, Align::right},
                    {words_.price, 26, Align::right},
                    {words_.sum, 26 + 2, Align::right}};
        }
        return {{words_.row, 8, Align::left},           {words_.goods, 57, Align::left},
                {words_.quantity, 20, Align::right},    {words_.net_price, 19, Align::right},
                {words_.gross_price, 20, Align::right}, {words_.rate, 12, Align::right},
                {words_.vat, 18, Align::right},         {words_.gross, 22 + 2, Align::right}};
    }

    void draw_lines() {
        Table table(sheet_, columns());
        std::string order;
        int number = 0;
        for (const ContentLine& line : content_.lines) {
            if (line.order_number && *line.order_number != order) {
                order = *line.order_number;
                table.heading(std::string(words_.order) + ' ' + order);
            }
            table.row(cells_of(line, ++number));
        }
        sheet_.down(6);
    }

    std::vector<Cell> cells_of(const ContentLine& line, int number) const {
        const bool delivery = line.kind == ContentLineKind::delivery;
        Cell goods{delivery ? std::string(words_.delivery) + " (" +
                                  method_name(line.title, words_.language) + ')'
                            : line.title};
        if (!line.discount.is_zero()) {
            goods.note = std::string(words_.discount) + ' ' + amount(-line.discount);
        }
        const std::string quantity =
            line.quantity.is_zero() ? std::string()
                                    : format_quantity(line.quantity, line.unit, words_.language);
        const std::string price = line.quantity.is_zero() ? std::string() : amount(line.unit_price);
        if (!shows_vat()) {
            return {{std::to_string(number)}, goods, {quantity}, {price}, {amount(line.gross)}};
        }
        const Money net_price = line.unit_price - vat_contained(line.unit_price, line.vat_rate);
        return {{std::to_string(number)},
                goods,
                {quantity},
                {line.quantity.is_zero() ? std::string() : amount(net_price)},
                {price},
                {format_rate(line.vat_rate, words_.language)},
                {amount(line.vat)},
                {amount(line.gross)}};
    }

    void draw_sums() {
        constexpr double row = 5;
        const double rates =
            shows_vat() ? 10 + row * static_cast<double>(content_.rates.size()) : 0;
        sheet_.need(std::max(rates, 34.0));
        const double y = sheet_.y();
        const double left_end = shows_vat() ? draw_rates(y) : y;
        const double right_end = draw_totals(y);
        sheet_.move_to(std::max(left_end, right_end) + 3);
        const std::string words = amount_in_words(content_.total, words_.language);
        if (!words.empty()) {
            sheet_.down(canvas_.text(Sheet::left, sheet_.y(), Sheet::width,
                                     std::string(words_.in_words) + ": " + words, body));
        }
        sheet_.down(5);
    }

    double draw_rates(double y) {
        constexpr double widths[] = {18, 26, 22, 26};
        const auto write = [&](const std::vector<std::string>& texts, const TextStyle& style) {
            double x = Sheet::left;
            for (std::size_t i = 0; i < texts.size(); ++i) {
                canvas_.text(x, y, widths[i], texts[i], i == 0 ? style : right_of(style));
                x += widths[i];
            }
        };
        y += canvas_.text(Sheet::left, y, 92, words_.vat_summary, accent_label) + 1;
        write({words_.vat, words_.net, words_.total_vat, words_.total_gross}, label);
        y += 4;
        canvas_.line(Sheet::left, y, Sheet::left + 92, y, 0.15, Ink::grey);
        y += 1.2;
        for (const ContentRate& rate : content_.rates) {
            write({format_rate(rate.rate, words_.language), amount(rate.net), amount(rate.vat),
                   amount(rate.gross)},
                  body);
            y += 4.8;
        }
        return y;
    }

    double draw_totals(double y) {
        constexpr double width = 78;
        constexpr double x = Sheet::right - width;
        const auto pair = [&](const char* what, const Money& value, const TextStyle& style) {
            canvas_.text(x, y, width, what, style);
            y += canvas_.text(x, y, width, money(value), right_of(style)) + 1.4;
        };
        if (shows_vat()) {
            pair(words_.total_net, content_.net, body);
            pair(words_.total_vat, content_.vat, body);
        }
        canvas_.line(x, y, Sheet::right, y, 0.35, Ink::black);
        y += 1.8;
        pair(is_credit()       ? words_.total_back
             : content_.pay_to ? words_.total_to_pay
             : shows_vat()     ? words_.total_gross
                               : words_.total,
             content_.total, total_style);
        return y;
    }

    std::vector<std::string> notes() const {
        std::vector<std::string> notes;
        if (content_.credited && !content_.credited->reason.empty()) {
            notes.push_back(std::string(words_.reason) + ": " + content_.credited->reason);
        }
        switch (content_.kind) {
        case DocumentKind::invoice:
        case DocumentKind::credit_note:
            if (content_.vat_treatment == orders::VatTreatment::reverse_charge) {
                notes.emplace_back(words_.reverse_charge);
            } else if (!content_.seller_pays_vat) {
                notes.emplace_back(words_.pays_no_vat);
            }
            break;
        case DocumentKind::receipt:
        case DocumentKind::refund_receipt:
            notes.emplace_back(words_.private_seller);
            break;
        case DocumentKind::payment_request:
            notes.emplace_back(words_.not_an_invoice);
            break;
        }
        return notes;
    }

    void draw_notes() {
        for (const std::string& note : notes()) {
            const double height = canvas_.measure(note, Sheet::width, body);
            sheet_.need(height);
            canvas_.text(Sheet::left, sheet_.y(), Sheet::width, note, body);
            sheet_.down(height + 2);
        }
        sheet_.down(3);
    }

    void draw_payment() {
        if (!content_.pay_to) {
            return;
        }
        constexpr double height = 52;
        constexpr double code_size = 34;
        constexpr double label_width = 40;
        sheet_.need(height);
        const double y = sheet_.y();
        canvas_.line(Sheet::left, y, Sheet::right, y, 0.35, Ink::accent);
        canvas_.text(Sheet::left, y + 2, Sheet::width, words_.how_to_pay, accent_label);

        const auto payload = epc_payload(*content_.pay_to, content_.total);
        double line_y = y + 9;
        for (const auto& [what, value] : payment_facts()) {
            canvas_.text(Sheet::left, line_y + 0.5, label_width - 2, what, label);
            line_y += std::max(6.0, 2 + canvas_.text(Sheet::left + label_width, line_y,
                                                     Sheet::width - label_width - code_size - 14,
                                                     value, name_style));
        }
        if (payload) {
            const double x = Sheet::right - code_size - 4;
            QrCode::of(*payload).draw(canvas_, x, y + 6, code_size);
            TextStyle caption = label;
            caption.align = Align::centre;
            canvas_.text(x - 6, y + 6 + code_size + 4, code_size + 12, words_.scan, caption);
        }
        sheet_.down(height);
    }

    std::vector<std::pair<std::string, std::string>> payment_facts() const {
        const PayTo& to = *content_.pay_to;
        std::vector<std::pair<std::string, std::string>> facts{
            {words_.payee, to.name}, {words_.account, format_iban(to.iban)}};
        if (to.bic) {
            facts.emplace_back(words_.bic, *to.bic);
        }
        facts.emplace_back(words_.amount, money(content_.total));
        facts.emplace_back(words_.reference, to.reference);
        return facts;
    }

    const Content& content_;
    const Words& words_;
    Canvas canvas_;
    Sheet sheet_;
};

} // namespace

std::string draw_document(const Content& content, std::string_view language,
                          const std::string& font) {
    // Twice: "page 1 of 3" stands on a page that is drawn before the third is known to exist.
    Drawing first(content, language, font, 0);
    first.draw();
    Drawing second(content, language, font, first.pages());
    second.draw();
    return second.finish();
}

} // namespace statybos::documents
