#include "camt/bank_statement.hpp"

#include <gtest/gtest.h>

namespace statybos::bank_transfer::camt {
namespace {

std::string document(const std::string& entries, const std::string& version = "08") {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<ns2:Document xmlns:ns2="urn:iso:std:iso:20022:tech:xsd:camt.053.001.)" +
           version + R"("><ns2:BkToCstmrStmt><ns2:Stmt><ns2:Id>S1</ns2:Id><ns2:Acct><ns2:Id>)" +
           R"(<ns2:IBAN>LT089999900000099900</ns2:IBAN></ns2:Id></ns2:Acct>)" + entries +
           "</ns2:Stmt></ns2:BkToCstmrStmt></ns2:Document>";
}

std::string entry(const std::string& inner, const std::string& amount = "12.50",
                  const std::string& direction = "CRDT") {
    return R"(<ns2:Ntry><ns2:Amt Ccy="EUR">)" + amount + "</ns2:Amt><ns2:CdtDbtInd>" + direction +
           "</ns2:CdtDbtInd><ns2:Sts><ns2:Cd>BOOK</ns2:Cd></ns2:Sts><ns2:BookgDt><ns2:DtTm>"
           "2026-11-20T10:00:00+02:00</ns2:DtTm></ns2:BookgDt>" +
           inner + "</ns2:Ntry>";
}

std::string transfer(const std::string& amount, const std::string& reference) {
    return R"(<ns2:TxDtls><ns2:Refs><ns2:AcctSvcrRef>)" + reference +
           R"(</ns2:AcctSvcrRef></ns2:Refs><ns2:Amt Ccy="EUR">)" + amount +
           "</ns2:Amt><ns2:RltdPties><ns2:Dbtr><ns2:Pty><ns2:Nm> Jonas </ns2:Nm></ns2:Pty>"
           "</ns2:Dbtr></ns2:RltdPties></ns2:TxDtls>";
}

TEST(BankStatementTest, ReadsAVersionWithPrefixesAndElementsOfItsOwn) {
    const auto read = read_bank_statements(
        document(entry("<ns2:NtryDtls>" + transfer("12.50", "B7") + "</ns2:NtryDtls>")));
    ASSERT_TRUE(read.has_value());
    const BankStatement& statement = read->at(0);
    EXPECT_EQ(statement.iban, "LT089999900000099900");
    EXPECT_EQ(statement.number, "S1");
    const Credit& credit = statement.credits.at(0);
    EXPECT_EQ(credit.amount, eur(1'250));
    EXPECT_EQ(credit.booked_on, "2026-11-20");
    EXPECT_EQ(credit.payer, "Jonas");
    EXPECT_EQ(credit.key, "LT089999900000099900|transfer|B7|0");
}

TEST(BankStatementTest, TakesAGatheredEntryApart) {
    const auto read = read_bank_statements(document(entry(
        "<ns2:NtryDtls>" + transfer("10.00", "B1") + transfer("2.50", "B2") + "</ns2:NtryDtls>")));
    ASSERT_EQ(read->at(0).credits.size(), 2u);
    EXPECT_EQ(read->at(0).credits[1].amount, eur(250));
    const auto wrong = read_bank_statements(document(entry(
        "<ns2:NtryDtls>" + transfer("10.00", "B1") + transfer("2.49", "B2") + "</ns2:NtryDtls>")));
    EXPECT_EQ(wrong.error().slug(), "not_a_bank_statement");
}

TEST(BankStatementTest, PassesOverDebitsAndReversals) {
    const auto read = read_bank_statements(
        document(entry("", "5.00", "DBIT") + entry("<ns2:RvslInd>true</ns2:RvslInd>")));
    EXPECT_TRUE(read->at(0).credits.empty());
    EXPECT_EQ(read->at(0).passed_over, 2u);
}

TEST(BankStatementTest, ReadsAmountsWithTrailingZerosAndNoOthers) {
    EXPECT_EQ(read_bank_statements(document(entry("", "12.50000")))->at(0).credits[0].amount,
              eur(1'250));
    for (const char* amount : {"12.505", "0.00", "-1.00", "x", "", "1e3"}) {
        EXPECT_EQ(read_bank_statements(document(entry("", amount))).error().slug(),
                  "not_a_bank_statement")
            << amount;
    }
}

TEST(BankStatementTest, RefusesWhatIsNotABankStatement) {
    EXPECT_EQ(read_bank_statements("<Document/>").error().slug(), "not_a_bank_statement");
    EXPECT_EQ(read_bank_statements(R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001)"
                                   R"(.001.03"><BkToCstmrStmt/></Document>)")
                  .error()
                  .slug(),
              "not_a_bank_statement");
    EXPECT_EQ(read_bank_statements("").error().slug(), "malformed_xml");
}

} // namespace
} // namespace statybos::bank_transfer::camt
