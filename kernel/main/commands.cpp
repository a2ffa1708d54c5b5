#include "main/commands.hpp"

#include <iostream>

#include <statybos/command.hpp>

#include "events/dead_letters.hpp"
#include "events/job_store.hpp"
#include "http/openapi.hpp"
#include "main/session.hpp"
#include "plugins/graph.hpp"
#include "runtime/kernel_wants.hpp"

namespace statybos::kernel {
namespace {

/// Runs `work(Runtime&)`, which returns an ExitCode.
template <class Work>
int with_runtime(Result<std::unique_ptr<Runtime>> runtime, Work&& work) {
    if (!runtime) {
        return complain(runtime.error());
    }
    try {
        return work(**runtime);
    } catch (const Failure& failure) {
        return complain(failure.error());
    }
}

template <class Show>
int with_composition(const Options& options, Show&& show) {
    return with_runtime(open_runtime_without_database(options), [&](Runtime& runtime) -> int {
        auto generation = runtime.compose();
        if (!generation) {
            return complain(generation.error());
        }
        show(**generation);
        return (*generation)->failures().empty() ? exit_done : exit_failed;
    });
}

std::string count(std::uint64_t number, const char* one, const char* many) {
    return std::to_string(number) + ' ' + (number == 1 ? one : many);
}

struct FoundCommands {
    std::vector<sty_service> commands; // in the operator's order of plugins
    std::vector<std::string> arguments;
};

/// The longest beginning of `words` that is a command, or of two words that commands begin with:
/// "demo load" is every plugin's "demo load …". One word is not enough: whoever mistypes "user
/// create-admin" means no other command of "user".
FoundCommands find_commands(const plugins::Generation& generation, std::vector<std::string> words) {
    const std::string contract = command_key("").contract;
    FoundCommands found;
    for (; !words.empty(); words.pop_back()) {
        std::string name;
        for (const std::string& word : words) {
            name += (name.empty() ? "" : " ") + word;
        }
        for (const auto& service : generation.composition().services) {
            const bool begins = words.size() >= 2 && service.key.name.starts_with(name + ' ');
            if (service.key.contract == contract && (service.key.name == name || begins)) {
                found.commands.push_back(service.service);
            }
        }
        if (!found.commands.empty()) {
            break;
        }
        found.arguments.insert(found.arguments.begin(), words.back());
    }
    return found;
}

std::string known_commands(const plugins::Generation& generation) {
    std::string names;
    const std::string contract = command_key("").contract;
    for (const auto& service : generation.composition().services) {
        if (service.key.contract == contract) {
            names += "\n  statybos " + service.key.name;
        }
    }
    return names.empty() ? "\nNo enabled plugin has commands." : "\nPlugins have these:" + names;
}

int run_one_command(Runtime& runtime, sty_service command,
                    const std::vector<std::string>& arguments) {
    const auto context = runtime.make_context();
    Ctx ctx(context->abi());
    auto done = Proxy<Command>(command).run(ctx, {arguments});
    if (!done) {
        return complain(done.error());
    }
    std::cout << *done << (done->empty() || done->back() == '\n' ? "" : "\n") << std::flush;
    return exit_done;
}

int run_commands(Runtime& runtime, const std::vector<std::string>& words) {
    if (auto started = runtime.start(); !started) {
        return complain(started.error());
    }
    const auto generation = runtime.generations().current();
    const FoundCommands found = find_commands(*generation, words);
    if (found.commands.empty()) {
        std::cerr << "There is no command \"" << words.front() << "\"."
                  << known_commands(*generation) << "\nstatybos --help shows the kernel's own.\n";
        return exit_usage;
    }
    for (const sty_service& command : found.commands) {
        if (const int code = run_one_command(runtime, command, found.arguments);
            code != exit_done) {
            return code;
        }
    }
    return exit_done;
}

} // namespace

int migrate(const Options& options) {
    return with_runtime(open_runtime(options), [](Runtime& runtime) -> int {
        auto failures = runtime.migrate();
        if (!failures) {
            return complain(failures.error());
        }
        for (const std::string& failure : *failures) {
            std::cerr << failure << '\n';
        }
        if (failures->empty()) {
            std::cout << "The database is up to date.\n";
        }
        return failures->empty() ? exit_done : exit_failed;
    });
}

int check_config(const Options& options) {
    auto plan = look_at_plugins(source_of(options));
    if (!plan) {
        return complain(plan.error());
    }
    std::cout << options.config.string() << ": no mistakes; "
              << count(plan->plugins.size(), "plugin", "plugins") << " enabled.\n";
    return exit_done;
}

int list_plugins(const Options& options) {
    const PluginInventory inventory = list_installed(source_of(options));
    for (const InstalledPlugin& plugin : inventory.installed.plugins) {
        const bool enabled = inventory.enabled.contains(plugin.manifest.id);
        std::cout << (enabled ? "enabled   " : "disabled  ") << plugin.manifest.id << ' '
                  << plugin.manifest.version << "  " << plugin.file.string() << '\n';
    }
    for (const RefusedFile& file : inventory.installed.refused) {
        std::cout << "refused   " << file.reason << '\n';
    }
    return exit_done;
}

int show_graph(const Options& options) {
    return with_composition(options, [](const plugins::Generation& generation) {
        std::cout << plugins::graph_of(generation);
    });
}

int print_openapi(const Options& options) {
    return with_composition(options, [](const plugins::Generation& generation) {
        std::cout << http::openapi_document(generation.routes()) << '\n';
        for (const std::string& failure : generation.failures()) {
            std::cerr << "left out: " << failure << '\n';
        }
    });
}

int check_plugin(const std::filesystem::path& file) {
    const auto floor = plugins::HostFloor::of_this_process();
    auto report = plugins::check_plugin_elf(file, floor);
    if (!report) {
        return complain(report.error());
    }
    auto manifest = plugins::read_manifest(report->manifest, file.string());
    if (!manifest) {
        std::cerr << manifest.error().message() << '\n';
        return exit_failed;
    }
    std::cout << file.string() << ": " << manifest->id << ' ' << manifest->version << ", "
              << (manifest->licence.empty() ? "no licence stated" : manifest->licence)
              << "\n  built for epoch " << manifest->epoch << ", level " << manifest->level
              << "\n  needs";
    for (const std::string& library : report->needed) {
        std::cout << ' ' << library;
    }
    std::cout << (report->needed.empty() ? " no library" : "") << "\n  glibc "
              << (report->glibc.empty() ? "any" : report->glibc) << "\nIt may be loaded.\n";
    return exit_done;
}

int list_dead_events(const Options& options) {
    return with_runtime(open_runtime(options), [](Runtime& runtime) -> int {
        const auto dead = events::list_dead(runtime.pool());
        for (const events::DeadLetter& letter : dead) {
            std::cout << letter.id << "  " << letter.ended_at << "  " << letter.topic << "  "
                      << letter.entity << "  for " << letter.subscriber << ", "
                      << count(letter.attempts, "attempt", "attempts") << ": " << letter.last_error
                      << '\n';
        }
        std::cout << count(dead.size(), "delivery was", "deliveries were") << " given up.\n";
        return exit_done;
    });
}

int replay_events(const Options& options, std::optional<std::int64_t> id) {
    return with_runtime(open_runtime(options), [id](Runtime& runtime) -> int {
        const std::uint64_t replayed = id ? (events::replay_dead(runtime.pool(), *id) ? 1 : 0)
                                          : events::replay_all_dead(runtime.pool());
        if (id && replayed == 0) {
            std::cerr << "No delivery " << *id << " was given up; `statybos events dead` lists "
                      << "them.\n";
            return exit_failed;
        }
        std::cout << count(replayed, "delivery", "deliveries") << " will be tried again.\n";
        return exit_done;
    });
}

int list_jobs(const Options& options, const std::string& status) {
    return with_runtime(open_runtime(options), [&](Runtime& runtime) -> int {
        const auto listed = jobs::list_jobs(runtime.pool(), status);
        if (listed.empty()) {
            std::cout << "No jobs" << (status.empty() ? "" : " are " + status) << ".\n";
        }
        for (const jobs::ListedJob& job : listed) {
            std::cout << job.id << "  " << job.status << "  " << job.run_at << "  " << job.job.first
                      << '/' << job.job.second << (job.key.empty() ? "" : " " + job.key) << ", "
                      << count(job.attempts, "attempt", "attempts")
                      << (job.last_error.empty() ? "" : ": " + job.last_error) << '\n';
        }
        return exit_done;
    });
}

int retry_jobs(const Options& options, std::optional<std::int64_t> id) {
    return with_runtime(open_runtime(options), [id](Runtime& runtime) -> int {
        const std::uint64_t retried = id ? (jobs::retry_job(runtime.pool(), *id) ? 1 : 0)
                                         : jobs::retry_all_jobs(runtime.pool());
        if (id && retried == 0) {
            std::cerr << "No job " << *id << " was given up; `statybos jobs list` lists them.\n";
            return exit_failed;
        }
        std::cout << count(retried, "job", "jobs") << " will run again.\n";
        return exit_done;
    });
}

int run_plugin_command(const Options& options, const std::vector<std::string>& words) {
    return with_runtime(open_runtime(options),
                        [&](Runtime& runtime) { return run_commands(runtime, words); });
}

} // namespace statybos::kernel
