#include "service/templates.hpp"

#include <gtest/gtest.h>

namespace statybos::notifications {
namespace {

TEST(TemplatesTest, FillsInTheValues) {
    const Text text =
        text_of("order_shipped", "en",
                {{"name", "Ona"}, {"number", "P-1"}, {"vendor", "UAB"}, {"tracking", "LP1"}});
    EXPECT_EQ(text.title, "Order P-1 shipped");
    EXPECT_EQ(text.body, "Hello Ona,\n\nUAB has shipped your order P-1.\nTracking number: LP1\n");
}

TEST(TemplatesTest, SpeaksLithuanian) {
    EXPECT_EQ(text_of("order_placed", "lt", {{"number", "P-1"}}).title, "Užsakymas P-1 priimtas");
}

TEST(TemplatesTest, FallsBackToLithuanian) {
    EXPECT_EQ(text_of("verify_email", "de", {}).title, "Patvirtinkite el. pašto adresą");
}

TEST(TemplatesTest, NeverLooksIntoAValue) {
    const Text text = text_of("order_shipped", "en", {{"name", "{vendor}"}, {"vendor", "secret"}});
    EXPECT_EQ(text.body.substr(0, 15), "Hello {vendor},");
}

TEST(TemplatesTest, MakesControlCharactersBlanks) {
    const Text text = text_of("order_placed", "en", {{"number", "1\r\nBcc: x"}, {"lines", "a\nb"}});
    EXPECT_EQ(text.title, "Order 1  Bcc: x placed");
    EXPECT_NE(text.body.find("a\nb"), std::string::npos);
}

TEST(TemplatesTest, ALineOfSeveralHasNoBreakOfItsOwn) {
    EXPECT_EQ(one_line("Plytelės\r\n 15 m²\x7F"), "Plytelės   15 m² ");
}

TEST(TemplatesTest, LeavesOutALineOfWhichNothingIsLeft) {
    const auto body = [](const std::string& note) {
        return text_of("return_accepted", "en", {{"name", "Ona"}, {"number", "1"}, {"note", note}})
            .body;
    };
    EXPECT_EQ(body("ok"), "Hello Ona,\n\n agrees to take back goods of your order 1.\nok\n");
    EXPECT_EQ(body(""), "Hello Ona,\n\n agrees to take back goods of your order 1.\n");
}

TEST(TemplatesTest, ASmallScreenGetsTheTitleUnlessThereIsMoreToSay) {
    EXPECT_EQ(text_of("order_completed", "en", {{"number", "1"}}).brief, "Order 1 completed");
    EXPECT_EQ(text_of("order_ready_for_pickup", "en", {{"number", "1"}}).brief,
              "Order 1 is ready for pickup.");
}

} // namespace
} // namespace statybos::notifications
