#include "database/migrations.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "core/log.hpp"
#include "database/application_role.hpp"
#include "database/migration_files.hpp"

namespace statybos::kernel::database {
namespace {

using Clock = Connection::Clock;

// A fixed number of ours: pg_advisory_xact_lock takes a bigint that all applications share.
constexpr std::int64_t lock_key = 0x5354'4259'4d49'4752;

struct Applied {
    std::string name;
    std::string checksum;
};

void take_lock(Connection& connection) {
    connection.script("SET LOCAL lock_timeout = '10min'");
    connection.query("SELECT pg_advisory_xact_lock($1)", lock_key);
    // A table that is in use must not be waited for so long that its own users queue up behind us.
    connection.script("SET LOCAL lock_timeout = '30s'");
}

/// Runs `fn` in a transaction under the lock.
template <class Fn>
void locked(Connection& connection, Fn&& fn) {
    connection.begin();
    try {
        take_lock(connection);
        fn();
        connection.commit();
    } catch (...) {
        connection.rollback();
        throw;
    }
}

void make_bookkeeping(Connection& connection) {
    locked(connection, [&] {
        connection.script("CREATE SCHEMA IF NOT EXISTS kernel;"
                          "CREATE TABLE IF NOT EXISTS kernel.migration ("
                          " plugin text NOT NULL,"
                          " number integer NOT NULL CHECK (number > 0),"
                          " name text NOT NULL,"
                          " checksum text NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),"
                          " applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),"
                          " took_ms integer NOT NULL CHECK (took_ms >= 0),"
                          " PRIMARY KEY (plugin, number))");
    });
}

std::map<int, Applied> read_applied(Connection& connection, const std::string& plugin) {
    std::map<int, Applied> applied;
    for (const Row row : connection.query(
             "SELECT number, name, checksum FROM kernel.migration WHERE plugin = $1", plugin)) {
        applied[static_cast<int>(row.integer(0))] = {std::string(row.text(1)),
                                                     std::string(row.text(2))};
    }
    return applied;
}

bool is_plain_schema(const std::string& schema) {
    constexpr std::size_t longest_name = 63;
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !schema.empty() && schema.size() <= longest_name && schema[0] >= 'a' &&
           schema[0] <= 'z' && std::all_of(schema.begin(), schema.end(), is_letter) &&
           !schema.starts_with("pg_") && schema != "public" && schema != "information_schema";
}

class Migrator {
public:
    explicit Migrator(Connection& connection) : connection_(connection) {}

    PluginMigration run(const MigrationSource& source) {
        PluginMigration outcome{source.plugin, {}, 0, std::nullopt};
        if (auto done = apply_all(source, outcome); !done) {
            outcome.failure = done.error();
            log(LogLevel::error, "migrations", done.error().message(),
                {{"plugin", source.plugin}, {"code", done.error().slug()}});
        }
        return outcome;
    }

private:
    Result<> apply_all(const MigrationSource& source, PluginMigration& outcome) {
        if (auto claimed = claim_schema(source); !claimed) {
            return claimed;
        }
        const auto files = read_migrations(source.directory);
        if (!files) {
            return files.error();
        }
        const auto applied = read_applied(connection_, source.plugin);
        outcome.present = applied.size();
        if (auto history = check_history(*files, applied, source); !history) {
            return history;
        }
        for (const MigrationFile& file : *files) {
            if (applied.contains(file.number)) {
                continue;
            }
            if (auto done = apply(file, source, outcome); !done) {
                return done;
            }
            ++outcome.present;
        }
        return {};
    }

    Result<> claim_schema(const MigrationSource& source) {
        if (!is_plain_schema(source.schema) ||
            (source.schema == "kernel") != (source.plugin == "kernel")) {
            return Error(Errc::invalid, "schema_invalid",
                         "plugin " + source.plugin + " cannot have the schema \"" + source.schema +
                             "\": choose a name of a-z, 0-9 and _ that is not reserved");
        }
        const auto [owner, fresh] = owners_.emplace(source.schema, source.plugin);
        if (!fresh && owner->second != source.plugin) {
            return Error(Errc::invalid, "schema_invalid",
                         "plugin " + source.plugin + " cannot have the schema " + source.schema +
                             ": it belongs to " + owner->second);
        }
        return {};
    }

