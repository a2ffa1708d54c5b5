#include "service/payment_steps.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace statybos::notifications {
namespace {

const std::vector<orders::PaymentInstruction> transfer = {
    {"name", "UAB Statybos"}, {"iban", "LT12"},    {"reference", "RF18"},
    {"amount", "181.50"},     {"currency", "EUR"}, {"bic", "HABALT22"}};

TEST(PaymentStepsTest, SpeakTheBuyersLanguage) {
    EXPECT_EQ(payment_steps(transfer, "lt"),
              "  Lėšų gavėjas: UAB Statybos\n  Sąskaita (IBAN): LT12\n  Mokėjimo paskirtis: RF18\n"
              "  Suma: 181.50\n  Valiuta: EUR\n  BIC (SWIFT): HABALT22\n");
    EXPECT_EQ(payment_steps(transfer, "en"),
              "  Payee: UAB Statybos\n  Account (IBAN): LT12\n  Payment reference: RF18\n"
              "  Amount: 181.50\n  Currency: EUR\n  BIC (SWIFT): HABALT22\n");
}

TEST(PaymentStepsTest, KeepTheNameOfWhatThereIsNoWordFor) {
    const std::vector<orders::PaymentInstruction> kiosk = {{"kiosk_code", "77 12"}};
    EXPECT_EQ(payment_steps(kiosk, "lt"), "  kiosk code: 77 12\n");
}

TEST(PaymentStepsTest, AValueStaysInItsLine) {
    const std::vector<orders::PaymentInstruction> hostile = {{"iban", "LT12\r\nSuma: 0.01"}};
    EXPECT_EQ(payment_steps(hostile, "lt"), "  Sąskaita (IBAN): LT12  Suma: 0.01\n");
}

} // namespace
} // namespace statybos::notifications
