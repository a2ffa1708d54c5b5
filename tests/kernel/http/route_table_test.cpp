#include "http/route_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace statybos::kernel::http {
namespace {

Route route(std::string method, std::string path, std::string operation,
            std::string owner = "catalog") {
    Route made;
    made.owner = std::move(owner);
    made.method = std::move(method);
    made.path = std::move(path);
    made.operation = std::move(operation);
    made.access = STY_ACCESS_ANYONE;
    return made;
}

std::shared_ptr<const RouteTable> products() {
    auto table = RouteTable::create({
        route("GET", "/api/products/", "list_products"),
        route("POST", "/api/products/", "create_product"),
        route("GET", "/api/products/{id}", "show_product"),
        route("PATCH", "/api/products/{id}", "change_product"),
        route("GET", "/api/products/search", "search_products"),
        route("POST", "/api/products/import", "import_products"),
        route("DELETE", "/api/products/{id}/images/{image_id}", "delete_image"),
        route("GET", "/media/{path...}", "show_media"),
        route("GET", "/media/logo", "show_logo"),
        route("GET", "/", "home"),
    });
    EXPECT_TRUE(table) << table.error().message();
    return *table;
}

std::string found(const RouteTable& table, std::string_view method, std::string_view path) {
    const auto match = table.find(method, path);
    if (match.route != nullptr) {
        return match.route->operation;
    }
    return match.path_exists ? "405" : "404";
}

TEST(RouteTableTest, FindsRoutes) {
    const auto table = products();
    struct Case {
        std::string_view method, path, operation;
    };
    for (const Case& c : {
             Case{"GET", "/api/products", "list_products"},
             Case{"GET", "/api/products/", "list_products"},
             Case{"HEAD", "/api/products/", "list_products"},
             Case{"GET", "/api/products/search", "search_products"},
             Case{"GET", "/api/products/search/", "search_products"},
             Case{"GET", "/api/products/7", "show_product"},
             Case{"GET", "/api/products/import", "405"},
             Case{"PATCH", "/api/products/search", "405"},
             Case{"POST", "/api/products/import", "import_products"},
             Case{"DELETE", "/api/products/7/images/8", "delete_image"},
             Case{"DELETE", "/api/products/search/images/8", "delete_image"},
             Case{"GET", "/media/a/b/c.jpg", "show_media"},
             Case{"GET", "/media/logo", "show_logo"},
             Case{"GET", "/media/logo/x", "show_media"},
             Case{"GET", "/", "home"},
             Case{"GET", "/media", "404"},
             Case{"GET", "/media/", "404"},
             Case{"GET", "/api", "404"},
             Case{"GET", "/api//products", "404"},
             Case{"GET", "/API/products", "404"},
             Case{"GET", "/api/products/7/images", "404"},
             Case{"DELETE", "/api/products/7", "405"},
             Case{"GET", "/api/products/7/images/8", "405"},
             Case{"HEAD", "/api/products/7/images/8", "405"},
             Case{"BREW", "/api/products/7", "405"},
         }) {
        EXPECT_EQ(found(*table, c.method, c.path), c.operation) << c.method << " " << c.path;
    }
}

TEST(RouteTableTest, DecodesParameters) {
    const auto table = products();
    std::vector<PathParameter> parameters;
    const auto image = table->find("DELETE", "/api/products/%C5%A1a/images/a%20b");
    decode_parameters(image, parameters);
    ASSERT_EQ(parameters.size(), 2u);
    EXPECT_EQ(parameters[0].name, "id");
    EXPECT_EQ(parameters[0].value, "ša");
    EXPECT_EQ(parameters[1].name, "image_id");
    EXPECT_EQ(parameters[1].value, "a b");
    const auto media = table->find("GET", "/media/2026/11/a.jpg");
    decode_parameters(media, parameters);
    ASSERT_EQ(parameters.size(), 1u);
    EXPECT_EQ(parameters[0].value, "2026/11/a.jpg");
}

TEST(RouteTableTest, ListsTheMethodsOfAPath) {
    const auto table = products();
    EXPECT_EQ(table->allowed_methods("/api/products/"), "GET, HEAD, OPTIONS, POST");
    EXPECT_EQ(table->allowed_methods("/api/products/import"), "OPTIONS, POST");
    EXPECT_EQ(table->allowed_methods("/nowhere"), "");
}

TEST(RouteTableTest, NamesBothOwnersOfARouteClash) {
    const auto same_path = RouteTable::create(
        {route("GET", "/a/{id}", "a", "catalog"), route("GET", "/a/{slug}/", "b", "acme.shop")});
    ASSERT_FALSE(same_path);
    EXPECT_EQ(same_path.error().slug(), "route_clash");
    EXPECT_THAT(same_path.error().message(),
                testing::AllOf(testing::HasSubstr("catalog"), testing::HasSubstr("acme.shop"),
                               testing::HasSubstr("/a/{slug}/")));
    const auto same_operation = RouteTable::create(
        {route("GET", "/a", "a", "catalog"), route("GET", "/b", "a", "acme.shop")});
    ASSERT_FALSE(same_operation);
    EXPECT_EQ(same_operation.error().slug(), "route_clash");
    EXPECT_THAT(same_operation.error().message(), testing::HasSubstr("acme.shop"));
}

TEST(RouteTableTest, RefusesAnInvalidRoute) {
    const auto with = [](auto change) {
        Route made = route("GET", "/a", "a");
        change(made);
        return made;
    };
    const std::vector<Route> bad{
        with([](Route& r) { r.path = ""; }),
        with([](Route& r) { r.path = "a"; }),
        with([](Route& r) { r.path = "/a//b"; }),
        with([](Route& r) { r.path = "/../b"; }),
        with([](Route& r) { r.path = "/a b"; }),
        with([](Route& r) { r.path = "/{Id}"; }),
        with([](Route& r) { r.path = "/{}"; }),
        with([](Route& r) { r.path = "/x{id}"; }),
        with([](Route& r) { r.path = "/{a...}/b"; }),
        with([](Route& r) { r.path = "/{a}/{a}"; }),
        with([](Route& r) { r.path = "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}"; }),
        with([](Route& r) { r.method = "HEAD"; }),
        with([](Route& r) { r.method = "get"; }),
        with([](Route& r) { r.access = 0; }),
        with([](Route& r) { r.access = 4; }),
        with([](Route& r) { r.access = STY_ACCESS_ROLES; }),
        with([](Route& r) { r.roles = {"admin"}; }),
        with([](Route& r) { r.operation = ""; }),
        with([](Route& r) { r.operation = "a b"; }),
        with([](Route& r) {
            r.flags = STY_ROUTE_CACHED;
            r.method = "POST";
        }),
        with([](Route& r) {
            r.flags = STY_ROUTE_CACHED;
            r.access = STY_ACCESS_SIGNED_IN;
        }),
    };
    for (const Route& one : bad) {
        const auto table = RouteTable::create({one});
        ASSERT_FALSE(table) << one.method << " " << one.path;
        EXPECT_EQ(table.error().slug(), "invalid_route");
        EXPECT_THAT(table.error().message(), testing::HasSubstr("catalog"));
    }
}

TEST(RouteTableTest, CopiesADeclarationUpToItsSize) {
    sty_route declared{};
    declared.size = sizeof declared;
    declared.access = STY_ACCESS_ANYONE;
    declared.method = {"GET", 3};
    declared.path = {"/a", 2};
    declared.operation = {"a", 1};
    const sty_str roles[] = {{"admin", 5}, {"support", 7}};
    declared.roles = {roles, 2};
    const auto copied = copy_route(declared, "acme");
    ASSERT_TRUE(copied);
    EXPECT_EQ(copied->path, "/a");
    EXPECT_THAT(copied->roles, testing::ElementsAre("admin", "support"));
    declared.size = 16;
    EXPECT_EQ(copy_route(declared, "acme").error().slug(), "invalid_route");
    declared.size = sizeof declared;
    declared.summary = {"\xff", 1};
    EXPECT_EQ(copy_route(declared, "acme").error().slug(), "invalid_route");
}

} // namespace
} // namespace statybos::kernel::http
