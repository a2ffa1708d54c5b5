// What the kernel adds to a handler's answer, and what it asks before the handler is called.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_application.hpp"

namespace statybos::test {
namespace {

class AnswersTest : public ServerTest {
protected:
    std::atomic<int> runs{0};

    Handler counting() {
        return [this](const Request&, Response& response) -> Result<void> {
            response.set_body("run " + std::to_string(++runs));
            return {};
        };
    }
};

TEST_F(AnswersTest, NamesRequestsAndTraces) {
    application.route("GET", "/a", says("{}"));
    start();
    EXPECT_EQ(ask(request("GET /a", "X-Request-Id: my-id.1\r\n")).header("X-Request-Id"),
              "my-id.1");
    EXPECT_EQ(application.last_info.request_id, "my-id.1");
    EXPECT_EQ(application.last_info.traceparent.size(), 55u);
    const Answer hostile = ask(request("GET /a", "X-Request-Id: a\"b\r\n"));
    EXPECT_EQ(hostile.header("X-Request-Id").size(), 32u);
    EXPECT_FALSE(hostile.has("traceparent"));
    const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const Answer traced = ask(request("GET /a", "traceparent: " + trace + "\r\n"));
    EXPECT_EQ(traced.header("traceparent"), trace);
    EXPECT_EQ(application.last_info.traceparent.substr(0, 36), trace.substr(0, 36));
    EXPECT_NE(application.last_info.traceparent, trace);
    const Answer missing = ask(request("GET /nowhere", "X-Request-Id: lost\r\n"));
    EXPECT_TRUE(missing.says(R"("request_id":"lost")"));
}

TEST_F(AnswersTest, SpeaksTheLanguageOfTheClient) {
    application.route("GET", "/a", says("{}"));
    start();
    ask(request("GET /a", "Accept-Language: lt-LT,lt;q=0.9\r\n"));
    EXPECT_EQ(application.last_info.language, "lt");
    EXPECT_TRUE(ask(request("GET /b", "Accept-Language: lt\r\n")).says("\"title\":\"Nerasta\""));
    EXPECT_TRUE(ask(request("GET /b")).says("\"title\":\"Not found\""));
}

TEST_F(AnswersTest, CarriesSecurityHeadersUnlessTheHandlerHasItsOwn) {
    application.route("GET", "/a", says("{}"));
    application.route("GET", "/b", [](const Request&, Response& response) -> Result<void> {
        response.set_header("content-security-policy", "default-src 'self'");
        return {};
    });
    start();
    const Answer answer = ask(request("GET /a"));
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("X-Frame-Options"), "DENY");
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.header("Content-Security-Policy"),
              "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(answer.header("Date").size(), 29u);
    EXPECT_FALSE(answer.has("Strict-Transport-Security"));
    EXPECT_TRUE(ask(request("GET /nowhere")).has("X-Content-Type-Options"));
    const Answer own = ask(request("GET /b"));
    EXPECT_EQ(own.header("content-security-policy"), "default-src 'self'");
    EXPECT_FALSE(own.has("Content-Security-Policy"));
}

TEST_F(AnswersTest, LetsAllowedOriginsIn) {
    settings.cors_origins = {"https://shop.example"};
    application.route("GET", "/a", says("{}"));
    start();
    const Answer allowed = ask(request("GET /a", "Origin: https://shop.example\r\n"));
    EXPECT_EQ(allowed.header("Access-Control-Allow-Origin"), "https://shop.example");
    EXPECT_EQ(allowed.header("Access-Control-Allow-Credentials"), "true");
    EXPECT_EQ(allowed.header("Vary"), "Accept-Language, Origin");
    const Answer other = ask(request("GET /a", "Origin: https://evil.example\r\n"));
    EXPECT_EQ(other.status, 200);
    EXPECT_FALSE(other.has("Access-Control-Allow-Origin"));
    const Answer preflight = ask(request("OPTIONS /a", "Origin: https://shop.example\r\n"
                                                       "Access-Control-Request-Method: GET\r\n"));
    EXPECT_EQ(preflight.status, 204);
    EXPECT_EQ(preflight.header("Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
    EXPECT_THAT(preflight.header("Access-Control-Allow-Headers"),
                testing::HasSubstr("Idempotency-Key"));
    const Answer evil = ask(request("OPTIONS /a", "Origin: https://evil.example\r\n"
                                                  "Access-Control-Request-Method: GET\r\n"));
    EXPECT_FALSE(evil.has("Access-Control-Allow-Methods"));
    EXPECT_FALSE(evil.has("Access-Control-Allow-Origin"));
}

TEST_F(AnswersTest, AsksWhoIsThere) {
    application.route("GET", "/me", counting()).access = STY_ACCESS_SIGNED_IN;
    auto& admin = application.route("GET", "/admin", counting());
    admin.access = STY_ACCESS_ROLES;
    admin.roles = {"support", "admin"};
    application.route("GET", "/all", counting());
    application.route("POST", "/hook", counting()).flags = STY_ROUTE_NO_CSRF;
    start();
    const Answer nobody = ask(request("GET /me"));
    EXPECT_EQ(nobody.status, 401);
    EXPECT_EQ(nobody.code(), "unauthenticated");
    EXPECT_EQ(nobody.header("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(ask(request("GET /admin")).status, 401);
    const Answer customer = ask(request("GET /admin", "Authorization: Bearer user-1\r\n"));
    EXPECT_EQ(customer.status, 403);
    EXPECT_EQ(customer.code(), "forbidden");
    const Answer expired = ask(request("GET /all", "Authorization: Bearer expired\r\n"));
    EXPECT_EQ(expired.status, 401) << "also where anyone may ask";
    EXPECT_EQ(expired.code(), "invalid_token");
    EXPECT_EQ(ask(request("GET /me", "Cookie: session=bad\r\n")).code(), "invalid_token");
    EXPECT_EQ(runs, 0) << "nobody reached a handler";
    EXPECT_EQ(ask(request("GET /me", "Authorization: Bearer user-1\r\n")).status, 200);
    EXPECT_EQ(ask(request("GET /admin", "Authorization: Bearer admin\r\n")).status, 200);
    EXPECT_EQ(ask(request("GET /me", "Cookie: session=good\r\n")).status, 200);
    EXPECT_EQ(ask(request("GET /all", "Cookie: session=bad\r\n")).status, 200)
        << "an expired cookie does not lock its owner out";
    EXPECT_EQ(ask(request("POST /hook", "Authorization: Bearer theirs\r\n")).status, 200)
        << "a webhook's credentials are its own business";
    EXPECT_EQ(runs, 5);
}

TEST_F(AnswersTest, ProtectsCookieSessionsAgainstForgery) {
    application.route("POST", "/do", counting());
    application.route("GET", "/see", counting());
    start();
    const std::string session = "Cookie: session=good\r\n";
    EXPECT_EQ(ask(request("POST /do", session)).code(), "csrf_failed");
    EXPECT_EQ(ask(request("POST /do", session + "X-CSRF-Token: csrf-2\r\n")).status, 403);
    EXPECT_EQ(runs, 0);
    EXPECT_EQ(ask(request("POST /do", session + "X-CSRF-Token: csrf-1\r\n")).status, 200);
    EXPECT_EQ(ask(request("GET /see", session)).status, 200);
    EXPECT_EQ(ask(request("POST /do", "Authorization: Bearer user-1\r\n")).status, 200);
    EXPECT_EQ(runs, 3);
}

TEST_F(AnswersTest, TagsAnswersAndAnswersNotModified) {
    application.route("GET", "/a", says("{}"));
    application.route("GET", "/own", [](const Request&, Response& response) -> Result<void> {
        response.set_header("ETag", "\"v7\"");
        return {};
    });
    start();
    const Answer first = ask(request("GET /a"));
    const std::string etag = first.header("ETag");
    EXPECT_EQ(etag.size(), 34u);
    EXPECT_EQ(first.header("Cache-Control"), "no-cache");
    const Answer again = ask(request("GET /a", "If-None-Match: " + etag + "\r\n"));
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.header("ETag"), etag);
    EXPECT_FALSE(again.has("Content-Length"));
    EXPECT_EQ(ask(request("GET /a", "If-None-Match: \"other\"\r\n")).status, 200);
    EXPECT_EQ(ask(request("GET /own", "If-None-Match: W/\"v7\"\r\n")).status, 304);
    EXPECT_EQ(ask(request("GET /a", "Authorization: Bearer user-1\r\n")).header("Cache-Control"),
              "private, no-cache");
}

TEST_F(AnswersTest, ErrorsOfHandlersBecomeProblemsAndLeaveNothingElse) {
    application.route("GET", "/conflict", [](const Request&, Response& response) -> Result<void> {
        response.set_status(201);
        response.set_header("Set-Cookie", "a=b");
        response.set_body("half");
        return Error(Errc::conflict, "cart_changed", "Changed.").member("total", "\"5\"");
    });
    application.route("GET", "/bug", [](const Request&, Response&) -> Result<void> {
        return Error(Errc::internal, "internal_error", "SELECT secret");
    });
    start();
    const Answer conflict = ask(request("GET /conflict"));
    EXPECT_EQ(conflict.status, 409);
    EXPECT_FALSE(conflict.has("Set-Cookie"));
    EXPECT_FALSE(conflict.has("ETag"));
    EXPECT_TRUE(conflict.says("\"total\":\"5\""));
    const Answer bug = ask(request("GET /bug"));
    EXPECT_EQ(bug.status, 500);
    EXPECT_FALSE(bug.says("secret"));
}

TEST_F(AnswersTest, CachesPublicAnswersUntilTheirTagIsDropped) {
    auto& route = application.route("GET", "/products/{id}", counting());
    route.flags = STY_ROUTE_CACHED;
    route.cache_tags = {"product:{id}"};
    settings.credential_cookies = {"session"};
    start();
    const Answer first = ask(request("GET /products/1?b=1&a=2"));
    EXPECT_EQ(first.body, "run 1");
    EXPECT_EQ(ask(request("GET /products/1?a=2&b=1", "Cookie: theme=dark\r\n")).body, "run 1");
    EXPECT_EQ(ask(request("HEAD /products/1?a=2&b=1")).header("Content-Length"), "5");
    const Answer unchanged =
        ask(request("GET /products/1/?a=2&b=1", "If-None-Match: " + first.header("ETag") + "\r\n"));
    EXPECT_EQ(unchanged.status, 304);
    EXPECT_EQ(unchanged.header("ETag"), first.header("ETag"));
    EXPECT_FALSE(unchanged.header("X-Request-Id").empty());
    EXPECT_TRUE(unchanged.has("X-Frame-Options"));
    EXPECT_EQ(ask(request("GET /products/2")).body, "run 2");
    EXPECT_EQ(ask(request("GET /products/1?a=2&b=1", "Accept-Language: lt\r\n")).body, "run 3");
    EXPECT_EQ(ask(request("GET /products/1?a=2&b=1", "Authorization: Bearer user-1\r\n")).body,
              "run 4");
    EXPECT_EQ(ask(request("GET /products/1?a=2&b=1", "Cookie: session=good\r\n")).body, "run 5");
    const std::string_view tag = "product:1";
    dispatcher->cache().invalidate(std::span(&tag, 1));
    EXPECT_EQ(ask(request("GET /products/1?a=2&b=1")).body, "run 6");
    EXPECT_EQ(ask(request("GET /products/2")).body, "run 2");
    application.publish();
    EXPECT_EQ(ask(request("GET /products/2")).body, "run 7") << "another generation";
    EXPECT_EQ(metrics.cache_hits(), 4u);
    EXPECT_EQ(metrics.cache_misses(), 5u);
}

TEST_F(AnswersTest, DoesNotCacheWhatIsNotForEverybody) {
    const auto with = [this](std::string name, std::string value) {
        return [this, name, value](const Request&, Response& response) -> Result<void> {
            response.set_header(name, value);
            response.set_body(std::to_string(++runs));
            return {};
        };
    };
    application.route("GET", "/cookie", with("Set-Cookie", "a=b")).flags = STY_ROUTE_CACHED;
    application.route("GET", "/private", with("Cache-Control", "private")).flags = STY_ROUTE_CACHED;
    application
        .route("GET", "/missing",
               [this](const Request&, Response&) -> Result<void> {
                   ++runs;
                   return Error(Errc::not_found, "not_found", "No.");
               })
        .flags = STY_ROUTE_CACHED;
    start();
    for (const std::string path : {"/cookie", "/private", "/missing"}) {
        ask(request("GET " + path));
        ask(request("GET " + path));
    }
    EXPECT_EQ(runs, 6);
}

TEST_F(AnswersTest, AnAnswerComputedBeforeAnInvalidationIsNotKept) {
    Door computed;
    std::atomic<bool> wait{true};
    auto& route = application.route("GET", "/a", [&](const Request&, Response& response) {
        response.set_body("run " + std::to_string(++runs));
        response.add_cache_tag("thing");
        if (wait) {
            computed.wait();
        }
        return Result<void>();
    });
    route.flags = STY_ROUTE_CACHED;
    start();
    RawClient client(port());
    client.send(request("GET /a"));
    computed.wait_for_waiting(1);
    const std::string_view tag = "thing";
    dispatcher->cache().invalidate(std::span(&tag, 1));
    wait = false;
    computed.open();
    EXPECT_EQ(client.read().body, "run 1");
    EXPECT_EQ(ask(request("GET /a")).body, "run 2");
    EXPECT_EQ(ask(request("GET /a")).body, "run 2");
}

TEST_F(AnswersTest, AnIdleConnectionHoldsNoGeneration) {
    application.route("GET", "/a", says("{}"));
    start();
    const std::weak_ptr<const http::RouteTable> old = application.routes();
    RawClient client(port());
    EXPECT_EQ(client.ask(request("GET /a")).status, 200);
    application.publish();
    while (!old.expired()) {
        usleep(1000);
    }
    EXPECT_EQ(client.ask(request("GET /a")).status, 200);
}

TEST_F(AnswersTest, ShowsWhatARequestCostTheDatabaseWhenAsked) {
    settings.debug_queries = true;
    application.route("GET", "/a", says("{}")).flags = STY_ROUTE_CACHED;
    start();
    const Answer worked_out = ask(request("GET /a"));
    EXPECT_EQ(worked_out.header("X-Debug-Queries"), "3");
    EXPECT_EQ(worked_out.header("X-Debug-Round-Trips"), "2");
    const Answer cached = ask(request("GET /a"));
    EXPECT_EQ(cached.header("X-Debug-Queries"), "0");
    EXPECT_EQ(cached.header("X-Debug-Round-Trips"), "0");
}

TEST_F(AnswersTest, GivesHandlersTheirInput) {
    std::string seen;
    application
        .route("POST", "/items/{id}/files",
               [&](const Request& request, Response&) {
                   seen = std::string(request.path_parameter("id")) + "|" +
                          request.query.at(0).value + "|" + std::string(request.parts.at(0).body) +
                          "|" + request.remote_address + "|" + std::string(request.cookie("cart"));
                   return Result<void>();
               })
        .flags = STY_ROUTE_MULTIPART;
    start();
    const Answer answer =
        ask(request("POST /items/a%C4%85/files?q=x+y",
                    "Content-Type: multipart/form-data; boundary=b\r\nCookie: cart=7\r\n",
                    "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nbytes\r\n--b--"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(seen, "aą|x y|bytes|127.0.0.1|7");
}

TEST_F(AnswersTest, ServesBuiltInsAndOpenApi) {
    auto& route = application.route("GET", "/api/products/{id}", says("{}"));
    route.operation = "show_product";
    route.summary = "One product";
    route.answers = R"({"200":{"$ref":"#/components/schemas/Product"}})";
    route.schemas = R"({"Product":{"type":"object"}})";
    application.route("GET", "/hidden", says("{}")).flags = STY_ROUTE_HIDDEN;
    built_in.push_back({"/health/live",
                        [](const Request&, Response& response) { response.set_body("live"); },
                        true});
    built_in.push_back(
        {"/broken", [](const Request&, Response&) { throw std::runtime_error("x"); }, false});
    start();
    EXPECT_EQ(ask(request("GET /health/live")).body, "live");
    EXPECT_EQ(ask(request("HEAD /health/live")).header("Content-Length"), "4");
    EXPECT_EQ(ask(request("POST /health/live")).status, 405);
    EXPECT_EQ(ask(request("GET /broken")).status, 500);
    const Answer document = ask(request("GET /api/openapi.json"));
    EXPECT_EQ(document.header("Content-Type"), "application/json");
    EXPECT_TRUE(document.says(R"("openapi":"3.1.0")"));
    EXPECT_TRUE(document.says(R"("operationId":"show_product","summary":"One product")"));
    EXPECT_TRUE(document.says(R"("name":"id","in":"path","required":true)"));
    EXPECT_TRUE(document.says(R"("schema":{"$ref":"#/components/schemas/Product"})"));
    EXPECT_TRUE(document.says(R"("Product":{"type":"object"})"));
    EXPECT_FALSE(document.says("/hidden"));
    EXPECT_EQ(application.calls, 0);
}

} // namespace
} // namespace statybos::test