    static Result<> check_history(const std::vector<MigrationFile>& files,
                                  const std::map<int, Applied>& applied,
                                  const MigrationSource& source) {
        for (const auto& [number, was] : applied) {
            if (static_cast<std::size_t>(number) > files.size()) {
                return Error(Errc::invalid, "migration_unknown",
                             source.directory.string() + ": the database already has " + was.name +
                                 " of " + source.plugin +
                                 ", which is not here; a newer version ran on it");
            }
            const MigrationFile& file = files[static_cast<std::size_t>(number) - 1];
            if (file.checksum != was.checksum) {
                return Error(Errc::invalid, "migration_changed",
                             file.path.string() + ": was changed after it had been applied as " +
                                 was.name + "; restore it, and write the change as a new file");
            }
        }
        return {};
    }

    Result<> apply(const MigrationFile& file, const MigrationSource& source,
                   PluginMigration& outcome) {
        std::optional<std::int64_t> took;
        try {
            locked(connection_, [&] {
                if (is_applied(file, source.plugin)) {
                    return; // another kernel was faster
                }
                took = run_file(file, source);
            });
        } catch (const DatabaseError& error) {
            if (error.is_unavailable()) {
                throw;
            }
            return Error(Errc::invalid, "migration_failed",
                         file.path.string() + ": " + error.what() + " (SQLSTATE " +
                             error.sqlstate() + ")")
                .flag(STY_ERROR_PRIVATE);
        }
        if (took) {
            outcome.applied.push_back(file.name);
            log(LogLevel::info, "migrations", "applied " + file.name,
                {{"plugin", source.plugin}, {"took_ms", std::to_string(*took)}});
        }
        return {};
    }

    bool is_applied(const MigrationFile& file, const std::string& plugin) {
        return !connection_
                    .query("SELECT 1 FROM kernel.migration WHERE plugin = $1 AND number = $2",
                           plugin, file.number)
                    .empty();
    }

    std::int64_t run_file(const MigrationFile& file, const MigrationSource& source) {
        const auto started = Clock::now();
        connection_.script("CREATE SCHEMA IF NOT EXISTS " + source.schema +
                           "; SET LOCAL search_path = " + source.schema + ", public");
        const std::int64_t transaction = current_transaction();
        connection_.script(file.sql);
        if (!connection_.in_transaction() || current_transaction() != transaction) {
            throw DatabaseError(
                "2D000", "", "the file ended the transaction; it may not use COMMIT or ROLLBACK");
        }
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - started).count();
        connection_.execute("INSERT INTO kernel.migration (plugin, number, name, checksum, took_ms)"
                            " VALUES ($1, $2, $3, $4, $5)",
                            source.plugin, file.number, file.name, file.checksum, took);
        return took;
    }

    std::int64_t current_transaction() {
        return connection_.query("SELECT pg_current_xact_id()::text::bigint").front().integer(0);
    }

    Connection& connection_;
    std::map<std::string, std::string> owners_; // schema → plugin
};

void grant_schemas(Connection& connection, std::span<const MigrationSource> sources) {
    std::vector<std::string> schemas;
    for (const MigrationSource& source : sources) {
        if (is_plain_schema(source.schema)) {
            schemas.push_back(source.schema);
        }
    }
    bool granted = false;
    locked(connection, [&] { granted = grant_to_application(connection, schemas); });
    if (!granted) {
        log(LogLevel::warning, "migrations",
            std::string("requests work in the role that owns the tables; let the operator of the "
                        "database run: CREATE ROLE ") +
                application_role + " NOLOGIN; GRANT " + application_role + " TO <our role>");
    }
}

} // namespace

bool MigrationReport::ok() const {
    return std::none_of(plugins.begin(), plugins.end(),
                        [](const PluginMigration& plugin) { return plugin.failure.has_value(); });
}

const PluginMigration* MigrationReport::find(std::string_view plugin) const {
    const auto found = std::find_if(plugins.begin(), plugins.end(),
                                    [&](const PluginMigration& p) { return p.plugin == plugin; });
    return found == plugins.end() ? nullptr : &*found;
}

MigrationReport migrate(const Pool& pool, std::span<const MigrationSource> sources) {
    PoolSettings settings = pool.settings();
    settings.statement_timeout = std::chrono::milliseconds(0);
    settings.application_name += " migrate";
    settings.step_down = false;
    Connection connection(settings);
    connection.open();
    make_bookkeeping(connection);
    Migrator migrator(connection);
    MigrationReport report;
    for (const MigrationSource& source : sources) {
        report.plugins.push_back(migrator.run(source));
    }
    grant_schemas(connection, sources);
    return report;
}

} // namespace statybos::kernel::database
