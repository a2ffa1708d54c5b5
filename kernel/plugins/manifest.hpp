// What a plugin's author states about it: the JSON in its section .statybos.manifest.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>

#include "config/known_plugin.hpp"
#include "config/schema.hpp"

namespace statybos::kernel::plugins {

enum class Hosting { any, in_process, isolated };

struct RequiredContract {
    std::string contract;
    std::uint16_t major = 1;
    std::string name; ///< empty: the only provider
    bool optional = false;
};

struct ProvidedContract {
    std::string contract;
    std::uint16_t major = 1;
    std::string name; ///< may hold "{instance}"
};

struct DecoratedContract {
    std::string contract;
    std::string name;
    std::vector<std::string> after;  ///< ids or labels that this one wraps
    std::vector<std::string> before; ///< ids or labels that wrap this one
};

/// A migration that the plugin brings itself.
struct EmbeddedMigration {
    std::string name; ///< "0001_product.sql"
    std::string sql;
};

struct Manifest {
    std::string id;
    std::string version;                      ///< three numbers, "1.4.0" or "1.4.0-rc.1"
    std::map<std::string, std::string> title; ///< by language
    std::string description;
    std::string licence;
    std::string forked_from;
    std::uint32_t epoch = 0;
    std::uint32_t level = 0; ///< the SDK's, when it was built
    std::vector<RequiredContract> requirements;
    std::vector<ProvidedContract> provides;
    std::vector<DecoratedContract> decorates;
    std::vector<std::string> replaces; ///< module ids, of forks
    bool many_instances = false;
    Hosting hosting = Hosting::any;
    std::vector<std::string> permissions;
    std::string schema; ///< the database schema that it may migrate; empty: none
    std::shared_ptr<const config::Schema>
        settings;                              ///< never null; without a schema nothing can be set
    std::vector<EmbeddedMigration> migrations; ///< in the order of their names
    std::vector<std::string> drafts;           ///< contracts that it calls unfinished
};

/// Reads and judges a manifest. It must fit this kernel's epoch; a higher level is left to whoever
/// loads the plugin, because the lowest level needed stands in its descriptor.
///
/// @param name  what messages call the plugin's file
/// @errors invalid_configuration  all mistakes, one a line
Result<Manifest> read_manifest(std::string_view json, const std::string& name);

/// What the configuration must know of a plugin to judge the operator's files. `file` is where the
/// plugin was found.
config::KnownPlugin known_plugin(const Manifest& manifest, std::string file);

} // namespace statybos::kernel::plugins
