#include "config/value.hpp"

#include <gtest/gtest.h>

using namespace statybos::kernel::config;

namespace {

Value sample() {
    return Value{Value::Object{
        {"on", Value{true}},
        {"count", Value{std::int64_t{7}}},
        {"ratio", Value{0.1}},
        {"name", Value{std::string("a\"b")}},
        {"key", Value{Secret{"hunter2"}}},
        {"fee", Value{Amount{250, "EUR"}}},
        {"db", Value{std::string("postgresql://u:p@h/d")}},
        {"list", Value{Value::Array{Value{std::int64_t{1}}, Value{}}}},
    }};
}

TEST(ValueTest, BecomesJsonInItsOrder) {
    EXPECT_EQ(to_json(sample(), Reveal::everything),
              R"({"on":true,"count":7,"ratio":0.1,"name":"a\"b","key":"hunter2",)"
              R"("fee":{"amount":"2.50","currency":"EUR"},"db":"postgresql://u:p@h/d",)"
              R"("list":[1,null]})");
}

TEST(ValueTest, HidesSecretsAndPasswords) {
    const std::string json = to_json(sample(), Reveal::no_secrets);
    EXPECT_EQ(json.find("hunter2"), std::string::npos);
    EXPECT_NE(json.find(R"("key":"***")"), std::string::npos);
    EXPECT_NE(json.find(R"("db":"postgresql://u:***@h/d")"), std::string::npos);
}

TEST(ValueTest, FindsMembersOfObjectsOnly) {
    const Value value = sample();
    EXPECT_EQ(*value.find("count")->as<std::int64_t>(), 7);
    EXPECT_EQ(value.find("none"), nullptr);
    EXPECT_EQ(value.find("count")->find("x"), nullptr);
}

TEST(WithoutPasswordTest, KnowsThePlacesWherePasswordsStand) {
    EXPECT_EQ(without_password("https://example.org:8080/a"), "https://example.org:8080/a");
    EXPECT_EQ(without_password("smtp://me:p:w@mail:25"), "smtp://me:***@mail:25");
    EXPECT_EQ(without_password("postgresql://u:a/b@h/d"), "postgresql://u:***@h/d");
    EXPECT_EQ(without_password("postgresql://u@h/d?password=x&sslmode=require"),
              "postgresql://u@h/d?password=***&sslmode=require");
    EXPECT_EQ(without_password("no url: a@b"), "no url: a@b");
}

} // namespace
