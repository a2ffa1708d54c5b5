// What most commands begin with, and how they speak.
#pragma once

#include <memory>
#include <string>

#include "main/options.hpp"
#include "runtime/marketplace.hpp"

namespace statybos::kernel {

MarketplaceSource source_of(const Options& options);

/// Prints `error` for a person; returns exit_usage for a wrong configuration, else exit_failed.
int complain(const Error& error);

/// A runtime of the operator's marketplace that has started nothing but the database.
Result<std::unique_ptr<Runtime>> open_runtime(const Options& options);

/// The same without even a database, for looking at plugins.
Result<std::unique_ptr<Runtime>> open_runtime_without_database(const Options& options);

} // namespace statybos::kernel
