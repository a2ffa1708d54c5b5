#include "service/mail_message.hpp"

#include <gtest/gtest.h>

namespace statybos::notifications {
namespace {

Mail sample() {
    return {"Statybos <no-reply@demo.test>",     "ona@e2e.test", "Hello", "Hi\n", "abc@statybos",
            Instant::from_seconds(1'767'225'600)};
}

TEST(MailMessageTest, WritesHeadersAndBody) {
    EXPECT_EQ(mail_bytes(sample()), "From: Statybos <no-reply@demo.test>\r\n"
                                    "To: ona@e2e.test\r\n"
                                    "Subject: =?UTF-8?B?SGVsbG8=?=\r\n"
                                    "Date: Thu, 01 Jan 2026 00:00:00 +0000\r\n"
                                    "Message-ID: <abc@statybos>\r\n"
                                    "MIME-Version: 1.0\r\n"
                                    "Content-Type: text/plain; charset=UTF-8\r\n"
                                    "Content-Transfer-Encoding: base64\r\n"
                                    "Auto-Submitted: auto-generated\r\n"
                                    "\r\n"
                                    "SGkK\r\n");
}

TEST(MailMessageTest, CannotBeGivenAnotherHeader) {
    Mail mail = sample();
    mail.to = "a@b.test\r\nBcc: evil@e2e.test";
    mail.subject = "x\r\nBcc: evil@e2e.test";
    const std::string bytes = mail_bytes(mail);
    EXPECT_EQ(bytes.find("\nBcc:"), std::string::npos);
}

TEST(MailMessageTest, CutsALongSubjectBetweenCharacters) {
    Mail mail = sample();
    mail.subject = "Užsakymą ąčęėįšųūž ąčęėįšųūž ąčęėįšųūž galite atsiimti jau šiandien";
    const std::string bytes = mail_bytes(mail);
    const std::size_t start = bytes.find("Subject: ");
    const std::string subject = bytes.substr(start, bytes.find("\r\nDate") - start);
    EXPECT_NE(subject.find("?=\r\n =?UTF-8?B?"), std::string::npos);
    for (std::size_t at = 0; at < subject.size();) {
        const std::size_t end = std::min(subject.find("\r\n", at), subject.size());
        EXPECT_LE(end - at, 76u);
        at = end + 2;
    }
}

TEST(MailMessageTest, FindsTheAddressOfAMailbox) {
    EXPECT_EQ(address_in("Statybos <no-reply@demo.test>"), "no-reply@demo.test");
    EXPECT_EQ(address_in("no-reply@demo.test"), "no-reply@demo.test");
}

} // namespace
} // namespace statybos::notifications
