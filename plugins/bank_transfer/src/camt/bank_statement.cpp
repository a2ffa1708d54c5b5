#include "camt/bank_statement.hpp"

#include "camt/xml.hpp"

namespace statybos::bank_transfer::camt {
namespace {

constexpr std::string_view space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";
constexpr std::size_t longest_text = 500;

Error not_a_statement(const std::string& why) {
    return Error(Errc::invalid, "not_a_bank_statement",
                 "the file is no camt.053 bank statement: " + why);
}

std::string cut(std::string_view text) {
    std::size_t end = std::min(text.size(), longest_text);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return std::string(text.substr(0, end));
}

std::string first_of(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) {
        if (!text.empty()) {
            return cut(text);
        }
    }
    return {};
}

std::optional<Money> money_of(const XmlElement* amount) {
    if (amount == nullptr) {
        return std::nullopt;
    }
    const auto currency = Currency::parse(amount->attribute("Ccy"));
    std::string_view text = amount->text_at("");
    // Banks write "12.5", "12.50" and "12.50000".
    const std::size_t point = text.find('.');
    while (currency && point != std::string_view::npos && text.ends_with('0') &&
           text.size() > point + 1 + currency->exponent()) {
        text.remove_suffix(1);
    }
    const auto money = currency ? Money::parse(text, *currency) : std::nullopt;
    return money && money->minor > 0 ? money : std::nullopt;
}

bool is_booked(const XmlElement& entry) {
    // Until version 7 the status is a text, later an element of its own.
    return first_of({entry.text_at("Sts/Cd"), entry.text_at("Sts")}) == "BOOK";
}

bool is_credit(const XmlElement& entry) {
    return entry.text_at("CdtDbtInd") == "CRDT" && entry.text_at("RvslInd") != "true";
}

std::string remittance_of(const XmlElement& transfer) {
    std::string all;
    const XmlElement* info = transfer.find("RmtInf");
    if (info != nullptr) {
        for (const XmlElement* text : info->all("Ustrd")) {
            all.append(all.empty() ? "" : " ").append(text->text_at(""));
        }
    }
    return cut(all);
}

/// What every transfer of an entry shares.
struct EntryFacts {
    std::string account;
    std::string statement;
    std::string place; ///< within the statement
    std::string booked_on;
    std::string bank_reference;
};

Credit credit_of(const XmlElement& transfer, const EntryFacts& entry, std::size_t place,
                 Money amount) {
    Credit credit;
    const std::string at = std::to_string(place);
    const std::string own = first_of({transfer.text_at("Refs/AcctSvcrRef")});
    // Without a reference of the bank's only the place in the statement tells credits apart.
    credit.key = entry.account + '|' +
                 (!own.empty() ? "transfer|" + own + '|' + at
                  : !entry.bank_reference.empty()
                      ? "entry|" + entry.bank_reference + '|' + at
                      : "place|" + entry.statement + '|' + entry.place + '|' + at);
    credit.amount = amount;
    credit.booked_on = entry.booked_on;
    credit.payer = first_of(
        {transfer.text_at("RltdPties/Dbtr/Nm"), transfer.text_at("RltdPties/Dbtr/Pty/Nm")});
    credit.payer_iban = first_of({transfer.text_at("RltdPties/DbtrAcct/Id/IBAN")});
    credit.creditor_reference = first_of({transfer.text_at("RmtInf/Strd/CdtrRefInf/Ref")});
    credit.remittance = remittance_of(transfer);
    return credit;
}

Result<void> read_entry(const XmlElement& entry, EntryFacts facts, BankStatement& statement) {
    if (!is_booked(entry) || !is_credit(entry)) {
        ++statement.passed_over;
        return {};
    }
    const auto total = money_of(entry.find("Amt"));
    if (!total) {
        return not_a_statement("entry " + facts.place + " has no amount");
    }
    facts.booked_on =
        first_of({entry.text_at("BookgDt/Dt"), entry.text_at("BookgDt/DtTm")}).substr(0, 10);
    facts.bank_reference = first_of({entry.text_at("AcctSvcrRef")});
    std::vector<const XmlElement*> transfers;
    for (const XmlElement* details : entry.all("NtryDtls")) {
        const auto some = details->all("TxDtls");
        transfers.insert(transfers.end(), some.begin(), some.end());
    }
    if (transfers.size() <= 1) {
        const XmlElement& only = transfers.empty() ? entry : *transfers.front();
        statement.credits.push_back(credit_of(only, facts, 0, *total));
        return {};
    }
    Money sum{0, total->currency};
    for (std::size_t i = 0; i < transfers.size(); ++i) {
        const XmlElement* own = transfers[i]->find("Amt");
        const auto amount =
            money_of(own != nullptr ? own : transfers[i]->find("AmtDtls/TxAmt/Amt"));
        if (!amount || amount->currency != total->currency) {
            return not_a_statement("a transfer of entry " + facts.place + " has no amount");
        }
        sum += *amount;
        statement.credits.push_back(credit_of(*transfers[i], facts, i, *amount));
    }
    return sum == *total
               ? Result<void>()
               : not_a_statement("the transfers of entry " + facts.place + " do not sum to it");
}

Result<BankStatement> read_statement(const XmlElement& element) {
    BankStatement statement;
    statement.iban = first_of({element.text_at("Acct/Id/IBAN")});
    statement.number = first_of({element.text_at("Id"), element.text_at("ElctrncSeqNb")});
    if (statement.iban.empty() || statement.number.empty()) {
        return not_a_statement("it names no account or has no number");
    }
    std::size_t place = 0;
    for (const XmlElement* entry : element.all("Ntry")) {
        EntryFacts facts{statement.iban, statement.number, std::to_string(++place), {}, {}};
        if (auto read = read_entry(*entry, std::move(facts), statement); !read) {
            return read.error();
        }
    }
    return statement;
}

} // namespace

Result<std::vector<BankStatement>> read_bank_statements(std::string_view xml) {
    const auto document = XmlDocument::parse(xml);
    if (!document) {
        return document.error();
    }
    const XmlElement& root = document->root();
    const XmlElement* body = root.find("BkToCstmrStmt");
    if (root.name != "Document" || !root.space.starts_with(space) || body == nullptr) {
        return not_a_statement("its root is no BkToCstmrStmt of camt.053.001");
    }
    std::vector<BankStatement> statements;
    for (const XmlElement* element : body->all("Stmt")) {
        auto statement = read_statement(*element);
        if (!statement) {
            return statement.error();
        }
        statements.push_back(std::move(*statement));
    }
    return statements.empty()
               ? Result<std::vector<BankStatement>>(not_a_statement("it has no statement"))
               : Result<std::vector<BankStatement>>(std::move(statements));
}

} // namespace statybos::bank_transfer::camt
