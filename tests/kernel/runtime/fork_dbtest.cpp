#include "runtime_fixture.hpp"

namespace statybos::kernel {
namespace {

using test::json_post;
using ::testing::HasSubstr;

class ForkTest : public RuntimeTest {
protected:
    const std::string shop_ = plugin("shop", "test.shop");
    const std::string fork_ = plugin("shop_fork", "acme.shop");

    std::string running() const {
        std::string ids;
        for (const auto& candidate : runtime_->generations().current()->candidates()) {
            ids += candidate.member.id + ' ';
        }
        return ids;
    }

    std::string mistakes() {
        MarketplaceSource source;
        source.config = folder_.path() / "config/marketplace.yaml";
        auto plan = look_at_plugins(source);
        return plan ? "" : plan.error().message();
    }
};

TEST_F(ForkTest, HearsAndDoesWhatItsModuleLeft) {
    write_config(shop_);
    make();
    runtime_->start().value(); // nothing runs in the background, so all of it is left
    runtime_->listen().value();
    EXPECT_EQ(ask(json_post("/notes", R"({"text":"by the listener"})")).status, 200);
    EXPECT_EQ(ask(json_post("/notes", R"({"text":"illegible"})")).status, 200); // to the listener
    EXPECT_EQ(ask(json_post("/readings", R"({"text":"illegible"})")).status, 200);
    runtime_.reset();

    write_config(shop_ + fork_);
    start();
    EXPECT_EQ(running(), "acme.shop ");
    wait_for("/heard", R"({"text":"2"})");
    const auto known = database_.pool().lease()->query("SELECT name FROM kernel.subscriber");
    ASSERT_EQ(known.size(), 1);
    EXPECT_EQ(known[0].text(0), "test.shop/mark_heard");
}

TEST_F(ForkTest, KeepsTheFolderOfItsModule) {
    write_config(fork_ + shop_); // in whatever order
    start();
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / "data/plugins/test.shop"));
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "data/plugins/acme.shop"));
}

TEST_F(ForkTest, NeedsItsModuleBecauseOfTheSchema) {
    write_config(fork_);
    EXPECT_THAT(mistakes(), HasSubstr("acme.shop stands in for test.shop, which is not enabled"));
}

} // namespace
} // namespace statybos::kernel
