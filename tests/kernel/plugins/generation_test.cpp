#include "plugins/generation.hpp"

#include <atomic>
#include <thread>

#include "http/response.hpp"
#include "plugin_fixture.hpp"
#include "plugins/call.hpp"
#include "plugins/graph.hpp"

namespace statybos::kernel::plugins {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class GenerationTest : public LoadedPluginTest {
protected:
    /// A candidate that was created, or failed to be.
    Candidate candidate(const std::string& name, const std::string& id,
                        const std::string& settings = "{}") {
        Candidate made;
        made.member.id = id;
        made.member.instance = id;
        made.member.version = "1.0.0";
        made.instance = load(name, id, settings);
        if (auto created = made.instance->create(); !created) {
            made.member.failure = created.error().message();
            made.instance.reset();
        }
        return made;
    }

    void add(Candidate made) { blueprint_.candidates.push_back(std::move(made)); }

    Result<std::unique_ptr<Generation>> build() {
        return build_generation(std::exchange(blueprint_, {}), ++number_, surroundings_);
    }

    /// What the route of test.reader answers in `generation`.
    static std::string ask(const std::shared_ptr<const Generation>& generation) {
        Context context;
        Generation::pin(generation, context);
        http::Request request;
        http::Response response;
        const auto match = generation->routes().find("GET", "/test.reader");
        if (match.route == nullptr) {
            return "no route";
        }
        const auto& route = *match.route;
        auto called = call_plugin(*static_cast<const HostSide*>(route.plugin), [&](sty_error* e) {
            return route.handler(route.user, context.abi(),
                                 reinterpret_cast<const sty_request*>(&request),
                                 reinterpret_cast<sty_response*>(&response), e);
        });
        return called ? response.body() : called.error().message();
    }

    Blueprint blueprint_;
    std::uint32_t number_ = 0;
};

TEST_F(GenerationTest, RunsWithoutAnyPlugin) {
    const auto generation = build().value();
    EXPECT_EQ(generation->number(), 1u);
    EXPECT_THAT(generation->routes().routes(), IsEmpty());
}

TEST_F(GenerationTest, StartsProvidersFirstAndStopsThemLast) {
    add(candidate("reader", "test.reader"));
    add(candidate("counter", "test.counter", R"({"value":7})"));
    {
        const std::shared_ptr<const Generation> generation = build().value();
        EXPECT_EQ(ask(generation), "7");
    }
    EXPECT_THAT(journal(),
                ElementsAre("create test.reader", "create test.counter", "start test.counter",
                            "start test.reader", "stop test.reader", "stop test.counter",
                            "destroy test.reader", "destroy test.counter"));
}

TEST_F(GenerationTest, PutsDecoratorsAroundTheProvider) {
    add(candidate("counter", "test.counter", R"({"value":7})"));
    add(candidate("ten", "test.ten"));
    add(candidate("reader", "test.reader"));
    const std::shared_ptr<const Generation> generation = build().value();
    EXPECT_EQ(ask(generation), "17");
}

TEST_F(GenerationTest, RunsTheRestWhenOneCannotStart) {
    add(candidate("no_start", "test.no_start"));
    add(candidate("reader", "test.reader"));
    const auto generation = build().value();
    EXPECT_THAT(generation->failures(),
                ElementsAre("test.no_start: test.no_start failed in start(): port 25 is taken",
                            "test.reader: test.reader needs test.counter of test.no_start, which "
                            "failed: test.no_start failed in start(): port 25 is taken"));
    EXPECT_THAT(generation->routes().routes(), IsEmpty());
}

TEST_F(GenerationTest, LeavesNothingRunningAfterAnError) {
    add(candidate("counter", "test.counter"));
    Candidate second = candidate("counter", "test.counter");
    second.member.instance = "second";
    add(std::move(second));
    const auto refused = build();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().slug(), "composition");
    EXPECT_THAT(refused.error().message(),
                HasSubstr("test.counter is provided by test.counter and test.counter (second)"));
    EXPECT_THAT(journal(), ElementsAre("create test.counter", "create test.counter",
                                       "destroy test.counter", "destroy test.counter"));
}

TEST_F(GenerationTest, RefusesTwoPluginsOnOneRouteAndNamesBoth) {
    add(candidate("counter", "test.counter"));
    add(candidate("reader", "test.reader"));
    Candidate second = candidate("reader", "test.reader");
    second.member.instance = "second";
    add(std::move(second));
    const auto refused = build();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().slug(), "route_clash");
    EXPECT_THAT(journal(), ::testing::Not(::testing::Contains("start test.reader")));
}

