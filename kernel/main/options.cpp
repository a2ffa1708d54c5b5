#include "main/options.hpp"

#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

#include "main/commands.hpp"

namespace statybos::kernel {
namespace {

const std::map<std::string, LogLevel> log_levels{{"debug", LogLevel::debug},
                                                 {"info", LogLevel::info},
                                                 {"warning", LogLevel::warning},
                                                 {"error", LogLevel::error}};

constexpr const char* footer = R"(
Plugins add commands of their own, for example:
  STATYBOS_ADMIN_PASSWORD=… statybos user create-admin you@example.com "Your Name"
  statybos demo load

Exit codes: 0 done; 1 the command failed; 2 wrong command line or configuration, nothing was done;
3 stopped, but requests were cut off.)";

class CommandLine {
public:
    CommandLine() : app_("Statybos, a marketplace of plugins.", "statybos") {
        app_.footer(footer);
        app_.allow_extras();
        app_.require_subcommand(0, 1);
        app_.fallthrough();
        add_options();
        add_commands();
        add_demo_command();
        add_plugin_commands();
        add_background_commands();
    }

    int run(int argc, const char* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app_.exit(error) == 0 ? exit_done : exit_usage;
        }
        if (!log_level_.empty()) {
            options_.log_level = log_levels.at(log_level_);
            set_log_level(*options_.log_level);
        }
        const auto words = app_.remaining(true);
        if (!words.empty() && (command_ || words.front().starts_with('-'))) {
            std::cerr << "statybos: does not know \"" << words.front()
                      << "\" here; see statybos --help\n";
            return exit_usage;
        }
        if (command_) {
            return command_();
        }
        if (!words.empty()) {
            return run_plugin_command(options_, words);
        }
        std::cerr << app_.help();
        return exit_usage;
    }

private:
    void add_options() {
        app_.add_option("--config", options_.config, "The operator's YAML")->capture_default_str();
        app_.add_option("--host", options_.host, "Address to serve on, instead of the YAML's");
        app_.add_option("--port", options_.port, "Port to serve on, instead of the YAML's; 0: any");
        app_.add_option("--data", options_.data, "Folder of all data, instead of the YAML's");
        app_.add_option("--log-level", log_level_, "Instead of the YAML's")
            ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
    }

    CLI::App* add(CLI::App& parent, const char* name, const char* help,
                  std::function<int()> command) {
        CLI::App* made = parent.add_subcommand(name, help);
        made->final_callback([this, command = std::move(command)] { command_ = command; });
        return made;
    }

    CLI::App* group(const char* name, const char* help) {
        CLI::App* made = app_.add_subcommand(name, help);
        made->require_subcommand(1);
        made->fallthrough();
        return made;
    }

    void add_commands() {
        add(app_, "serve", "Run the marketplace", [this] { return serve(options_); })
            ->add_flag("--safe-mode", options_.safe_mode,
                       "Leave out all plugins of third parties; their settings are kept");
        add(app_, "migrate", "Bring the database up to date, and end",
            [this] { return migrate(options_); });
        add(app_, "openapi", "Print the OpenAPI document of all enabled plugins",
            [this] { return print_openapi(options_); });
        add(*group("config", "The operator's YAML"), "check",
            "Judge the YAML and all plugin files; start nothing",
            [this] { return check_config(options_); });
    }

    void add_demo_command() {
        add(*group("demo", "The demo marketplace"), "load",
            "Have every plugin load its part of the demo; changes nothing the second time",
            [this] {
                return run_plugin_command(options_, {"demo", "load", folder_.string()});
            })
            ->add_option("folder", folder_, "Where its files are")
            ->capture_default_str();
    }

    void add_plugin_commands() {
        CLI::App* plugins = group("plugins", "Enabled plugins and plugin files");
        add(*plugins, "list", "Installed plugins, and which of them are enabled",
            [this] { return list_plugins(options_); });
        add(*plugins, "graph", "Who provides, decorates and needs what",
            [this] { return show_graph(options_); });
        add(*plugins, "check", "Judge one plugin file without running it",
            [this] { return check_plugin(file_); })
            ->add_option("file", file_, "The .so file")
            ->required();
    }

    void add_background_commands() {
        CLI::App* events = group("events", "Events that could not be delivered");
        add(*events, "dead", "Deliveries that were given up",
            [this] { return list_dead_events(options_); });
        add(*events, "replay", "Deliver again what was given up", [this] {
            return replay_events(options_, id_);
        })->add_option("id", id_, "Of the delivery, as `events dead` shows it; without: all");
        CLI::App* jobs = group("jobs", "Work in the queue");
        add(*jobs, "list", "Jobs that wait, run or were given up",
            [this] { return list_jobs(options_, status_); })
            ->add_option("--status", status_, "Only these")
            ->check(CLI::IsMember({"waiting", "running", "dead"}));
        add(*jobs, "retry", "Run again what was given up", [this] {
            return retry_jobs(options_, id_);
        })->add_option("id", id_, "Of the job, as `jobs list` shows it; without: all");
    }

    CLI::App app_;
    Options options_;
    std::function<int()> command_;
    std::filesystem::path file_;
    std::filesystem::path folder_ = "examples/demo-data";
    std::string log_level_;
    std::string status_;
    std::optional<std::int64_t> id_;
};

} // namespace

int run_command_line(int argc, const char* const* argv) {
    return CommandLine().run(argc, argv);
}

} // namespace statybos::kernel
