#include "contract_dump.hpp"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <statybos/signature.hpp>

namespace statybos::abi {

namespace sample {

enum class Speed : std::uint8_t { slow, fast };
STATYBOS_ENUM(Speed, slow, fast)

struct Parcel {
    std::uint32_t grams, length_mm;
};
STATYBOS_POD(Parcel, "Parcel{4,4}")

struct Offer {
    std::string service;
    std::optional<Money> price;
    std::vector<Speed> speeds;
};
STATYBOS_RECORD(Offer, service, price, speeds)

struct Carrier {
    virtual ~Carrier() = default;
    virtual Result<std::vector<Offer>> offers(Ctx&, std::string_view, std::span<const Parcel>) = 0;
    virtual Result<void> book(Transaction&, const OrderId&, const Offer&, Speed, bool) = 0;
    virtual double weight(const std::map<std::string, Quantity>&, const Percent&, Instant) = 0;
    virtual std::string name(std::int64_t, const std::optional<Uuid>&, Parcel) = 0;
};
STATYBOS_INTERFACE(Carrier, "test.carrier", 3, offers, book, weight, name)

} // namespace sample

namespace {

namespace fs = std::filesystem;
using sample::Carrier;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const fs::path source = STATYBOS_SOURCE_DIR;

std::string read(const fs::path& file) {
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += '\n' + line;
    }
    return text;
}

TEST(ContractsTest, AreWhatTheGoldenFileSays) {
    const auto golden = golden_lines(read(source / "tests/abi/contracts.sig"));
    const Comparison comparison = compare(golden, dump_contracts());
    EXPECT_THAT(comparison.broken, IsEmpty())
        << "Plugins that exist were built against what is recorded. Undo the change and append "
           "instead: methods at the end of STATYBOS_INTERFACE, fields at the end of "
           "STATYBOS_RECORD; or give the contract another major beside the old one."
        << joined(comparison.broken);
    EXPECT_THAT(comparison.appended, IsEmpty())
        << "Not recorded yet. If these are to be promised from now on, record them:\n"
           "  build/release/bin/statybos_abi_dump --record tests/abi/contracts.sig"
        << joined(comparison.appended);
}

TEST(ContractsTest, AreAllInTheGoldenFile) {
    const std::regex interface(R"re(STATYBOS_INTERFACE\(\w+,\s*"([a-z._]+)")re");
    std::set<std::string> declared;
    for (const char* folder : {"sdk/include", "plugins"}) {
        for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
            if (entry.path().extension() != ".hpp" || entry.path().filename() == "contract.hpp") {
                continue;
            }
            const std::string text = read(entry.path());
            for (std::sregex_iterator found(text.begin(), text.end(), interface), end; found != end;
                 ++found) {
                declared.insert((*found)[1]);
            }
        }
    }
    EXPECT_GE(declared.size(), 15u);
    std::set<std::string> dumped;
    for (const std::string& line : dump_contracts()) {
        dumped.insert(line.substr(0, line.find(' ')));
    }
    EXPECT_EQ(dumped, declared) << "name each contract in tests/abi/contract_dump.cpp";
}

const std::vector<std::string> golden{
    "shop.stock 1 method 0 00000000000000aa reserve(Transaction&) -> void",
    "shop.stock 1 method 1 00000000000000ab release(Transaction&) -> void",
    "shop.stock 1 field Line 0 quantity: Quantity"};

TEST(ComparisonTest, AcceptsAndNamesWhatWasAppended) {
    auto now = golden;
    now.emplace_back("shop.stock 1 method 2 00000000000000ac consume(Transaction&) -> void");
    now.emplace_back("shop.stock 2 method 0 00000000000000ad reserve(Transaction&) -> void");
    const Comparison comparison = compare(golden, now);
    EXPECT_THAT(comparison.broken, IsEmpty());
    EXPECT_THAT(comparison.appended, ElementsAre(now[3], now[4]));
}

TEST(ComparisonTest, ShowsBothSidesOfAChange) {
    auto now = golden;
    now[1] = "shop.stock 1 method 1 00000000000000bb release(Ctx&) -> void";
    const Comparison comparison = compare(golden, now);
    EXPECT_THAT(comparison.broken, ElementsAre("recorded: " + golden[1] + "\n     now: " + now[1]));
    EXPECT_THAT(comparison.appended, IsEmpty());
}

TEST(ComparisonTest, MissesWhatVanished) {
    EXPECT_THAT(compare(golden, {golden[0], golden[1]}).broken,
                ElementsAre("recorded: " + golden[2] + "\n     now: nothing"));
}

TEST(SignatureTest, SaysInWordsWhatIsHashed) {
    const auto methods = signatures<Carrier>();
    ASSERT_EQ(methods.size(), 4u);
    EXPECT_EQ(methods[0].text, "offers(Ctx&, text, span<Parcel{4,4}>) -> Result<list<Offer>>");
    EXPECT_EQ(methods[1].text, "book(Transaction&, OrderId, Offer, Speed:8, bool) -> Result<void>");
    EXPECT_EQ(methods[2].text, "weight(map<Quantity>, Percent, Instant) -> f64");
    EXPECT_EQ(methods[3].text, "name(i64, optional<Uuid>, Parcel{4,4}) -> text");
    EXPECT_EQ(methods[3].contract, "test.carrier");
    EXPECT_EQ(methods[3].major, 3);
    EXPECT_EQ(methods[3].index, 3u);
    EXPECT_EQ(methods[3].prefix_hash, detail::Tabled<Carrier>::prefix.of[3]);
}

TEST(SignatureTest, NamesTheFieldsOfRecordsAndTheEnumerators) {
    std::vector<std::string> lines;
    for (const FieldSignature& field : field_signatures<Carrier>()) {
        lines.push_back(field.type + ' ' + std::to_string(field.index) + ' ' + field.text);
    }
    EXPECT_THAT(lines, ElementsAre("Offer 0 service: text", "Offer 1 price: optional<Money>",
                                   "Offer 2 speeds: list<Speed:8>", "Speed 0 slow = 0",
                                   "Speed 1 fast = 1"));
}

} // namespace
} // namespace statybos::abi
