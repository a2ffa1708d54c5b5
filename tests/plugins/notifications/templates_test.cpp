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

class EveryTemplateTest : public testing::TestWithParam<const char*> {};

TEST_P(EveryTemplateTest, IsWrittenInBothLanguages) {
    EXPECT_NE(text_of(GetParam(), "lt", {}).title, text_of(GetParam(), "en", {}).title);
    EXPECT_NE(text_of(GetParam(), "lt", {}).body, text_of(GetParam(), "en", {}).body);
}

INSTANTIATE_TEST_SUITE_P(Events, EveryTemplateTest,
                         testing::Values("verify_email", "reset_password", "order_placed",
                                         "order_received", "order_shipped",
                                         "order_ready_for_pickup"));

} // namespace
} // namespace statybos::notifications
