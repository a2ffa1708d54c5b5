#include <atomic>
#include <thread>

#include "runtime_fixture.hpp"

namespace statybos::kernel {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class ReloadTest : public RuntimeTest {
protected:
    void greet_with(const std::string& greeting) {
        std::ofstream(folder_.path() / "config/shop.yaml") << "greeting: " << greeting << '\n';
        write_config("  - {id: test.shop, path: " + plugins::fixture("shop").string() +
                     ", config: config/shop.yaml}\n");
    }
};

TEST_F(ReloadTest, TakesNewSettings) {
    greet_with("Labas");
    start();
    EXPECT_EQ(get("/greeting").body, R"({"text":"Labas"})");
    greet_with("Sveiki");
    runtime_->reload().value();
    EXPECT_EQ(get("/greeting").body, R"({"text":"Sveiki"})");
    EXPECT_EQ(runtime_->generations().current()->number(), 2u);
}

TEST_F(ReloadTest, TakesPluginsInAndOut) {
    start();
    EXPECT_EQ(get("/greeting").status, 404);
    greet_with("Labas");
    runtime_->reload().value();
    EXPECT_EQ(get("/greeting").status, 200);
    write_config("");
    runtime_->reload().value();
    EXPECT_EQ(get("/greeting").status, 404);
}

TEST_F(ReloadTest, LeavesEverythingAsItIsWhenTheFileIsWrong) {
    greet_with("Labas");
    start();
    write_config("  - {id: test.shopp}\n");
    const auto reloaded = runtime_->reload();
    ASSERT_FALSE(reloaded);
    EXPECT_THAT(reloaded.error().message(), HasSubstr("no plugin test.shopp is installed"));
    EXPECT_EQ(get("/greeting").body, R"({"text":"Labas"})");
    EXPECT_EQ(runtime_->generations().current()->number(), 1u);
}

TEST_F(ReloadTest, LeavesEverythingAsItIsWhenAPluginFails) {
    greet_with("Labas");
    start();
    write_config(plugin("shop", "test.shop") + plugin("no_start", "test.no_start"));
    const auto reloaded = runtime_->reload();
    ASSERT_FALSE(reloaded);
    EXPECT_EQ(reloaded.error().slug(), "plugins_failed");
    EXPECT_EQ(reloaded.error().message(), "test.no_start failed in start(): port 25 is taken");
    EXPECT_EQ(get("/greeting").body, R"({"text":"Labas"})");
    EXPECT_TRUE(runtime_->readiness().ready);
}

TEST_F(ReloadTest, GoesOnWithAPluginThatHadFailedBefore) {
    write_config(plugin("no_start", "test.no_start"));
    start();
    write_config(plugin("no_start", "test.no_start") + plugin("shop", "test.shop"));
    runtime_->reload().value();
    EXPECT_EQ(get("/greeting").status, 200);
}

TEST_F(ReloadTest, DropsNoRequestUnderLoad) {
    greet_with("w0");
    start();
    std::atomic<bool> done{false};
    std::atomic<int> answered{0};
    std::atomic<int> wrong{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&, path = i % 2 == 0 ? "/greeting" : "/slow"] {
            test::RawClient client(runtime_->port());
            while (!done) {
                const auto answer = client.ask(test::request(std::string("GET ") + path));
                wrong += answer.status == 200 && answer.says(R"({"text":"w)") ? 0 : 1;
                ++answered;
            }
        });
    }
    for (int round = 1; round <= 10; ++round) {
        greet_with("w" + std::to_string(round));
        runtime_->reload().value();
        const int before = answered;
        while (answered < before + 8) {
            std::this_thread::yield();
        }
    }
    done = true;
    for (std::thread& client : clients) {
        client.join();
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(get("/greeting").body, R"({"text":"w10"})");
    const auto only_one_lives = [this] { return runtime_->generations().living() == 1; };
    EXPECT_TRUE(
        runtime_->control().run_until(only_one_lives, ControlQueue::Clock::time_point::max()));
}

TEST_F(ReloadTest, EndsTheOldPluginsWhenTheirRequestsAreOver) {
    const auto journal = [this] {
        std::vector<std::string> lines;
        std::ifstream file(folder_.path() / "data/plugins/test.counter/journal");
        for (std::string line; std::getline(file, line);) {
            lines.push_back(line);
        }
        return lines;
    };
    write_config(plugin("counter", "test.counter"));
    start();
    auto pin = runtime_->make_context();
    write_config("");
    runtime_->reload().value();
    EXPECT_THAT(journal(), ::testing::Not(Contains("stop test.counter")));
    pin.reset();
    const auto ended = [&] {
        return runtime_->generations().living() == 1 && runtime_->control().idle();
    };
    while (!ended()) {
        runtime_->control().run_until(ended, ControlQueue::Clock::now());
    }
    EXPECT_THAT(journal(), ::testing::ElementsAre("create test.counter", "start test.counter",
                                                  "stop test.counter", "destroy test.counter"));
}

} // namespace
} // namespace statybos::kernel
