#include "support/test_cluster.hpp"

#include <cstdlib>
#include <stdexcept>

namespace statybos::testing {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
    char name[] = "/tmp/statybos-test-XXXXXX";
    if (mkdtemp(name) == nullptr) {
        throw std::runtime_error("cannot make a temporary folder");
    }
    path_ = name;
    fs::permissions(path_, fs::perms(0711));
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

TestCluster::TestCluster()
    : server_(
          std::make_unique<kernel::database::EmbeddedPostgres>(kernel::database::EmbeddedSettings{
              .folder = folder_.path() / "pg", .max_connections = 200, .durable = false})) {}

std::string with_database(const std::string& url, const std::string& database) {
    const std::size_t query = url.find('?');
    const std::size_t host = url.find("://");
    if (host == std::string::npos) {
        throw std::invalid_argument("STATYBOS_TEST_DATABASE_URL must be a postgresql:// URL");
    }
    const std::size_t path = std::min(url.find('/', host + 3), query);
    const std::string rest = query == std::string::npos ? "" : url.substr(query);
    return url.substr(0, path) + '/' + database + rest;
}

} // namespace statybos::testing
