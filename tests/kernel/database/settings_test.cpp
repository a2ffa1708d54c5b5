#include "database/settings.hpp"

#include <gmock/gmock.h>

#include <statybos/error.hpp>

#include "database/embedded_postgres.hpp"
#include "database/postgres_files.hpp"
#include "support/test_cluster.hpp"

namespace statybos::kernel::database {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string connection_string_of(const std::string& url) {
    PoolSettings settings;
    settings.url = url;
    return connection_string(settings);
}

TEST(ConnectionStringTest, PutsOurDefaultsBeneathTheOperators) {
    const auto text =
        connection_string_of("postgresql://shop@db:6432/shop?connect_timeout=9&sslmode=require");
    EXPECT_THAT(text, HasSubstr("host='db'"));
    EXPECT_THAT(text, HasSubstr("port='6432'"));
    EXPECT_THAT(text, HasSubstr("sslmode='require'"));
    EXPECT_THAT(text, HasSubstr("connect_timeout='9'"));
    EXPECT_THAT(text, HasSubstr("application_name='statybos'"));
    EXPECT_THAT(text, HasSubstr("client_encoding='UTF8'"));
}

TEST(ConnectionStringTest, QuotesValues) {
    EXPECT_THAT(connection_string_of("postgresql://u:it%27s%5Cme%20x@h/d"),
                HasSubstr(R"(password='it\'s\\me x')"));
}

TEST(ConnectionStringTest, WaitsAtLeastTwoSecondsAsLibpqDoes) {
    PoolSettings settings;
    settings.url = "dbname=x";
    settings.connect_timeout = std::chrono::milliseconds(10);
    EXPECT_THAT(connection_string(settings), HasSubstr("connect_timeout='2'"));
}

TEST(ConnectionStringTest, DatabaseUrlInvalidNeverRepeatsThePassword) {
    for (const char* url : {"postgresql://u:hunter2@h:not a port/d?x=1", "mysql://u:hunter2@h/d",
                            "postgresql://u:hunter2@[::1/d"}) {
        try {
            connection_string_of(url);
            FAIL() << url;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.error().slug(), "database_url_invalid");
            EXPECT_THAT(failure.what(), Not(HasSubstr("hunter2")));
        }
    }
}

TEST(EmbeddedFolderTest, IsWhatStandsBehindTheScheme) {
    EXPECT_EQ(embedded_folder("embedded:data/postgres"), "data/postgres");
    EXPECT_EQ(embedded_folder("embedded:/var/lib/shop"), "/var/lib/shop");
    EXPECT_EQ(embedded_folder("postgresql:///shop"), std::nullopt);
}

TEST(SocketFolderTest, IsInsideTheFolderUnlessThePathIsTooLong) {
    EXPECT_EQ(short_socket_folder("/data/pg"), "/data/pg/run");
    const auto elsewhere = short_socket_folder("/" + std::string(100, 'x'));
    EXPECT_THAT(elsewhere.string(), ::testing::StartsWith("/tmp/statybos-"));
    EXPECT_LE((elsewhere / ".s.PGSQL.5432.lock").string().size(), 107u);
    EXPECT_EQ(elsewhere, short_socket_folder("/" + std::string(100, 'x')));
    EXPECT_NE(elsewhere, short_socket_folder("/" + std::string(100, 'y')));
}

TEST(PostgresBinariesTest, TakesTheClustersVersionElseTheNewestFrom15On) {
    const statybos::testing::TemporaryFolder folder;
    const auto& root = folder.path();
    EXPECT_EQ(find_postgres_binaries(root, std::nullopt), std::nullopt);
    for (const char* version : {"9", "13", "15", "16", "notes"}) {
        std::filesystem::create_directories(root / version / "bin" / "postgres");
    }
    std::filesystem::create_directories(root / "17" / "bin"); // no program in it
    EXPECT_EQ(find_postgres_binaries(root, std::nullopt), root / "16" / "bin");
    EXPECT_EQ(find_postgres_binaries(root, 15), root / "15" / "bin");
    EXPECT_EQ(find_postgres_binaries(root, 13), std::nullopt);
    EXPECT_EQ(find_postgres_binaries(root, 18), std::nullopt);
}

TEST(PercentEncodedTest, EscapesAllButUnreservedLetters) {
    EXPECT_EQ(percent_encoded("/tmp/a b"), "%2Ftmp%2Fa%20b");
    EXPECT_EQ(percent_encoded("a-Z_0.~"), "a-Z_0.~");
}

} // namespace
} // namespace statybos::kernel::database
