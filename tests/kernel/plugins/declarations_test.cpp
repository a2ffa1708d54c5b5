#include "plugins/declarations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <statybos/strings.hpp>

namespace statybos::kernel::plugins {
namespace {

sty_rc handle(void*, sty_ctx*, const sty_request*, sty_response*, sty_error*) {
    return STY_OK;
}
sty_rc hear(void*, sty_ctx*, const sty_event*, sty_error*) {
    return STY_OK;
}
sty_rc work(void*, sty_ctx*, sty_str, sty_str, std::uint32_t, sty_error*) {
    return STY_OK;
}

sty_route route(std::string_view method, std::string_view path) {
    sty_route made{};
    made.size = sizeof(made);
    made.access = STY_ACCESS_ANYONE;
    made.method = to_abi(method);
    made.path = to_abi(path);
    made.handler = &handle;
    return made;
}

sty_subscription listener(std::string_view name) {
    sty_subscription made{};
    made.size = sizeof(made);
    made.kind = STY_LISTEN_DURABLE;
    made.topic = to_abi("orders.order_placed.v1");
    made.name = to_abi(name);
    made.handler = &hear;
    return made;
}

TEST(DeclarationsTest, OutliveWhatTheyWereCopiedFrom) {
    Declarations declared;
    {
        std::string path = "/api/products/{id}";
        std::string role = "vendor";
        const std::vector<sty_str> roles{to_abi(role)};
        sty_route given = route("GET", path);
        given.access = STY_ACCESS_ROLES;
        given.roles = {roles.data(), roles.size()};
        ASSERT_TRUE(declared.add_route(given));
        path.assign(path.size(), '#');
        role.assign(role.size(), '#');
    }
    ASSERT_EQ(declared.routes().size(), 1u);
    EXPECT_EQ(view(declared.routes()[0].path), "/api/products/{id}");
    EXPECT_THAT(views(declared.routes()[0].roles), ::testing::ElementsAre("vendor"));
    EXPECT_EQ(declared.routes()[0].handler, &handle);
}

TEST(DeclarationsTest, ReadAnOlderPluginsSmallerRoute) {
    sty_route given = route("GET", "/a");
    given.size = offsetof(sty_route, schemas);
    given.schemas = to_abi("must not be read");
    given.handler = nullptr;
    Declarations declared;
    const auto refused = declared.add_route(given);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message(), "route GET /a: it has no handler");
}

TEST(DeclarationsTest, RefuseARouteThatNobodyMadePublic) {
    sty_route given = route("GET", "/a");
    given.access = 0;
    const auto refused = Declarations().add_route(given);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().slug(), "invalid_declaration");
    EXPECT_EQ(refused.error().message(), "route GET /a: say who may call it (anyone, signed in, "
                                         "roles); there is no default");
}

struct BadRoute {
    const char* name;
    void (*spoil)(sty_route&);
    const char* message;
};

class BadRouteTest : public ::testing::TestWithParam<BadRoute> {};

TEST_P(BadRouteTest, IsRefused) {
    sty_route given = route("GET", "/a");
    GetParam().spoil(given);
    Declarations declared;
    const auto refused = declared.add_route(given);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message(), GetParam().message);
    EXPECT_TRUE(declared.routes().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Each, BadRouteTest,
    ::testing::Values(
        BadRoute{"no_size", [](sty_route& r) { r.size = 0; }, "a route says that it has size 0"},
        BadRoute{"no_method", [](sty_route& r) { r.method = {}; }, "route  /a: it has no method"},
        BadRoute{"relative", [](sty_route& r) { r.path = to_abi("a"); },
                 "route GET a: a path starts with /"},
        BadRoute{"no_role", [](sty_route& r) { r.access = STY_ACCESS_ROLES; },
                 "route GET /a: access by role, but it names no role"}),
    [](const auto& given) { return std::string(given.param.name); });

TEST(DeclarationsTest, RefuseTwoListenersOfOneName) {
    Declarations declared;
    ASSERT_TRUE(declared.add_subscription(listener("count")));
    const auto refused = declared.add_subscription(listener("count"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().slug(), "duplicate_declaration");
    EXPECT_EQ(refused.error().message(), "two listeners are named \"count\"");
}

TEST(DeclarationsTest, RefuseAListenerOfUnknownKind) {
    sty_subscription given = listener("count");
    given.kind = 9;
    const auto refused = Declarations().add_subscription(given);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message(),
              "listener \"count\": kind 9 is none of in transaction, durable, live");
}

TEST(DeclarationsTest, RefuseTwoJobsOfOneName) {
    sty_job job{};
    job.size = sizeof(job);
    job.name = to_abi("expire");
    job.handler = &work;
    Declarations declared;
    ASSERT_TRUE(declared.add_job(job));
    EXPECT_FALSE(declared.add_job(job));
    EXPECT_EQ(declared.jobs().size(), 1u);
}

TEST(DeclarationsTest, RefuseATableOfAnotherContract) {
    const std::uint64_t hashes[] = {1};
    const sty_service_table table{sizeof(table), 1, 1, "shop.stock", hashes, nullptr};
    const auto refused = Declarations().add_provision("shop.prices", "", {&table, nullptr});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message(),
              "provider of shop.prices: its table is that of shop.stock");
}

TEST(DeclarationsTest, RefuseATableThatIsNotFilledIn) {
    const sty_service_table table{sizeof(table), 1, 1, "shop.stock", nullptr, nullptr};
    EXPECT_FALSE(Declarations().add_provision("shop.stock", "", {&table, nullptr}));
    EXPECT_FALSE(Declarations().add_provision("shop.stock", "", {nullptr, nullptr}));
}

TEST(DeclarationsTest, StopARunawayLoop) {
    Declarations declared;
    for (std::size_t i = 0; i < Declarations::limit; ++i) {
        ASSERT_TRUE(declared.add_route(route("GET", "/" + std::to_string(i))));
    }
    const auto refused = declared.add_route(route("GET", "/one-more"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().slug(), "too_many_declarations");
}

} // namespace
} // namespace statybos::kernel::plugins
