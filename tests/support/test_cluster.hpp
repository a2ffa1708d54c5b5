// A throw-away PostgreSQL cluster in a temporary folder.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "database/embedded_postgres.hpp"

namespace statybos::testing {

/// An empty folder below /tmp that user postgres can enter too; removed with all in it at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Not durable: fast, and gone with the object.
class TestCluster {
public:
    TestCluster();

    std::string url(const std::string& database) const { return server_->url(database); }
    kernel::database::EmbeddedPostgres& server() { return *server_; }

private:
    TemporaryFolder folder_;
    std::unique_ptr<kernel::database::EmbeddedPostgres> server_;
};

/// The URL with another database in its path.
std::string with_database(const std::string& url, const std::string& database);

} // namespace statybos::testing
