#include "database/database.hpp"

namespace statybos::kernel::database {
namespace {

/// For migrations, LISTEN, a shell of the operator, and PostgreSQL's own three.
constexpr std::size_t connections_beside_the_pool = 15;

} // namespace

Database::Database(PoolSettings settings) {
    if (const auto folder = embedded_folder(settings.url)) {
        embedded_ = std::make_unique<EmbeddedPostgres>(EmbeddedSettings{
            .folder = *folder, .max_connections = settings.size + connections_beside_the_pool});
        settings.url = embedded_->url();
    }
    pool_ = std::make_unique<Pool>(std::move(settings));
}

} // namespace statybos::kernel::database
