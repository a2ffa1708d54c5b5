// Two releases of one contract meet in one kernel: what must go together does, and what may not is
// refused before anybody is called, with a message that says what to install.
#include "abi_fixture.hpp"

namespace statybos::kernel {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// `provider("grown"); caller("today"); start(); seen()`
class DriftTest : public AbiTest {
protected:
    void provider(const std::string& day) { add("provider", day, "{role: provider}"); }
    void caller(const std::string& day) { add("caller", day, "{role: caller}"); }
    void wisher(const std::string& day) { add("wisher", day, "{role: caller, optional: true}"); }
    void decorator(const std::string& day) { add("decorator", day, "{role: decorator}"); }

    void start() {
        write_config(plugins_);
        RuntimeTest::start();
    }

    /// What the plugin in that role got of the depot.
    std::string seen(const std::string& role = "caller") { return get("/depot/" + role).body; }

private:
    void add(const std::string& role, const std::string& day, const std::string& settings) {
        const std::string file = "config/" + role + ".yaml";
        std::ofstream(folder_.path() / file) << settings << '\n';
        plugins_ +=
            entry("drift_" + day, "drift." + day, ", instance: " + role + ", config: " + file);
    }

    std::string plugins_;
};

const std::string as_today =
    R"({"found":true,"on_hand":6,"pallets":["asked: P1 120 120","own 700"],"address":""})";
const std::string nothing = R"({"found":false,"on_hand":0,"pallets":[],"address":""})";

TEST_F(DriftTest, TheSameFormOnBothSidesWorks) {
    provider("today");
    caller("today");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen(), as_today);
}

TEST_F(DriftTest, AnAppendedMethodLeavesOlderCallersAlone) {
    provider("appended");
    caller("today");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen(), as_today);
}

TEST_F(DriftTest, AnAppendedMethodIsRefusedToNewerCallersOfAnOlderProvider) {
    provider("today");
    caller("appended");
    start();
    EXPECT_THAT(failures(),
                ElementsAre("drift.appended (caller): drift.appended (caller) calls 3 methods of "
                            "drift.depot, but drift.today (provider) 1.0.0 has only 2. Install a "
                            "newer release of drift.today."));
    EXPECT_EQ(get("/depot/caller").status, 404);
}

TEST_F(DriftTest, AnAppendedMethodThatCallersDoWithoutIsUnsupportedByAnOlderProvider) {
    provider("today");
    caller("tolerant");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen(), R"({"found":true,"on_hand":6,"pallets":["asked: P1 120 120","own 700"],)"
                      R"("address":"method_not_offered"})");
}

TEST_F(DriftTest, AnAppendedMethodThatCallersDoWithoutIsCalledWhereItIsOffered) {
    provider("appended");
    caller("tolerant");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen(), R"({"found":true,"on_hand":6,"pallets":["asked: P1 120 120","own 700"],)"
                      R"("address":"Vilnius"})");
}

TEST_F(DriftTest, AnOptionalServiceOfAnOlderProviderIsAsIfItWereNotThere) {
    provider("today");
    wisher("appended");
    caller("today");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen("wisher"), nothing);
    EXPECT_EQ(seen("caller"), as_today);
}

TEST_F(DriftTest, AnOptionalServiceOfANewerProviderIsThere) {
    provider("appended");
    wisher("today");
    start();
    EXPECT_EQ(seen("wisher"), as_today);
}

TEST_F(DriftTest, AGrownRecordOfTheProviderIsSkippedByAnOlderCaller) {
    provider("grown");
    caller("today");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    // The caller sent no colour, so the provider read its default.
    EXPECT_EQ(seen(), R"({"found":true,"on_hand":6,"pallets":["asked: P1 120 grey 120","own 700"],)"
                      R"("address":""})");
}

TEST_F(DriftTest, AGrownRecordOfTheCallerKeepsItsDefaultsWithAnOlderProvider) {
    provider("today");
    caller("grown");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen(), R"({"found":true,"on_hand":6,"pallets":["asked: P1 120 120 grey",)"
                      R"("own 700 grey"],"address":""})");
}

