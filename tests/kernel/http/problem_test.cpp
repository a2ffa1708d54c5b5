#include "http/problem.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace statybos::kernel::http {
namespace {

Response problem(const Error& error, std::string_view language = "en") {
    Response response;
    write_problem(response, error, {"req-1", language, "test"});
    return response;
}

TEST(ProblemTest, SaysEverythingAClientNeeds) {
    const Response response = problem(Error(Errc::conflict, "insufficient_stock", "Two are left.")
                                          .member("lines", R"([{"product_id":"p"}])"));
    EXPECT_EQ(response.status(), 409u);
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(response.body(),
              R"({"type":"urn:statybos:problem:insufficient_stock",)"
              R"("title":"Conflict with the present state","status":409,)"
              R"("detail":"Two are left.","code":"insufficient_stock","request_id":"req-1",)"
              R"("lines":[{"product_id":"p"}]})");
}

TEST(ProblemTest, ListsFieldErrorsAndSpeaksLithuanian) {
    const Response response = problem(Error(Errc::invalid, "invalid_input", "Netinka.")
                                          .field("/items/0/quantity", "too_small", "Per maža."),
                                      "lt");
    EXPECT_EQ(response.status(), 422u);
    EXPECT_THAT(
        response.body(),
        testing::AllOf(testing::HasSubstr(R"("title":"Pateikti duomenys netinkami")"),
                       testing::HasSubstr(R"("errors":[{"pointer":"/items/0/quantity",)"
                                          R"("code":"too_small","message":"Per maža."}])")));
}

TEST(ProblemTest, HidesWhatIsNotForClients) {
    for (const Error& error :
         {Error(Errc::internal, "internal_error", "SELECT secret FROM t at /src/a.cpp:1")
              .member("sql", "\"secret\""),
          Error(Errc::invalid, "odd", "secret").flag(STY_ERROR_PRIVATE),
          Error(Errc::unavailable, "database_away", "secret host db1"),
          Error(Errc::exception, "internal_error", "secret")}) {
        const Response response = problem(error);
        EXPECT_THAT(response.body(), testing::Not(testing::HasSubstr("secret")));
        EXPECT_THAT(response.body(), testing::HasSubstr(error.slug()));
        EXPECT_THAT(response.body(), testing::HasSubstr("req-1"));
    }
}

TEST(ProblemTest, GivesEveryClassItsStatus) {
    const std::pair<Errc, unsigned> statuses[] = {
        {Errc::internal, 500},      {Errc::malformed, 400},
        {Errc::invalid, 422},       {Errc::unauthenticated, 401},
        {Errc::forbidden, 403},     {Errc::not_found, 404},
        {Errc::conflict, 409},      {Errc::declined, 402},
        {Errc::stale, 412},         {Errc::precondition_required, 428},
        {Errc::too_large, 413},     {Errc::unsupported_media, 415},
        {Errc::rate_limited, 429},  {Errc::unavailable, 503},
        {Errc::timeout, 503},       {Errc::unsupported, 500},
        {Errc::out_of_memory, 503}, {Errc::exception, 500},
        {Errc::serialization, 503}, {static_cast<Errc>(-99), 500},
    };
    for (const auto& [code, status] : statuses) {
        EXPECT_EQ(status_of(code), status);
    }
}

TEST(ProblemTest, AddsWhatTheStatusAsksFor) {
    EXPECT_EQ(problem({Errc::unavailable, "a", ""}).header("Retry-After"), "1");
    EXPECT_EQ(problem({Errc::rate_limited, "a", ""}).header("Retry-After"), "1");
    EXPECT_EQ(problem({Errc::not_found, "a", ""}).header("Retry-After"), "");
    EXPECT_EQ(problem({Errc::unauthenticated, "a", ""}).header("WWW-Authenticate"), "Bearer");
    Response response;
    response.set_header("Retry-After", "30");
    response.set_header("Set-Cookie", "a=b");
    response.set_body("half an answer");
    write_problem(response, Error(Errc::unavailable, "a", ""), {"r", "en", "test"});
    EXPECT_EQ(response.header("Retry-After"), "30");
    EXPECT_EQ(response.header("Set-Cookie"), "");
}

TEST(ProblemTest, AHostileSlugBecomesInternalError) {
    const Response response = problem({Errc::conflict, "a\"},{", "x"});
    EXPECT_THAT(response.body(), testing::HasSubstr(R"("code":"internal_error")"));
}

} // namespace
} // namespace statybos::kernel::http
