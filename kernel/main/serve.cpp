#include <csignal>
#include <iostream>
#include <thread>

#include <unistd.h>

#include "core/log.hpp"
#include "main/commands.hpp"
#include "main/session.hpp"
#include "runtime/crash_handler.hpp"

namespace statybos::kernel {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds first_pause{500};
constexpr milliseconds longest_pause{10'000};
constexpr milliseconds end_patience{15'000}; // beyond the runtime's own

/// A handler that never returns must not keep the process from ending.
void end_without_fail(milliseconds patience) {
    std::thread([patience] {
        std::this_thread::sleep_for(patience);
        log(LogLevel::error, "runtime", "not stopped in time; ending without waiting for plugins");
        std::_Exit(exit_not_in_time);
    }).detach();
}

class Serving {
public:
    Serving(const Options& options, Runtime& runtime, milliseconds patience)
        : options_(options), runtime_(runtime), patience_(patience) {
        auto& control = runtime.control();
        const auto stop = [this] {
            stopping_ = true;
            runtime_.control().quit();
        };
        control.on_signal(SIGTERM, stop);
        control.on_signal(SIGINT, stop);
        control.on_signal(SIGHUP, [this] { reload(); });
    }

    int run() {
        if (auto started = start(); !started) {
            return complain(started.error());
        }
        if (!stopping_) {
            runtime_.start_background();
            if (auto listening = runtime_.listen(); !listening) {
                return complain(listening.error());
            }
            tell();
            runtime_.control().run();
        }
        log(LogLevel::info, "runtime", "stopping");
        end_without_fail(patience_ + end_patience);
        return runtime_.stop() ? exit_done : exit_not_in_time;
    }

private:
    /// The database may come later than we do, as where both are started at once.
    Result<> start() {
        for (milliseconds pause = first_pause;; pause = std::min(pause * 2, longest_pause)) {
            auto started = runtime_.start();
            if (started || started.error().code() != Errc::unavailable || stopping_) {
                return started;
            }
            log(LogLevel::warning, "runtime",
                "cannot start yet, trying again: " + started.error().message());
            const auto again = ControlQueue::Clock::now() + pause;
            runtime_.control().run_until([this] { return stopping_; }, again);
            if (stopping_) {
                return {};
            }
        }
    }

    void reload() {
        if (auto reloaded = runtime_.reload(); reloaded) {
            log(LogLevel::info, "runtime",
                "reloaded; addresses, database and other kernel settings change with a restart");
        } else {
            log(LogLevel::error, "runtime",
                "not reloaded, all goes on as before: " + reloaded.error().message());
        }
    }

    void tell() const {
        const Readiness readiness = runtime_.readiness();
        std::cout << "Statybos serves http://" << (options_.host ? *options_.host : "127.0.0.1")
                  << ':' << runtime_.port() << " (process " << ::getpid() << ")\n";
        for (const std::string& reason : readiness.reasons) {
            std::cout << "  not ready: " << reason << '\n';
        }
        std::cout.flush();
    }

    const Options& options_;
    Runtime& runtime_;
    const milliseconds patience_;
    bool stopping_ = false;
};

void mention_crash(const std::filesystem::path& mark, bool safe_mode) {
    const auto crash = CrashSentinel::last_crash(mark);
    if (!crash) {
        return;
    }
    log(LogLevel::warning, "runtime", "the last run was killed: " + *crash);
    if (!safe_mode) {
        std::cerr << "The last run was killed: " << *crash
                  << "\nIf it happens again: statybos serve --safe-mode leaves out the plugins of "
                     "third parties.\n";
    }
}

} // namespace

int serve(const Options& options) {
    auto marketplace = read_marketplace(source_of(options));
    if (!marketplace) {
        return complain(marketplace.error());
    }
    if (!options.log_level) {
        set_log_level(marketplace->log_level);
    }
    Options shown = options;
    shown.host = marketplace->settings.http.address;
    const auto patience = marketplace->settings.stop_patience;
    const auto mark = marketplace->settings.data / "run" / "crash";
    mention_crash(mark, options.safe_mode);
    auto runtime =
        Runtime::create(std::move(marketplace->settings), std::move(marketplace->read_plan));
    if (!runtime) {
        return complain(runtime.error());
    }
    const CrashSentinel sentinel(mark);
    return Serving(shown, **runtime, patience).run();
}

} // namespace statybos::kernel
