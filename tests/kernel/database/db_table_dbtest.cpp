#include "database/db_table.hpp"

#include <cmath>

#include <gmock/gmock.h>

#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"
#include "database/binding.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

using ::testing::ElementsAre;

/// A column as a plugin sees it.
std::string shown(const sty_value& value) {
    switch (value.kind) {
    case STY_NULL:
        return "null";
    case STY_INT64:
        return "int " + std::to_string(value.as.integer);
    case STY_DOUBLE:
        return "double " + std::to_string(value.as.number);
    case STY_BOOL:
        return value.as.integer != 0 ? "bool true" : "bool false";
    case STY_BYTES:
        return "bytes " + std::to_string(value.as.text.size) + " " +
               std::string(view(value.as.text));
    default:
        return "text " + std::string(view(value.as.text));
    }
}

class DbTableTest : public ::testing::Test {
protected:
    DbTableTest() {
        engines_.database = &database_.pool();
        context_.engines = &engines_;
    }
    ~DbTableTest() override { EXPECT_EQ(live_blocks(), blocks_); }

    using Table = std::vector<std::vector<std::string>>;

    static sty_rc collect(void* user, const sty_value* columns, uint32_t count) {
        std::vector<std::string> row;
        for (uint32_t i = 0; i < count; ++i) {
            row.push_back(shown(columns[i]));
        }
        static_cast<Table*>(user)->push_back(std::move(row));
        return STY_OK;
    }

    Table query(const std::string& sql, const std::vector<sty_value>& values = {}) {
        Table rows;
        AbiError error;
        const sty_rc rc =
            db_.query(context_.abi(), to_abi(sql), values.data(),
                      static_cast<uint32_t>(values.size()), &collect, &rows, error.get());
        EXPECT_EQ(rc, STY_OK) << error.take(rc).message();
        return rows;
    }

    /// What the plugin is told of a statement that fails.
    Error failure(const std::string& sql) {
        AbiError error;
        const sty_rc rc =
            db_.execute(context_.abi(), to_abi(sql), nullptr, 0, nullptr, error.get());
        EXPECT_NE(rc, STY_OK);
        const Error taken = error.take(STY_E_INTERNAL);
        EXPECT_EQ(static_cast<sty_rc>(taken.code()), rc);
        return taken;
    }

    void must(sty_rc rc) { EXPECT_EQ(rc, STY_OK); }

    const std::int64_t blocks_ = live_blocks();
    const sty_api_db& db_ = db_table();
    statybos::testing::TestDatabase database_;
    Engines engines_;
    Context context_;
};

TEST_F(DbTableTest, ColumnsArriveInTheKindsThatTheHeaderSays) {
    const std::pair<const char*, const char*> types[] = {
        {"1::int2", "int 1"},
        {"-2::int4", "int -2"},
        {"9223372036854775807::int8", "int 9223372036854775807"},
        {"7::oid", "int 7"},
        {"true", "bool true"},
        {"false", "bool false"},
        {"0.5::float4", "double 0.500000"},
        {"-2.25::float8", "double -2.250000"},
        {"'Infinity'::float8", "double inf"},
        {"'-Infinity'::float8", "double -inf"},
        {"'\\x61ff00'::bytea", "bytes 3 a\xff"},
        {"'\\x'::bytea", "bytes 0 "},
        {"12.50::numeric", "text 12.50"},
        {"'x'::text", "text x"},
        {"'x'::varchar", "text x"},
        {"''::text", "text "},
        {"'0190f3c8-0000-7000-8000-000000000001'::uuid",
         "text 0190f3c8-0000-7000-8000-000000000001"},
        {"'{\"a\": 1}'::jsonb", "text {\"a\": 1}"},
        {"'2026-11-01'::date", "text 2026-11-01"},
        {"'2026-11-01 10:00:00.5Z'::timestamptz", "text 2026-11-01 10:00:00.5+00"},
        {"ARRAY[1,2]", "text {1,2}"},
        {"NULL::int8", "null"},
        {"NULL::bytea", "null"},
    };
    for (const auto& [sql, expected] : types) {
        std::string got = query(std::string("SELECT ") + sql)[0][0];
        EXPECT_EQ(got.substr(0, got.find('\0')), expected) << sql;
    }
    EXPECT_EQ(query("SELECT 'NaN'::float8")[0][0], "double nan");
}

