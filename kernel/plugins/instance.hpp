// One plugin instance: its life from create() to destroy().
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include <statybos/abi/plugin.h>
#include <statybos/error.hpp>

#include "core/context.hpp"
#include "core/host.hpp"
#include "plugins/api_directory.hpp"
#include "plugins/declarations.hpp"
#include "plugins/library.hpp"
#include "plugins/slots.hpp"

namespace statybos::kernel::plugins {

class Instance;

/// What the tables of this room ask of the runtime.
class Ports {
public:
    virtual ~Ports() = default;

    /// A context for a plugin's own thread; pins the current generation until destroyed.
    virtual Result<std::unique_ptr<Context>> open_context(Instance& instance,
                                                          Context::Clock::time_point deadline) = 0;
};

/// What all instances of a process share; owned by the runtime, outlives every instance.
struct Surroundings {
    Engines* engines = nullptr;
    SlotTable* slots = nullptr;
    const ApiDirectory* apis = nullptr;
    Ports* ports = nullptr;
};

/// How far an instance has come. What happened before (checked, mapped) is the library's story.
enum class State { mapped, created, active, stopped, destroyed, failed };
std::string_view name_of(State state);

struct InstanceSettings {
    std::string plugin;   // id
    std::string instance; // the operator's name
    std::string settings; // JSON object; secrets resolved
    std::filesystem::path data_dir;
    std::string replaced{}; // as HostSide's
};

/// All calls on the control thread, except state().
class Instance final : public HostSide {
public:
    Instance(const Library& library, InstanceSettings settings, const Surroundings& surroundings);
    /// Stops and destroys the plugin where that has not happened.
    ~Instance();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    static Instance& of(const sty_host* host) { return static_cast<Instance&>(HostSide::of(host)); }

    /// Calls create(), during which the plugin may declare. A plugin that fails is `failed` for
    /// good; what it declared is forgotten.
    Result<> create();
    Result<> start();
    /// A plugin that fails to stop is logged and counts as stopped: its requests are over.
    void stop();
    void destroy();

    State state() const { return state_.load(std::memory_order_acquire); }
    const Declarations& declarations() const { return declarations_; }
    const Library& library() const { return library_; }
    const InstanceSettings& settings() const { return settings_; }
    const Surroundings& surroundings() const { return surroundings_; }

    /// Runs `declare` on the declarations; refused outside create() and on other threads.
    /// @errors declared_too_late
    Result<> declare(std::string_view what, const std::function<Result<>(Declarations&)>& declare);

private:
    Result<> call(std::string_view what, const std::function<sty_rc(sty_error*)>& function);

    const Library& library_;
    const InstanceSettings settings_;
    const Surroundings surroundings_;
    sty_host host_{};
    void* self_ = nullptr;
    std::atomic<State> state_{State::mapped};
    std::atomic<std::thread::id> declaring_{}; // the thread that runs create()
    Declarations declarations_;
};

} // namespace statybos::kernel::plugins
