#include "runtime/plugin_loader.hpp"

#include <cctype>
#include <fstream>

#include "core/log.hpp"
#include "database/migrations.hpp"
#include "plugins/library.hpp"

namespace statybos::kernel {
namespace {

namespace fs = std::filesystem;

/// Writes the migrations that a plugin carries where migrate() finds them.
fs::path unpack(const PlannedPlugin& planned, const fs::path& run) {
    const fs::path folder = run / ("migrations-" + planned.member.id);
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const CarriedMigration& migration : planned.migrations) {
        std::ofstream file(folder / fs::path(migration.name).filename(), std::ios::binary);
        file << migration.sql;
    }
    return folder;
}

std::vector<database::MigrationSource> sources_of(const PluginPlan& plan, const fs::path& kernel,
                                                  const fs::path& run) {
    std::vector<database::MigrationSource> sources{{"kernel", "kernel", kernel}};
    std::set<std::string> seen;
    for (const PlannedPlugin& planned : plan.plugins) {
        if (planned.member.failure.empty() && !planned.migrations.empty() &&
            seen.insert(planned.member.id).second) {
            sources.push_back({planned.member.id, planned.schema, unpack(planned, run)});
        }
    }
    return sources;
}

/// A name that is safe as a file's: what is odd becomes '_'.
std::string file_name(std::string name) {
    for (char& c : name) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
        c = plain ? c : '_';
    }
    return name.starts_with('.') ? '_' + name : name;
}

} // namespace

Result<> PluginLoader::migrate(PluginPlan& plan, const plugins::RunDirectory& run) const {
    const auto sources = sources_of(plan, kernel_migrations_, run.path());
    const database::MigrationReport report = database::migrate(pool_, sources);
    if (const auto* kernel = report.find("kernel"); kernel != nullptr && kernel->failure) {
        return *kernel->failure;
    }
    for (PlannedPlugin& planned : plan.plugins) {
        const auto* migrated = report.find(planned.member.id);
        if (migrated != nullptr && migrated->failure) {
            planned.member.failure = migrated->failure->message();
        }
    }
    return {};
}

std::vector<plugins::Candidate> PluginLoader::create(const PluginPlan& plan) const {
    std::vector<plugins::Candidate> candidates;
    for (const PlannedPlugin& planned : plan.plugins) {
        if (planned.replaced_by.empty()) {
            candidates.push_back(create_one(planned));
        } else {
            log(LogLevel::info, planned.member.id, "replaced by " + planned.replaced_by);
        }
    }
    return candidates;
}

plugins::Candidate PluginLoader::create_one(const PlannedPlugin& planned) const {
    plugins::Candidate candidate;
    candidate.member = planned.member;
    candidate.file = planned.file;
    candidate.deadline = planned.deadline;
    if (!planned.member.failure.empty()) {
        return candidate;
    }
    auto library = plugins::map_library(planned.copy, {planned.member.id, planned.member.version},
                                        planned.file);
    if (!library) {
        candidate.member.failure = library.error().message();
        return candidate;
    }
    const std::string& folder =
        planned.replaced.empty() ? planned.member.instance : planned.replaced;
    plugins::InstanceSettings settings{planned.member.id, planned.member.instance, planned.settings,
                                       data_ / "plugins" / file_name(folder), planned.replaced};
    std::error_code failed;
    fs::create_directories(settings.data_dir, failed);
    if (failed) {
        candidate.member.failure = settings.data_dir.string() + ": " + failed.message();
        return candidate;
    }
    auto instance = std::make_shared<plugins::Instance>(**library, settings, surroundings_);
    if (auto created = instance->create(); created) {
        candidate.instance = std::move(instance);
    } else {
        candidate.member.failure = created.error().message();
    }
    return candidate;
}

} // namespace statybos::kernel
