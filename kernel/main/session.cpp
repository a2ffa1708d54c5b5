#include "main/session.hpp"

#include <iostream>

#include "database/embedded_postgres.hpp"

namespace statybos::kernel {
namespace {

/// A command works beside a `serve` that runs the database.
void join_running_database(database::PoolSettings& database) {
    if (const auto folder = database::embedded_folder(database.url)) {
        database.url = database::url_of_running(*folder).value_or(database.url);
    }
}

Result<Marketplace> read(const Options& options) {
    auto marketplace = read_marketplace(source_of(options));
    if (marketplace && !options.log_level) {
        set_log_level(marketplace->log_level);
    }
    return marketplace;
}

} // namespace

MarketplaceSource source_of(const Options& options) {
    return {options.config, options.host, options.port, options.data, options.safe_mode};
}

int complain(const Error& error) {
    std::cerr << error.message() << '\n';
    return error.is("invalid_configuration") ? exit_usage : exit_failed;
}

Result<std::unique_ptr<Runtime>> open_runtime(const Options& options) {
    auto marketplace = read(options);
    if (!marketplace) {
        return marketplace.error();
    }
    join_running_database(marketplace->settings.database);
    marketplace->settings.shared = true; // a `serve` may be running
    return Runtime::create(std::move(marketplace->settings), std::move(marketplace->read_plan));
}

Result<std::unique_ptr<Runtime>> open_runtime_without_database(const Options& options) {
    auto marketplace = read(options);
    if (!marketplace) {
        return marketplace.error();
    }
    // Nobody connects to it: composing reads no row.
    marketplace->settings.database.url = "postgresql:///none";
    return Runtime::create(std::move(marketplace->settings), std::move(marketplace->read_plan));
}

} // namespace statybos::kernel
