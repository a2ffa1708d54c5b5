// From a plan to candidates: migrations, mapping, create().
#pragma once

#include <filesystem>
#include <vector>

#include "database/pool.hpp"
#include "plugins/generation.hpp"
#include "plugins/run_directory.hpp"
#include "runtime/plugin_plan.hpp"

namespace statybos::kernel {

class PluginLoader {
public:
    /// `migrations`: the folder of the kernel's own; `data`: below it each instance gets a folder.
    PluginLoader(const plugins::Surroundings& surroundings, database::Pool& pool,
                 std::filesystem::path kernel_migrations, std::filesystem::path data)
        : surroundings_(surroundings),
          pool_(pool),
          kernel_migrations_(std::move(kernel_migrations)),
          data_(std::move(data)) {}

    /// Brings the schemas of the kernel and of all planned plugins up to date; a plugin whose
    /// schema could not be brought fails in `plan`.
    /// @errors migration      the kernel's own failed
    /// @throws DatabaseError(unavailable)  PostgreSQL is away
    Result<> migrate(PluginPlan& plan, const plugins::RunDirectory& run) const;

    /// Maps and creates every plugin that has not failed. [control]
    std::vector<plugins::Candidate> create(const PluginPlan& plan) const;

private:
    plugins::Candidate create_one(const PlannedPlugin& planned) const;

    const plugins::Surroundings& surroundings_;
    database::Pool& pool_;
    const std::filesystem::path kernel_migrations_;
    const std::filesystem::path data_;
};

} // namespace statybos::kernel
