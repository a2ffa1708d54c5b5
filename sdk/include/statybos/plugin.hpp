// A plugin: one class, one macro line.
//
//     class Omega final : public Plugin { public: explicit Omega(Host host) : Plugin(host) { … } };
//     STATYBOS_PLUGIN(Omega, "omega.shipping", "1.0.0")
#pragma once

#include <memory>

#include <statybos/host.hpp>
#include <statybos/http_client.hpp>
#include <statybos/money.hpp>
#include <statybos/quantity.hpp>
#include <statybos/router.hpp>
#include <statybos/secrets.hpp>

namespace statybos {

/// Base of every plugin. The constructor reads settings and declares; it opens nothing.
class Plugin {
public:
    explicit Plugin(Host host) : host_(host) {}
    virtual ~Plugin() = default;
    Plugin(const Plugin&) = delete;
    Plugin& operator=(const Plugin&) = delete;

    /// May open things and start threads; stop() ends all of them.
    virtual void start() {}
    virtual void stop() {}

protected:
    Host& host() { return host_; }

private:
    Host host_;
};

namespace detail {

struct Instance {
    HostState state;
    std::unique_ptr<Plugin> plugin;
};

using MakePlugin = std::unique_ptr<Plugin> (*)(Host);

sty_rc create_instance(const sty_host* host, void** self, sty_error* error,
                       MakePlugin make) noexcept;
sty_rc start_instance(void* self, sty_error* error) noexcept;
sty_rc stop_instance(void* self, sty_error* error) noexcept;
void destroy_instance(void* self) noexcept;

template <class T>
const sty_plugin* plugin_entry(const char* id, const char* version) {
    static const sty_plugin plugin{
        sizeof(sty_plugin),
        STY_ABI_EPOCH,
        STY_ABI_LEVEL,
        0,
        to_abi(id),
        to_abi(version),
        [](const sty_host* host, void** self, sty_error* error) noexcept {
            return create_instance(host, self, error, [](Host made) -> std::unique_ptr<Plugin> {
                return std::make_unique<T>(made);
            });
        },
        start_instance,
        stop_instance,
        destroy_instance};
    return &plugin;
}

} // namespace detail
} // namespace statybos

/// The plugin's one exported symbol; `id` and `version` are those of its manifest.
#define STATYBOS_PLUGIN(Type, id, version)                                                         \
    extern "C" __attribute__((visibility("default"))) const sty_plugin* statybos_plugin_v1() {     \
        return ::statybos::detail::plugin_entry<Type>(id, version);                                \
    }
