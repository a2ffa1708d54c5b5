// Bringing every plugin's schema up to date.
//
// `migrations/<plugin>/NNNN_what.sql`, numbered from 0001 without a hole, forward only, each in a
// transaction of its own. A file that has been applied is never edited: the next one corrects it.
// Within a file, names without a schema are found in the plugin's own, then in `public`; extensions
// belong into `public` (CREATE EXTENSION IF NOT EXISTS … WITH SCHEMA public). Neither transaction
// commands nor CREATE INDEX CONCURRENTLY can be used. A table whose comment begins with
// "append-only" can be read and added to only, once the server runs (application_role.hpp).
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "database/pool.hpp"

namespace statybos::kernel::database {

struct MigrationSource {
    std::string plugin; // the id under which it is remembered, "statybos.catalog" or "kernel"
    std::string schema; // made when missing; the only one that the plugin may change
    std::filesystem::path directory;
};

struct PluginMigration {
    std::string plugin;
    std::vector<std::string> applied; // names, in this run
    std::size_t present = 0;          // applied, in all
    /// Empty: up to date. Otherwise names the file and the reason; what was applied before it
    /// stays.
    std::optional<Error> failure;
};

struct MigrationReport {
    std::vector<PluginMigration> plugins; // in the order of the sources

    bool ok() const;
    /// Null when no source was of that plugin.
    const PluginMigration* find(std::string_view plugin) const;
};

/// Applies what is missing, one plugin after the other; a plugin that fails does not stop those
/// behind it. Several kernels may do this at once: an advisory lock lets one work at a time.
///
/// Every step is logged. The failures of a plugin, beside those of read_migrations():
/// @errors schema_invalid            no plain name, reserved, or another source's
/// @errors migration_changed         a file is not what was applied under its number
/// @errors migration_unknown         the database has one that is not on disk: newer software ran
/// @errors migration_failed          PostgreSQL refused; the message has its words and the line
/// @throws DatabaseError(unavailable)  PostgreSQL is away; nothing more is known
MigrationReport migrate(const Pool& pool, std::span<const MigrationSource> sources);

} // namespace statybos::kernel::database