TEST_F(GenerationTest, GivesItsServicesToTheKernel) {
    add(candidate("counter", "test.counter"));
    const auto generation = build().value();
    EXPECT_NE(generation->service({"test.counter", 1, ""}).table, nullptr);
    EXPECT_EQ(generation->service({"test.counter", 2, ""}).table, nullptr);
}

TEST_F(GenerationTest, IsPrintedAsAGraph) {
    add(candidate("reader", "test.reader"));
    add(candidate("counter", "test.counter"));
    add(candidate("ten", "test.ten"));
    add(candidate("no_create", "test.no_create"));
    blueprint_.start = false;
    EXPECT_EQ(
        graph_of(*build().value()),
        "Plugins, in the order in which they start:\n"
        "  1. test.counter 1.0.0\n"
        "  2. test.ten 1.0.0\n"
        "  3. test.reader 1.0.0\n"
        "\n"
        "Services and who provides them; decorators below, the outermost last:\n"
        "  test.counter v1: test.counter 1.0.0\n"
        "    + test.ten 1.0.0, test.ten\n"
        "\n"
        "Who needs what:\n"
        "  test.reader -> test.counter of test.counter\n"
        "\n"
        "Failed:\n"
        "  test.no_create: test.no_create failed in create(): the terminal does not answer\n");
    EXPECT_THAT(journal(), ::testing::Not(::testing::Contains("start test.counter")));
}

class GenerationsTest : public GenerationTest {
protected:
    std::vector<std::unique_ptr<const Generation>> retired_;
    std::mutex mutex_;
    Generations generations_{[this](std::unique_ptr<const Generation> ended) {
        const std::lock_guard lock(mutex_);
        retired_.push_back(std::move(ended));
    }};

    void publish(int value) {
        add(candidate("counter", "test.counter", R"({"value":)" + std::to_string(value) + "}"));
        add(candidate("reader", "test.reader"));
        generations_.publish(build().value());
    }

    std::size_t retired() {
        const std::lock_guard lock(mutex_);
        return retired_.size();
    }
};

TEST_F(GenerationsTest, KeepAnOldOneWhileItIsPinned) {
    publish(1);
    auto context = std::make_unique<Context>();
    Generation::pin(generations_.current(), *context);
    publish(2);
    EXPECT_EQ(retired(), 0u);
    EXPECT_EQ(context->abi()->generation, 1u);
    EXPECT_EQ(ask(generations_.current()), "2");
    context.reset();
    ASSERT_EQ(retired(), 1u);
    EXPECT_EQ(retired_[0]->number(), 1u);
    EXPECT_THAT(journal(), ::testing::Not(::testing::Contains("stop test.reader")));
    retired_.clear();
    EXPECT_THAT(journal(), ::testing::Contains("destroy test.counter"));
    generations_.publish(nullptr);
    EXPECT_EQ(generations_.current(), nullptr);
}

TEST_F(GenerationsTest, ArePinnedByTheirRoutes) {
    EXPECT_EQ(generations_.routes(), nullptr);
    publish(1);
    auto routes = generations_.routes();
    publish(2);
    EXPECT_EQ(generations_.living(), 2u);
    EXPECT_EQ(generations_.owner_of(routes)->number(), 1u);
    EXPECT_EQ(retired(), 0u);
    routes.reset();
    EXPECT_EQ(retired(), 1u);
    EXPECT_EQ(generations_.living(), 1u);
    generations_.publish(nullptr);
}

TEST_F(GenerationsTest, NeverMixTwoInOneCallUnderLoad) {
    publish(0);
    std::atomic<bool> done{false};
    std::atomic<int> wrong{0};
    std::atomic<int> asked{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back([&] {
            while (!done) {
                const auto generation = generations_.current();
                const std::string expected = std::to_string(generation->number() - 1);
                wrong += ask(generation) == expected ? 0 : 1;
                ++asked;
            }
        });
    }
    for (int value = 1; value < 30; ++value) {
        const int before = asked;
        publish(value);
        while (asked < before + 10) {
            std::this_thread::yield();
        }
        const std::lock_guard lock(mutex_);
        retired_.clear();
    }
    done = true;
    for (std::thread& client : clients) {
        client.join();
    }
    EXPECT_EQ(wrong, 0);
    generations_.publish(nullptr);
    EXPECT_GE(retired(), 1u);
    retired_.clear();
    const auto lines = journal();
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "destroy test.counter"), 30);
}

} // namespace
} // namespace statybos::kernel::plugins
