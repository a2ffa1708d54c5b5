// Which plugins the operator asked for, as far as that is known without running any of their code.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <statybos/error.hpp>

#include "plugins/composition.hpp"
#include "plugins/run_directory.hpp"

namespace statybos::kernel {

/// A migration that a plugin carries in its manifest.
struct CarriedMigration {
    std::string name; // "0001_product.sql"
    std::string sql;
};

struct PlannedPlugin {
    /// `failure` says why the file was refused; it is not mapped then.
    plugins::Member member;
    std::string file; // as people know it
    plugins::PluginCopy copy;
    std::string settings = "{}"; // JSON, judged by the plugin's schema; secrets resolved
    std::string schema;          // the database schema that it may migrate; empty: none
    std::vector<CarriedMigration> migrations;
    std::chrono::milliseconds deadline{0}; // of its routes at most; 0: as they say
    /// Another plugin of the plan replaces this one: it is not loaded, but its schema is kept up to
    /// date, because the fork works on it.
    std::string replaced_by;
    /// The module that this fork stands in for; empty: it is no fork.
    std::string replaced;
};

struct PluginPlan {
    std::vector<PlannedPlugin> plugins; // in the operator's order
    plugins::Overrides overrides;
};

/// Reads the operator's files again and checks the plugins' files, copying them into `run`.
/// @errors invalid_configuration  all mistakes, one a line
using ReadPlan = std::function<Result<PluginPlan>(const plugins::RunDirectory& run)>;

} // namespace statybos::kernel