TEST_F(DbTableTest, SeveralByteColumnsOfARowDoNotDisturbEachOther) {
    EXPECT_THAT(
        query("SELECT '\\x61'::bytea, n, repeat('b', n)::bytea FROM generate_series(1, 2) n"),
        ElementsAre(ElementsAre("bytes 1 a", "int 1", "bytes 1 b"),
                    ElementsAre("bytes 1 a", "int 2", "bytes 2 bb")));
}

TEST_F(DbTableTest, ParametersOfEveryKindAreTaken) {
    const std::string bytes("\0a", 2);
    const auto rows = query("SELECT $1::int, $2::float8, $3::text, $4::bool, $5::bytea, $6::text",
                            {to_value(5), to_value(1.5), to_value("ž"), to_value(true),
                             to_value(Bytes{bytes}), to_value(nullptr)});
    EXPECT_THAT(rows, ElementsAre(ElementsAre("int 5", "double 1.500000", "text ž", "bool true",
                                              "bytes 2 " + bytes, "null")));
}

TEST_F(DbTableTest, ARowFunctionStopsTheReading) {
    struct Seen {
        int rows = 0;
    } seen;
    must(db_.query(
        context_.abi(), to_abi("SELECT generate_series(1, 10)"), nullptr, 0,
        [](void* user, const sty_value*, uint32_t) -> sty_rc {
            return ++static_cast<Seen*>(user)->rows == 3 ? 1 : STY_OK;
        },
        &seen, nullptr));
    EXPECT_EQ(seen.rows, 3);
}

TEST_F(DbTableTest, ARowFunctionMayRunFurtherStatements) {
    struct Nested {
        const sty_api_db& db;
        sty_ctx* ctx;
        std::vector<std::string> seen;
    } nested{db_, context_.abi(), {}};
    PoolSettings settings = database_.settings(1);
    Pool one(settings);
    engines_.database = &one;
    for (const bool in_transaction : {false, true}) {
        nested.seen.clear();
        if (in_transaction) {
            must(db_.begin(context_.abi(), nullptr));
        }
        must(db_.query(
            context_.abi(), to_abi("SELECT 'outer ' || n FROM generate_series(1, 2) n"), nullptr, 0,
            [](void* user, const sty_value* columns, uint32_t) -> sty_rc {
                auto& self = *static_cast<Nested*>(user);
                Table inner;
                self.db.query(self.ctx, to_abi("SELECT 1"), nullptr, 0, &collect, &inner, nullptr);
                self.seen.push_back(std::string(view(columns[0].as.text)) + " " + inner[0][0]);
                return STY_OK;
            },
            &nested, nullptr));
        EXPECT_THAT(nested.seen, ElementsAre("outer 1 int 1", "outer 2 int 1"));
        if (in_transaction) {
            must(db_.end(context_.abi(), 0, nullptr));
        }
    }
    context_.database.reset();
}

