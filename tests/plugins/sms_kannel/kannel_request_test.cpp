#include "kannel_request.hpp"

#include <gtest/gtest.h>

namespace statybos::sms_kannel {
namespace {

Settings sample() {
    Settings settings;
    settings.url = "http://kannel.test:13013/cgi-bin/sendsms";
    settings.username = "shop";
    settings.password = "s3cret&+";
    settings.sender = "Statybos";
    settings.timeout = 1'500;
    return settings;
}
TextMessage message(const std::string& text) {
    return {"00ff", "+37061234567", text};
}
std::string header_of(const HttpCall& call, std::string_view name) {
    for (const auto& [field, value] : call.headers) {
        if (field == name) {
            return value;
        }
    }
    return "none";
}

TEST(KannelRequestTest, PostsHeadersAndTheTextAsTheBody) {
    const HttpCall call = kannel_request(sample(), message("Užsakymas ąč"));
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.url, "http://kannel.test:13013/cgi-bin/sendsms");
    EXPECT_EQ(call.body, "Užsakymas ąč");
    EXPECT_EQ(header_of(call, "Content-Type"), "text/plain; charset=UTF-8");
    EXPECT_EQ(header_of(call, "X-Kannel-Username"), "shop");
    EXPECT_EQ(header_of(call, "X-Kannel-Password"), "s3cret&+");
    EXPECT_EQ(header_of(call, "X-Kannel-From"), "Statybos");
    EXPECT_EQ(header_of(call, "X-Kannel-To"), "+37061234567");
    EXPECT_EQ(header_of(call, "X-Kannel-Coding"), "2");
    EXPECT_EQ(header_of(call, "X-Kannel-DLR-Url"), "none");
    EXPECT_EQ(call.timeout, std::chrono::milliseconds(1'500));
    EXPECT_FALSE(call.retry) << "Kannel would send it twice";
}

TEST(KannelRequestTest, GetsWithEverythingInTheUrl) {
    Settings settings = sample();
    settings.method = Method::get;
    const HttpCall call = kannel_request(settings, message("Ačiū!"));
    EXPECT_EQ(call.method, "GET");
    EXPECT_EQ(call.url, "http://kannel.test:13013/cgi-bin/sendsms?username=shop"
                        "&password=s3cret%26%2B&from=Statybos&to=%2B37061234567&coding=2"
                        "&charset=UTF-8&text=A%C4%8Di%C5%AB%21");
    EXPECT_EQ(call.body, "");
    settings.url += "?smsc=A";
    EXPECT_NE(kannel_request(settings, message("x")).url.find("?smsc=A&username=shop"),
              std::string::npos);
}

TEST(KannelRequestTest, AsksForDeliveryReports) {
    Settings settings = sample();
    settings.delivery_reports = {"http://shop.test/dlr?m={message}&s=%d", 31};
    const HttpCall post = kannel_request(settings, message("x"));
    EXPECT_EQ(header_of(post, "X-Kannel-DLR-Mask"), "31");
    EXPECT_EQ(header_of(post, "X-Kannel-DLR-Url"), "http://shop.test/dlr?m=00ff&s=%d");
    settings.method = Method::get;
    EXPECT_NE(
        kannel_request(settings, message("x"))
            .url.find("&dlr-mask=31&dlr-url=http%3A%2F%2Fshop.test%2Fdlr%3Fm%3D00ff%26s%3D%25d"),
        std::string::npos);
}

TEST(KannelRequestTest, SevenBitsAreEnoughForPlainEnglish) {
    EXPECT_TRUE(fits_seven_bits("Order AB-12 shipped: https://shop.test/orders/1?x=2\n"));
    EXPECT_EQ(header_of(kannel_request(sample(), message("plain")), "X-Kannel-Coding"), "0");
    for (const char* text : {"ž", "[1]", "a^b", "`", "tab\t", "€"}) {
        EXPECT_FALSE(fits_seven_bits(text)) << text;
    }
}

} // namespace
} // namespace statybos::sms_kannel
