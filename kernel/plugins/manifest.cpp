#include "plugins/manifest.hpp"

#include <algorithm>

#include <statybos/abi/base.h>

#include "config/fields.hpp"
#include "config/judge.hpp"
#include "plugins/elf_file.hpp"
#include "plugins/manifest_schema.hpp"

namespace statybos::kernel::plugins {
namespace {

using config::Fields;
using config::Value;

constexpr const char* reserved_schemas[] = {"public", "kernel", "information_schema"};

class ManifestReader {
public:
    explicit ManifestReader(config::Node root) : root_(std::move(root)) {}

    Result<Manifest> read() {
        if (!root_.is_mapping()) {
            fail("", "must be a mapping of keys to values");
            return to_error(errors_);
        }
        take_settings_schema();
        const Value judged = config::judge(manifest_schema(), root_, {}, {}, errors_);
        if (errors_.empty()) {
            fill(Fields(judged));
            check_epoch();
            check_level();
            check_schema();
            check_migrations();
        }
        if (!errors_.empty()) {
            return to_error(errors_);
        }
        return std::move(manifest_);
    }

private:
    void fail(std::string path, std::string message) {
        errors_.push_back({root_.at, std::move(path), std::move(message)});
    }

    // The author's schema is judged by its own reader, under its own path.
    void take_settings_schema() {
        const auto found = std::find_if(
            root_.members.begin(), root_.members.end(),
            [](const config::Node::Member& member) { return member.key == "config_schema"; });
        if (found == root_.members.end()) {
            manifest_.settings = config::schema_without_settings();
            return;
        }
        config::ConfigErrors wrong;
        manifest_.settings = config::read_schema(found->value, wrong);
        for (config::ConfigError& error : wrong) {
            error.path = config::child_path("config_schema", error.path);
            errors_.push_back(std::move(error));
        }
        root_.members.erase(found);
    }

    void fill(const Fields& fields) {
        Manifest& m = manifest_;
        m.id = fields.text("id");
        m.version = fields.text("version");
        m.description = fields.text("description");
        m.licence = fields.text("licence");
        m.forked_from = fields.text("forked_from");
        m.epoch = static_cast<std::uint32_t>(fields.inner("abi").number("epoch"));
        m.level = static_cast<std::uint32_t>(fields.inner("abi").number("level"));
        m.many_instances = fields.text("instances") == "many";
        const std::string hosting = fields.text("hosting");
        m.hosting = hosting == "in_process" ? Hosting::in_process
                    : hosting == "isolated" ? Hosting::isolated
                                            : Hosting::any;
        m.replaces = fields.texts("replaces");
        m.permissions = fields.texts("permissions");
        m.schema = fields.text("schema");
        m.drafts = fields.inner("stability").texts("drafts");
        for (const Value::Member& member : fields.members("title")) {
            m.title[member.name] = fields.inner("title").text(member.name);
        }
        fill_contracts(fields);
        for (const Value& item : fields.items("migrations")) {
            m.migrations.push_back({Fields(item).text("name"), Fields(item).text("sql")});
        }
    }

    void fill_contracts(const Fields& fields) {
        for (const Value& item : fields.items("requires")) {
            const Fields entry(item);
            manifest_.requirements.push_back({entry.text("contract"), major_of(entry),
                                              entry.text("name"), entry.flag("optional")});
        }
        for (const Value& item : fields.items("provides")) {
            const Fields entry(item);
            manifest_.provides.push_back(
                {entry.text("contract"), major_of(entry), entry.text("name")});
        }
        for (const Value& item : fields.items("decorates")) {
            const Fields entry(item);
            manifest_.decorates.push_back({entry.text("contract"), entry.text("name"),
                                           entry.texts("after"), entry.texts("before")});
        }
    }

    static std::uint16_t major_of(const Fields& entry) {
        return static_cast<std::uint16_t>(entry.number("major"));
    }

    void check_epoch() {
        if (manifest_.epoch != STY_ABI_EPOCH) {
            fail("abi.epoch", "is " + std::to_string(manifest_.epoch) + ", this kernel speaks " +
                                  std::to_string(STY_ABI_EPOCH) +
                                  "; the plugin must be built with an SDK of that epoch");
        }
    }

    void check_level() {
        if (manifest_.epoch == STY_ABI_EPOCH && manifest_.level > STY_ABI_LEVEL) {
            fail("abi.level", "is " + std::to_string(manifest_.level) + ", this kernel has " +
                                  std::to_string(STY_ABI_LEVEL) +
                                  "; install a newer kernel, or an older release of the plugin");
        }
    }

    void check_schema() {
        const std::string& schema = manifest_.schema;
        if (std::find(std::begin(reserved_schemas), std::end(reserved_schemas), schema) !=
                std::end(reserved_schemas) ||
            schema.starts_with("pg_")) {
            fail("schema", "\"" + schema + "\" is not a plugin's to have");
        }
    }

    void check_migrations() {
        auto& migrations = manifest_.migrations;
        if (!migrations.empty() && manifest_.schema.empty()) {
            fail("schema", "is missing; migrations need the one schema that they may change");
        }
        std::sort(migrations.begin(), migrations.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        const auto same_number = [](const EmbeddedMigration& a, const EmbeddedMigration& b) {
            return a.name.substr(0, 4) == b.name.substr(0, 4);
        };
        if (const auto twice =
                std::adjacent_find(migrations.begin(), migrations.end(), same_number);
            twice != migrations.end()) {
            fail("migrations", "two have the number " + twice->name.substr(0, 4));
        }
    }

    config::Node root_;
    config::ConfigErrors errors_;
    Manifest manifest_;
};

} // namespace

Result<Manifest> read_manifest(std::string_view json, const std::string& name) {
    auto root = config::parse_json(json, name, {.bytes = largest_manifest});
    if (!root) {
        return root.error();
    }
    return ManifestReader(std::move(*root)).read();
}

config::KnownPlugin known_plugin(const Manifest& manifest, std::string file) {
    config::KnownPlugin known;
    known.id = manifest.id;
    known.file = std::move(file);
    known.many_instances = manifest.many_instances;
    known.only_in_process = manifest.hosting == Hosting::in_process;
    known.only_isolated = manifest.hosting == Hosting::isolated;
    known.settings = manifest.settings;
    known.replaces = manifest.replaces;
    for (const ProvidedContract& provided : manifest.provides) {
        known.provides.push_back({provided.contract, provided.name});
    }
    for (const DecoratedContract& decorated : manifest.decorates) {
        known.decorates.push_back({decorated.contract, decorated.name});
    }
    return known;
}

} // namespace statybos::kernel::plugins
