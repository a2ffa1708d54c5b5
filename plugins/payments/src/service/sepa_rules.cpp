#include "service/sepa_rules.hpp"

#include <algorithm>
#include <numeric>

#include <statybos/money.hpp>

namespace statybos::payments {
namespace {

constexpr std::size_t longest_name = 70;
constexpr std::size_t longest_remittance = 140;

// Country and length of its IBANs, for the countries of SEPA.
constexpr std::string_view iban_lengths =
    "AD24 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 "
    "IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27 "
    "VA22 ";

constexpr std::u32string_view accented =
    U"ąčęėįšųūžĄČĘĖĮŠŲŪŽāēģīķļņĀĒĢĪĶĻŅäöõüåøéèêëáàâãíìîïóòôúùûýñçłśźżćńő"
    U"ÄÖÕÜÅØÉÈÊËÁÀÂÃÍÌÎÏÓÒÔÚÙÛÝÑÇŁŚŹŻĆŃŐ„“”‚‘’–—&";
constexpr std::string_view plain =
    "aceeisuuzACEEISUUZaegiklnAEGIKLNaoouaoeeeeaaaaiiiiooouuuynclszzcno"
    "AOOUAOEEEEAAAAIIIIOOOUUUYNCLSZZCNO''''''--+";
static_assert(accented.size() == plain.size());

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_sepa(char c) {
    constexpr std::string_view others = "/-?:().,'+ ";
    return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z') ||
           others.find(c) != std::string_view::npos;
}

// The next code point; what stands for broken text is nobody's letter.
char32_t next_code_point(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    std::size_t taken = 1;
    for (; taken < std::min(size, text.size()); ++taken) {
        const auto next = static_cast<unsigned char>(text[taken]);
        if ((next & 0xC0U) != 0x80U) {
            break;
        }
        point = (point << 6U) | (next & 0x3FU);
    }
    text.remove_prefix(taken);
    return point;
}

/// Elements in their order, indented by their depth.
class Xml {
public:
    explicit Xml(std::string& out) : out_(out) {}

    template <class Fn>
    void element(std::string_view name, Fn&& content) {
        line("<" + std::string(name) + ">");
        depth_ += 2;
        content();
        depth_ -= 2;
        line("</" + std::string(name) + ">");
    }
    void value(std::string_view name, std::string_view text) {
        line("<" + std::string(name) + ">" + std::string(text) + "</" + std::string(name) + ">");
    }
    void amount(std::int64_t cents) {
        line("<InstdAmt Ccy=\"EUR\">" + eur(cents).amount() + "</InstdAmt>");
    }

private:
    void line(const std::string& text) { out_.append(depth_, ' ').append(text).append("\n"); }

    std::string& out_;
    std::size_t depth_ = 2;
};

std::string total_of(const SepaOrder& order) {
    return eur(std::accumulate(order.transfers.begin(), order.transfers.end(), std::int64_t{0},
                               [](std::int64_t sum, const SepaTransfer& transfer) {
                                   return sum + transfer.cents;
                               }))
        .amount();
}

void add_party(Xml& xml, std::string_view role, const SepaParty& party) {
    xml.element(role, [&] { xml.value("Nm", sepa_text(party.name, longest_name)); });
    xml.element(std::string(role) + "Acct",
                [&] { xml.element("Id", [&] { xml.value("IBAN", party.iban); }); });
}

void add_transfer(Xml& xml, const SepaTransfer& transfer) {
    xml.element("CdtTrfTxInf", [&] {
        xml.element("PmtId", [&] { xml.value("EndToEndId", transfer.id); });
        xml.element("Amt", [&] { xml.amount(transfer.cents); });
        add_party(xml, "Cdtr", transfer.payee);
        xml.element("RmtInf", [&] {
            xml.value("Ustrd", sepa_text(transfer.remittance, longest_remittance));
        });
    });
}

void add_payment(Xml& xml, const SepaOrder& order, SepaVersion version) {
    xml.element("PmtInf", [&] {
        xml.value("PmtInfId", order.id);
        xml.value("PmtMtd", "TRF");
        xml.value("NbOfTxs", std::to_string(order.transfers.size()));
        xml.value("CtrlSum", total_of(order));
        xml.element("PmtTpInf", [&] { xml.element("SvcLvl", [&] { xml.value("Cd", "SEPA"); }); });
        if (version == SepaVersion::pain_001_001_03) {
            xml.value("ReqdExctnDt", order.execute_on);
        } else {
            xml.element("ReqdExctnDt", [&] { xml.value("Dt", order.execute_on); });
        }
        add_party(xml, "Dbtr", order.payer);
        xml.element("DbtrAgt", [&] {
            xml.element("FinInstnId",
                        [&] { xml.element("Othr", [&] { xml.value("Id", "NOTPROVIDED"); }); });
        });
        xml.value("ChrgBr", "SLEV");
        for (const SepaTransfer& transfer : order.transfers) {
            add_transfer(xml, transfer);
        }
    });
}

} // namespace

std::string sepa_document(const SepaOrder& order, SepaVersion version) {
    const bool older = version == SepaVersion::pain_001_001_03;
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.";
    text += older ? "03\">\n" : "09\">\n";
    Xml xml(text);
    xml.element("CstmrCdtTrfInitn", [&] {
        xml.element("GrpHdr", [&] {
            xml.value("MsgId", order.id);
            xml.value("CreDtTm", Instant::from_seconds(order.created_at.seconds()).to_string());
            xml.value("NbOfTxs", std::to_string(order.transfers.size()));
            xml.value("CtrlSum", total_of(order));
            xml.element("InitgPty",
                        [&] { xml.value("Nm", sepa_text(order.payer.name, longest_name)); });
        });
        add_payment(xml, order, version);
    });
    return text + "</Document>\n";
}

std::string sepa_text(std::string_view text, std::size_t longest) {
    std::string out;
    while (!text.empty() && out.size() < longest) {
        const char32_t point = next_code_point(text);
        const std::size_t known = accented.find(point);
        const char read = known != std::u32string_view::npos ? plain[known]
                          : point < 0x80                     ? static_cast<char>(point)
                                                             : '.';
        const char safe = is_sepa(read) ? read : '.';
        // No slash at an end, and no two in a row: banks read those as marks of their own.
        const bool slash_misread = safe == '/' && (out.empty() || out.back() == '/');
        out += slash_misread ? '.' : safe;
    }
    while (!out.empty() && (out.back() == '/' || out.back() == ' ')) {
        out.pop_back();
    }
    return out.empty() ? "." : out;
}

bool is_iban(std::string_view iban) {
    if (iban.size() < 4 || !is_digit(iban[2]) || !is_digit(iban[3])) {
        return false;
    }
    const std::string country = std::string(iban.substr(0, 2)) + std::to_string(iban.size()) + ' ';
    const std::size_t found = iban_lengths.find(country);
    if (found == std::string_view::npos || found % 5 != 0) {
        return false;
    }
    unsigned rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()];
        if (is_digit(c)) {
            rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
        } else if (is_capital(c)) {
            rest = (rest * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
        } else {
            return false;
        }
    }
    return rest == 1;
}

} // namespace statybos::payments
