#include "camt/xml.hpp"

#include <gtest/gtest.h>

namespace statybos::bank_transfer::camt {
namespace {

TEST(XmlTest, FindsTextByPath) {
    const auto document =
        XmlDocument::parse("<a xmlns='urn:x'><b n='1'> ž &amp; <![CDATA[<y>]]> </b><b>2</b></a>");
    ASSERT_TRUE(document.has_value());
    const XmlElement& root = document->root();
    EXPECT_EQ(root.space, "urn:x");
    EXPECT_EQ(root.text_at("b"), "ž & <y>");
    EXPECT_EQ(root.find("b")->attribute("n"), "1");
    EXPECT_EQ(root.all("b").size(), 2u);
    EXPECT_EQ(root.text_at("b/c"), "");
    EXPECT_EQ(root.find("c"), nullptr);
}

TEST(XmlTest, RefusesADocumentTypeBeforeItsEntities) {
    const auto bomb =
        XmlDocument::parse("<!DOCTYPE a [<!ENTITY b \"0123456789\"><!ENTITY c \"&b;&b;&b;&b;\">"
                           "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&c;&x;</a>");
    EXPECT_EQ(bomb.error().slug(), "malformed_xml");
    EXPECT_NE(bomb.error().message().find("DOCTYPE"), std::string::npos);
}

TEST(XmlTest, IsBoundedInDepthAndSize) {
    std::string deep;
    for (std::size_t i = 0; i <= XmlDocument::most_depth; ++i) {
        deep += "<a>";
    }
    EXPECT_NE(XmlDocument::parse(deep).error().message().find("too deep"), std::string::npos);
    std::string wide = "<a>";
    for (std::size_t i = 0; i < XmlDocument::most_elements; ++i) {
        wide += "<b/>";
    }
    EXPECT_NE(XmlDocument::parse(wide + "</a>").error().message().find("too large"),
              std::string::npos);
    EXPECT_FALSE(XmlDocument::parse(std::string(XmlDocument::most_bytes + 1, ' ')).has_value());
}

TEST(XmlTest, SaysTheLineOfWhatIsMalformed) {
    for (const char* text : {"", "text", "<a>", "<a></b>", "<a b='1' b='2'/>", "<a>&nbsp;</a>",
                             "<a/><b/>", "<a>\xff</a>"}) {
        EXPECT_EQ(XmlDocument::parse(text).error().slug(), "malformed_xml") << text;
    }
    EXPECT_NE(XmlDocument::parse("<a>\n\n</b>").error().message().find("line 3"),
              std::string::npos);
}

} // namespace
} // namespace statybos::bank_transfer::camt
