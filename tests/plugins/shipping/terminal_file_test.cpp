#include "service/terminal_file.hpp"

#include <gtest/gtest.h>

namespace statybos::shipping {
namespace {

const std::string head = "code,name,street,city,postal_code,country,lat,lon,opening_hours\n";
const std::string good = "V1,Akropolis,Ozo g. 25,Vilnius,07150,LT,54.7101,25.2616,24/7\n";

std::vector<std::string> file_faults(const std::string& text) {
    const auto read = read_terminal_file(text, "siuntos");
    std::vector<std::string> told;
    if (read.has_error()) {
        const Error error = read.error();
        for (const FieldError& field : error.fields()) {
            told.push_back(field.pointer + ' ' + field.code);
        }
    }
    return told;
}

using Told = std::vector<std::string>;

TEST(TerminalFileTest, ReadsColumnsInAnyOrder) {
    const auto read = read_terminal_file(
        "\xEF\xBB\xBF"
        "name;code;country;city;postal_code;street\r\n"
        "\r\n"
        "\"Maxima; \"\"XXX\"\"\" ; M-2 ;LT; Kėdainiai ;57123;Basanavičiaus g. 1\r\n",
        "siuntos");
    ASSERT_TRUE(read.has_value()) << read.error().message();
    ASSERT_EQ(read->size(), 1U);
    const TerminalRow& terminal = read->front();
    EXPECT_EQ(terminal.carrier, "siuntos");
    EXPECT_EQ(terminal.code, "M-2");
    EXPECT_EQ(terminal.name, "Maxima; \"XXX\"");
    EXPECT_EQ(terminal.city, "Kėdainiai");
    EXPECT_FALSE(terminal.lat.has_value());
    EXPECT_TRUE(terminal.opening_hours.empty());
}

TEST(TerminalFileTest, ReadsPlacesAndHours) {
    const auto read = read_terminal_file(head + good, "siuntos");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->front().lat, 54.7101);
    EXPECT_EQ(read->front().lon, 25.2616);
    EXPECT_EQ(read->front().opening_hours.size(), 7U);
}

TEST(TerminalFileTest, TellsAllThatIsWrongWithItsLine) {
    EXPECT_EQ(
        file_faults(head + good + "V1,,Ozo g. 25,Vilnius,07150,lt,54.7101,,always\n" + "V3,x\n" +
                    "V4,\"open,Ozo g. 25,Vilnius,07150,LT,,,\n" +
                    "V5,N,S,Vilnius,07150,LT,91,25.2616e,\n" +
                    "V6,N\x01,\xFF,Vilnius,01234567890123456789-,LT,,,\n"),
        (Told{"/lines/3/name required", "/lines/3/country bad_format", "/lines/3/lon required",
              "/lines/3/opening_hours bad_format", "/lines/3/code repeated", "/lines/4 bad_format",
              "/lines/5 bad_format", "/lines/6/lat bad_format", "/lines/6/lon bad_format",
              "/lines/7/name bad_format", "/lines/7/street bad_format",
              "/lines/7/postal_code too_long"}));
}

TEST(TerminalFileTest, TellsWhichColumnsAreMissingUnknownOrThereTwice) {
    EXPECT_EQ(
        file_faults("code,code,name,street,town,postal_code,country\n"),
        (Told{"/lines/1/code repeated", "/lines/1 unknown_column", "/lines/1/city required"}));
    EXPECT_EQ(file_faults(""), Told{"/lines/1 bad_format"});
    EXPECT_EQ(file_faults("\n\n \n"), Told{"/lines/1 bad_format"});
    EXPECT_EQ(file_faults(head), Told{"/lines/1 empty"});
}

TEST(TerminalFileTest, TakesNoPlaceFromTricksOfNumbers) {
    for (const char* number : {"nan", "inf", "1e999", "0x10", "54,7", "+54", " ", "5 4"}) {
        EXPECT_NE(file_faults(head + "V1,N,S,C,1,LT," + number + ",25,\n"), Told{}) << number;
    }
}

TEST(TerminalFileTest, CountsWhatItDoesNotTell) {
    std::string text = head;
    for (std::size_t i = 0; i < most_reported_faults + 5; ++i) {
        text += "x\n";
    }
    const auto read = read_terminal_file(text, "siuntos");
    const Error error = read.error();
    ASSERT_EQ(error.fields().size(), most_reported_faults + 1);
    EXPECT_EQ(error.fields().back().code, "more_errors");
    EXPECT_EQ(error.fields().back().message, "5 more errors");
}

TEST(TerminalFileTest, IsTooLargeBeyondItsBytesAndItsTerminals) {
    EXPECT_EQ(read_terminal_file(std::string(longest_terminal_file + 1, 'x'), "c").error().slug(),
              "list_too_large");
    std::string text = "code,name,street,city,postal_code,country\n";
    for (std::size_t i = 0; i < most_terminals; ++i) {
        text += std::to_string(i) + ",N,S,C,1,LT\n";
    }
    EXPECT_EQ(read_terminal_file(text, "c")->size(), most_terminals);
    EXPECT_EQ(read_terminal_file(text + "x,N,S,C,1,LT\n", "c").error().slug(), "list_too_large");
}

TEST(TerminalFileTest, ACellOfAMegabyteSpoilsItsLineOnly) {
    EXPECT_EQ(file_faults(head + std::string(1'000'000, 'a') + "\n" + good),
              Told{"/lines/2 bad_format"});
    EXPECT_EQ(file_faults(head + std::string(1'000'000, ',') + "\n" + good),
              Told{"/lines/2 bad_format"});
}

} // namespace
} // namespace statybos::shipping