TEST_F(DbTableTest, ErrorsCarryClassSlugAndDetailsAndAreHidden) {
    database_.pool().lease()->script(
        "CREATE TABLE parent (id int CONSTRAINT parent_pk PRIMARY KEY);"
        "CREATE TABLE t (id int CONSTRAINT t_pk PRIMARY KEY,"
        " n int CONSTRAINT positive CHECK (n > 0), p int CONSTRAINT of_parent REFERENCES parent);"
        "INSERT INTO t VALUES (1, 1, NULL)");
    struct Refusal {
        const char* sql;
        Errc code;
        const char* slug;
        const char* details;
    };
    const Refusal refusals[] = {
        {"INSERT INTO t VALUES (1, 1, NULL)", Errc::conflict, "unique_violation",
         R"({"sqlstate":"23505","constraint":"t_pk"})"},
        {"INSERT INTO t VALUES (2, 0, NULL)", Errc::conflict, "check_violation",
         R"({"sqlstate":"23514","constraint":"positive"})"},
        {"INSERT INTO t VALUES (2, 1, 9)", Errc::conflict, "foreign_key_violation",
         R"({"sqlstate":"23503","constraint":"of_parent"})"},
        {"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$", Errc::serialization,
         "serialization_failure", R"({"sqlstate":"40001","constraint":""})"},
        {"SELEC 1", Errc::internal, "database_error", R"({"sqlstate":"42601","constraint":""})"},
        {"SELECT pg_terminate_backend(pg_backend_pid())", Errc::unavailable, "database_unavailable",
         R"({"sqlstate":"57P01","constraint":""})"},
    };
    for (const Refusal& expected : refusals) {
        const Error error = failure(expected.sql);
        EXPECT_EQ(error.code(), expected.code) << expected.sql;
        EXPECT_EQ(error.slug(), expected.slug) << expected.sql;
        EXPECT_EQ(error.details(), expected.details) << expected.sql;
        EXPECT_TRUE(error.hidden()) << expected.sql;
    }
}

TEST_F(DbTableTest, TransactionsNestAsTheHeaderSays) {
    database_.pool().lease()->script("CREATE TABLE t (id int)");
    sty_ctx* ctx = context_.abi();
    EXPECT_EQ(db_.depth(ctx), 0u);
    must(db_.begin(ctx, nullptr));
    uint64_t affected = 0;
    must(db_.execute(ctx, to_abi("INSERT INTO t VALUES (1), (2)"), nullptr, 0, &affected, nullptr));
    EXPECT_EQ(affected, 2u);
    must(db_.begin(ctx, nullptr));
    EXPECT_EQ(db_.depth(ctx), 2u);
    must(db_.execute(ctx, to_abi("DELETE FROM t"), nullptr, 0, nullptr, nullptr));
    must(db_.end(ctx, 0, nullptr));
    must(db_.end(ctx, 1, nullptr));
    EXPECT_EQ(db_.depth(ctx), 0u);
    EXPECT_THAT(query("SELECT count(*) FROM t"), ElementsAre(ElementsAre("int 2")));
    EXPECT_EQ(db_.end(ctx, 1, nullptr), STY_E_INTERNAL);
}

TEST_F(DbTableTest, OnEndTellsTheOutcomeOnce) {
    std::vector<int> ends;
    const auto fn = [](void* user, uint8_t committed) {
        static_cast<std::vector<int>*>(user)->push_back(committed);
    };
    sty_ctx* ctx = context_.abi();
    for (const uint8_t commit : {uint8_t{1}, uint8_t{0}}) {
        must(db_.begin(ctx, nullptr));
        must(db_.on_end(ctx, fn, &ends, nullptr));
        must(db_.end(ctx, commit, nullptr));
    }
    EXPECT_THAT(ends, ElementsAre(1, 0));
}

TEST_F(DbTableTest, MissingArgumentsAreRefused) {
    sty_ctx* ctx = context_.abi();
    EXPECT_EQ(db_.query(ctx, to_abi("SELECT 1"), nullptr, 0, nullptr, nullptr, nullptr),
              STY_E_INVALID);
    EXPECT_EQ(db_.execute(ctx, to_abi("SELECT $1"), nullptr, 1, nullptr, nullptr), STY_E_INVALID);
    EXPECT_EQ(db_.on_end(ctx, nullptr, nullptr, nullptr), STY_E_INVALID);
    sty_value odd{};
    odd.kind = 99;
    EXPECT_EQ(db_.execute(ctx, to_abi("SELECT $1::int"), &odd, 1, nullptr, nullptr),
              STY_E_INTERNAL);
    EXPECT_EQ(db_.execute(ctx, sty_str{nullptr, 0}, nullptr, 0, nullptr, nullptr), STY_OK);
}

} // namespace
} // namespace statybos::kernel::database
