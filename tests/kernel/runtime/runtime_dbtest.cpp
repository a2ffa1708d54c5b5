#include <statybos/command.hpp>

#include "runtime/kernel_wants.hpp"
#include "runtime_fixture.hpp"

namespace statybos::kernel {
namespace {

using test::json_post;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(RuntimeTest, RunsWithoutPlugins) {
    start();
    EXPECT_EQ(get("/health/live").body, R"({"status":"live"})");
    EXPECT_EQ(get("/health/ready").body, R"({"status":"ready","reasons":[]})");
    EXPECT_TRUE(get("/metrics").says("statybos_database_pool_open "));
    EXPECT_EQ(get("/api/openapi.json").status, 200);
    EXPECT_EQ(get("/greeting").status, 404);
    EXPECT_TRUE(runtime_->stop());
    EXPECT_EQ(runtime_->generations().current(), nullptr);
}

class ShopTest : public RuntimeTest {
protected:
    ShopTest() {
        write_config(plugin("shop", "test.shop"));
        start();
    }
};

TEST_F(ShopTest, AnswersFromItsSettings) {
    const auto answer = get("/greeting");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"text":"Labas"})");
    EXPECT_FALSE(answer.header("X-Request-Id").empty());
}

TEST_F(ShopTest, KnowsWhoAsksThroughTheAuthenticator) {
    EXPECT_EQ(get("/who").status, 401);
    EXPECT_EQ(get("/who", "Authorization: Bearer forged\r\n").code(), "invalid_token");
    const std::string user = R"({"text":"0190a000-0000-7000-8000-000000000001"})";
    EXPECT_EQ(get("/who", "Authorization: Bearer good\r\n").body, user);
    EXPECT_EQ(get("/who", "authorization: bEARER good\r\n").body, user);
    EXPECT_EQ(get("/who", "Cookie: statybos_session=good\r\n").body, user);
}

TEST_F(ShopTest, DeliversItsEventsAfterTheCommit) {
    EXPECT_EQ(get("/heard").body, R"({"text":"0"})");
    EXPECT_EQ(ask(json_post("/notes", R"({"text":"14.5 m2 of tiles"})")).status, 200);
    wait_for("/heard", R"({"text":"1"})");
}

TEST_F(ShopTest, MayNotLeaveATransactionOpen) {
    const auto answer = ask(json_post("/left-open", "{}"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.code(), "transaction_left_open");
    EXPECT_EQ(notes(), 0);
}

TEST_F(ShopTest, IsRunAgainOnlyWhereItSaysItMay) {
    EXPECT_EQ(ask(json_post("/repeat", "{}")).body, R"({"text":"third time"})");
    const auto once = ask(json_post("/once", "{}"));
    EXPECT_EQ(once.status, 503);
    EXPECT_EQ(once.code(), "serialization_failure");
}

TEST_F(ShopTest, GivesCommandsToTheKernel) {
    const sty_service greet = runtime_->service(command_key("shop greet"));
    ASSERT_NE(greet.table, nullptr);
    const auto context = runtime_->make_context();
    Ctx ctx(context->abi());
    EXPECT_EQ(Proxy<Command>(greet).run(ctx, {{"Ona"}}).value(), "Labas, Ona");
    EXPECT_EQ(Proxy<Command>(greet).run(ctx, {}).error().message(),
              "usage: statybos shop greet NAME");
    EXPECT_EQ(runtime_->service(command_key("shop")).table, nullptr);
}

TEST_F(ShopTest, CountsItsRequests) {
    get("/greeting");
    EXPECT_TRUE(get("/metrics").says(R"(statybos_http_requests_total{operation=")"));
}

TEST_F(RuntimeTest, LetsAPluginFailAloneWhoseMigrationFails) {
    write_config(plugin("broken", "test.broken") + plugin("shop", "test.shop"));
    start();
    EXPECT_EQ(get("/greeting").status, 200);
    const Readiness readiness = runtime_->readiness();
    EXPECT_FALSE(readiness.ready);
    EXPECT_THAT(readiness.reasons, ElementsAre("plugin test.broken failed"));
    EXPECT_EQ(get("/health/ready").status, 503);
    EXPECT_EQ(get("/health/live").status, 200);
    const auto generation = runtime_->generations().current();
    EXPECT_THAT(generation->failures(), ElementsAre(HasSubstr("0001_wrong")));
}

TEST_F(RuntimeTest, LetsAPluginFailAloneThatThrowsInCreate) {
    write_config(plugin("throws_create", "test.throwing") + plugin("shop", "test.shop"));
    start();
    EXPECT_EQ(get("/greeting").status, 200);
    EXPECT_THAT(runtime_->generations().current()->failures(),
                ElementsAre("test.throwing: test.throwing failed in create(): cannot read the "
                            "price list"));
}

TEST_F(RuntimeTest, ContainsAHandlerThatThrows) {
    write_config(plugin("throws", "test.throwing") + plugin("shop", "test.shop"));
    start();
    const auto answer = get("/throw");
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.code(), "internal_error");
    EXPECT_FALSE(answer.says("price list"));
    EXPECT_EQ(get("/greeting").status, 200);
}

TEST_F(RuntimeTest, MigratesWithoutLoadingAnything) {
    write_config(plugin("broken", "test.broken") + plugin("shop", "test.shop"));
    make();
    EXPECT_THAT(runtime_->migrate().value(), ElementsAre(HasSubstr("test.broken: ")));
    EXPECT_EQ(runtime_->generations().current(), nullptr);
    EXPECT_EQ(notes(), 0);
}

TEST_F(RuntimeTest, ComposesWithoutADatabase) {
    write_config(plugin("counter", "test.counter") + plugin("reader", "test.reader"));
    make();
    const auto generation = runtime_->compose().value();
    EXPECT_THAT(generation->failures(), IsEmpty());
    EXPECT_EQ(generation->candidates().at(1).instance->state(), plugins::State::created);
}

TEST_F(RuntimeTest, SaysThatTheDatabaseIsAwayAndComesBackByItself) {
    write_config(plugin("shop", "test.shop"));
    start();
    auto admin = database_.pool().dedicated();
    const std::string end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            " WHERE datname = current_database() AND pid <> pg_backend_pid()";
    admin->query("ALTER DATABASE \"" + database_.name() + "\" CONNECTION LIMIT 0");
    admin->query(end);
    EXPECT_EQ(get("/health/live").status, 200);
    admin->query("ALTER DATABASE \"" + database_.name() + "\" CONNECTION LIMIT -1");
    while (get("/health/ready").status != 200) {
        std::this_thread::yield();
    }
    EXPECT_EQ(get("/heard").body, R"({"text":"0"})");
}

} // namespace
} // namespace statybos::kernel