TEST_F(DriftTest, AGrownRecordOnBothSidesArrivesWhole) {
    provider("grown");
    caller("grown");
    start();
    EXPECT_EQ(seen(), R"({"found":true,"on_hand":6,"pallets":["asked: P1 120 blue 120 green",)"
                      R"("own 700 red"],"address":""})");
}

/// Days whose header changed what may not change.
class BrokenDriftTest : public DriftTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(BrokenDriftTest, IsRefusedToTheCaller) {
    const std::string day = GetParam();
    provider(day);
    caller("today");
    start();
    EXPECT_THAT(failures(),
                ElementsAre("drift.today (caller): drift.today (caller) was built against another "
                            "form of drift.depot than drift." +
                            day +
                            " (provider) 1.0.0 provides: the first 2 methods differ in name, order "
                            "or types. Build both with the same contract headers."));
    EXPECT_EQ(get("/depot/caller").status, 404);
}

TEST_P(BrokenDriftTest, IsRefusedToADecorator) {
    const std::string day = GetParam();
    provider("today");
    decorator(day);
    caller("today");
    start();
    const std::string reason =
        "decorator cannot decorate drift.depot: drift." + day +
        " (decorator) was built against another form of drift.depot than drift.today (provider) "
        "1.0.0 provides: the first 2 methods differ in name, order or types. Build both with the "
        "same contract headers.";
    EXPECT_THAT(failures(), ElementsAre("drift." + day + " (decorator): " + reason,
                                        "drift.today (caller): drift.today (caller) needs "
                                        "drift.depot of drift." +
                                            day + " (decorator), which failed: " + reason));
}

TEST_P(BrokenDriftTest, IsAsIfItWereNotThereWhereItIsOptional) {
    provider(GetParam());
    wisher("today");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen("wisher"), nothing);
}

INSTANTIATE_TEST_SUITE_P(, BrokenDriftTest, ::testing::Values("reordered", "renamed", "changed"),
                         [](const auto& day) { return std::string(day.param); });

TEST_F(DriftTest, AnotherMajorIsRefused) {
    provider("major");
    caller("today");
    start();
    EXPECT_THAT(failures(),
                ElementsAre("drift.today (caller): drift.today (caller) needs drift.depot in "
                            "version 1, but drift.major (provider) 1.0.0 provides version 2. "
                            "Install a release of drift.major with version 1, or one of "
                            "drift.today built for version 2."));
}

TEST_F(DriftTest, AnotherMajorIsAsIfItWereNotThereWhereItIsOptional) {
    provider("major");
    wisher("today");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen("wisher"), nothing);
}

TEST_F(DriftTest, ADecoratorOfTheSameFormDecorates) {
    provider("today");
    decorator("grown");
    caller("today");
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(seen(), R"({"found":true,"on_hand":106,"pallets":["asked: P1 120 120","own 700"],)"
                      R"("address":""})");
}

TEST_F(DriftTest, ANewerDecoratorIsRefusedBeforeAnOlderProvider) {
    provider("today");
    decorator("appended");
    start();
    EXPECT_THAT(failures(),
                ElementsAre("drift.appended (decorator): decorator cannot decorate drift.depot: "
                            "drift.appended (decorator) calls 3 methods of drift.depot, but "
                            "drift.today (provider) 1.0.0 has only 2. Install a newer release of "
                            "drift.today."));
}

TEST_F(DriftTest, AnOlderDecoratorIsRefusedBeforeANewerProvider) {
    provider("appended");
    decorator("today");
    start();
    EXPECT_THAT(
        failures(),
        ElementsAre("drift.today (decorator): decorator cannot decorate drift.depot: it "
                    "knows 2 methods, drift.appended (provider) 1.0.0 has 3, and callers of "
                    "the others would pass it by. Install a newer release of drift.today."));
}

} // namespace
} // namespace statybos::kernel
