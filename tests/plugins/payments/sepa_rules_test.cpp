// The schemas of ISO 20022 cannot be had here: these are their rules for the elements used, written
// out, and both documents as a whole.
#include "service/sepa_rules.hpp"

#include <regex>

#include <gmock/gmock.h>

namespace statybos::payments {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SepaOrder order() {
    SepaOrder made;
    made.id = "ST0123456789abcdef0123456789abcdef0";
    made.created_at = Instant::parse("2026-11-28T12:00:00.25Z").value();
    made.execute_on = "2026-11-28";
    made.payer = {"UAB „Statybos“", "LT121000011101001000"};
    made.transfers = {{"01890a5dac96774bbcceb302099a8057",
                       {"Ąžuolo & Ko, UAB", "DE89370400440532013000"},
                       12'100,
                       "Statybos 2026-11"},
                      {"01890a5dac96774bbcceb302099a8058",
                       {"Petras Žemaitis", "LV80BANK0000435195001"},
                       5,
                       "Statybos 2026-11"}};
    return made;
}

TEST(SepaDocumentTest, OfVersionNineHasEveryElementInTheOrderOfTheSchema) {
    EXPECT_EQ(sepa_document(order(), SepaVersion::pain_001_001_09),
              R"(<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
  <CstmrCdtTrfInitn>
    <GrpHdr>
      <MsgId>ST0123456789abcdef0123456789abcdef0</MsgId>
      <CreDtTm>2026-11-28T12:00:00Z</CreDtTm>
      <NbOfTxs>2</NbOfTxs>
      <CtrlSum>121.05</CtrlSum>
      <InitgPty>
        <Nm>UAB 'Statybos'</Nm>
      </InitgPty>
    </GrpHdr>
    <PmtInf>
      <PmtInfId>ST0123456789abcdef0123456789abcdef0</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <NbOfTxs>2</NbOfTxs>
      <CtrlSum>121.05</CtrlSum>
      <PmtTpInf>
        <SvcLvl>
          <Cd>SEPA</Cd>
        </SvcLvl>
      </PmtTpInf>
      <ReqdExctnDt>
        <Dt>2026-11-28</Dt>
      </ReqdExctnDt>
      <Dbtr>
        <Nm>UAB 'Statybos'</Nm>
      </Dbtr>
      <DbtrAcct>
        <Id>
          <IBAN>LT121000011101001000</IBAN>
        </Id>
      </DbtrAcct>
      <DbtrAgt>
        <FinInstnId>
          <Othr>
            <Id>NOTPROVIDED</Id>
          </Othr>
        </FinInstnId>
      </DbtrAgt>
      <ChrgBr>SLEV</ChrgBr>
      <CdtTrfTxInf>
        <PmtId>
          <EndToEndId>01890a5dac96774bbcceb302099a8057</EndToEndId>
        </PmtId>
        <Amt>
          <InstdAmt Ccy="EUR">121.00</InstdAmt>
        </Amt>
        <Cdtr>
          <Nm>Azuolo + Ko, UAB</Nm>
        </Cdtr>
        <CdtrAcct>
          <Id>
            <IBAN>DE89370400440532013000</IBAN>
          </Id>
        </CdtrAcct>
        <RmtInf>
          <Ustrd>Statybos 2026-11</Ustrd>
        </RmtInf>
      </CdtTrfTxInf>
      <CdtTrfTxInf>
        <PmtId>
          <EndToEndId>01890a5dac96774bbcceb302099a8058</EndToEndId>
        </PmtId>
        <Amt>
          <InstdAmt Ccy="EUR">0.05</InstdAmt>
        </Amt>
        <Cdtr>
          <Nm>Petras Zemaitis</Nm>
        </Cdtr>
        <CdtrAcct>
          <Id>
            <IBAN>LV80BANK0000435195001</IBAN>
          </Id>
        </CdtrAcct>
        <RmtInf>
          <Ustrd>Statybos 2026-11</Ustrd>
        </RmtInf>
      </CdtTrfTxInf>
    </PmtInf>
  </CstmrCdtTrfInitn>
</Document>
)");
}

TEST(SepaDocumentTest, OfVersionThreeWritesTheDateAsItIs) {
    const std::string text = sepa_document(order(), SepaVersion::pain_001_001_03);
    EXPECT_THAT(text, HasSubstr("xsd:pain.001.001.03\">"));
    EXPECT_THAT(text, HasSubstr("<ReqdExctnDt>2026-11-28</ReqdExctnDt>"));
    EXPECT_THAT(text, Not(HasSubstr("<Dt>")));
}

// Max35Text, Max70Text, Max140Text, and text that cannot be mistaken for a mark.
TEST(SepaTextTest, KeepsToTheCharactersThatEveryBankTakes) {
    EXPECT_EQ(sepa_text("Ąčęė ĮŠŲŪ Žž", 70), "Acee ISUU Zz");
    EXPECT_EQ(sepa_text("<Nm>A & B</Nm>", 70), ".Nm.A + B./Nm.");
    EXPECT_EQ(sepa_text("Ж日\xff\n", 70), "....");
    EXPECT_EQ(sepa_text("/a//b/", 70), ".a/.b");
    EXPECT_EQ(sepa_text("  ", 70), ".");
    EXPECT_EQ(sepa_text(std::string(100, 'x'), 70).size(), 70u);
    const std::regex allowed("[A-Za-z0-9/\\-?:().,'+ ]*");
    for (int c = 1; c < 256; ++c) {
        EXPECT_TRUE(
            std::regex_match(sepa_text("a" + std::string(1, static_cast<char>(c)), 70), allowed))
            << c;
    }
}

TEST(IbanTest, HasTheLengthOfItsCountryAndRightCheckDigits) {
    for (const char* right : {"LT121000011101001000", "DE89370400440532013000",
                              "LV80BANK0000435195001", "GB29NWBK60161331926819"}) {
        EXPECT_TRUE(is_iban(right)) << right;
    }
    for (const char* wrong :
         {"", "LT", "LT131000011101001000", "LT12100001110100100", "LT1210000111010010001",
          "lt121000011101001000", "LT12 1000 0111 0100 1000", "LT12100001110100100.",
          "US12100001110100100", "T121000011101001000"}) {
        EXPECT_FALSE(is_iban(wrong)) << wrong;
    }
}

} // namespace
} // namespace statybos::payments
