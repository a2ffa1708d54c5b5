#include "service/event_list.hpp"

#include <set>

#include <gtest/gtest.h>

#include "service/templates.hpp"

namespace statybos::notifications {
namespace {

TEST(EventListTest, EveryEventIsWrittenInBothLanguages) {
    for (const KnownEvent& event : known_events()) {
        const Text lithuanian = text_of(event.name, "lt", {{"number", "1"}, {"amount", "1"}});
        const Text english = text_of(event.name, "en", {{"number", "1"}, {"amount", "1"}});
        EXPECT_FALSE(lithuanian.title.empty()) << event.name;
        EXPECT_NE(lithuanian.title, english.title) << event.name;
        EXPECT_NE(lithuanian.body, english.body) << event.name;
        EXPECT_FALSE(english.brief.empty()) << event.name;
        EXPECT_EQ(english.brief.find('\n'), std::string::npos) << event.name;
    }
}

TEST(EventListTest, EveryTextIsOfAnEvent) {
    std::set<std::string_view> written;
    for (const auto& texts : {account_texts(), buyer_texts(), vendor_texts(), operator_texts()}) {
        for (const Template& one : texts) {
            EXPECT_NE(find_event(one.event), nullptr) << one.event;
            written.insert(one.event);
        }
    }
    EXPECT_EQ(written.size(), known_events().size());
    EXPECT_EQ(find_event("order_lost"), nullptr);
}

TEST(EventListTest, OnlyLinksThatSignInAreRequiredAndTheyGoByMailAlone) {
    for (const KnownEvent& event : known_events()) {
        const bool account = event.name == "verify_email" || event.name == "reset_password";
        EXPECT_EQ(is_required(event, email_channel), account) << event.name;
        EXPECT_FALSE(is_required(event, in_app_channel)) << event.name;
        EXPECT_EQ(is_offered(event, sms_channel), !account) << event.name;
        EXPECT_EQ(by_default(event, "pigeon"), !account) << event.name;
    }
}

} // namespace
} // namespace statybos::notifications
