#include "http/stream_message.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::http {
namespace {

std::string frame(std::string_view id, std::string_view event, std::string_view data) {
    const auto made = stream_message(id, event, data);
    return made ? (*made)->frame : made.error().slug();
}

TEST(StreamMessageTest, HasItsIdItsNameAndItsData) {
    EXPECT_EQ(frame("7", "order_placed", R"({"a":1})"),
              "id: 7\nevent: order_placed\ndata: {\"a\":1}\n\n");
    EXPECT_EQ(frame("", "", ""), "data: \n\n");
}

TEST(StreamMessageTest, AnIdAloneIsAMarkThatShowsNothing) {
    EXPECT_EQ(frame("7", "", ""), "id: 7\n\n");
    EXPECT_TRUE(stream_message("7", "", "").value()->is_mark);
    EXPECT_FALSE(stream_message("7", "", "x").value()->is_mark);
    EXPECT_EQ(frame("7", "emptied", ""), "id: 7\nevent: emptied\ndata: \n\n");
}

TEST(StreamMessageTest, EachLineOfDataIsAFieldOfItsOwn) {
    EXPECT_EQ(frame("", "", "a\nb\r\nc\rd\n"), "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
}

TEST(StreamMessageTest, NothingInItCanBeginAField) {
    for (const std::string_view bad : {std::string_view("1\ndata: x"), std::string_view("1\r"),
                                       std::string_view("a\0b", 3), std::string_view("\xC3")}) {
        EXPECT_EQ(frame(bad, "", ""), "invalid_message");
        EXPECT_EQ(frame("", bad, ""), "invalid_message");
    }
    EXPECT_EQ(frame("", "", "x\n\nevent: forged"), "data: x\ndata: \ndata: event: forged\n\n");
}

TEST(StreamMessageTest, DataIsBoundedUtf8) {
    EXPECT_EQ(frame("", "", "\xFF"), "invalid_message");
    EXPECT_EQ(frame("", "", std::string(64 * 1024 + 1, 'x')), "invalid_message");
    EXPECT_EQ(frame("", "", std::string(64 * 1024, 'x')).size(), 64u * 1024 + 8);
}

} // namespace
} // namespace statybos::kernel::http
