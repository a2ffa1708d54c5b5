#include <statybos/plugin.hpp>

namespace statybos::detail {
namespace {

Instance& instance_of(void* self) {
    return *static_cast<Instance*>(self);
}

} // namespace

sty_rc create_instance(const sty_host* host, void** self, sty_error* error,
                       MakePlugin make) noexcept {
    if (const char* missing = bind_tables(host)) {
        try {
            return fill_error(error, Error(Errc::unsupported, "kernel_too_old",
                                           std::string("this kernel has no table ") + missing +
                                               " as large as the plugin was built for: update the "
                                               "kernel, or build the plugin with an older SDK"));
        } catch (...) {
            return STY_E_UNSUPPORTED;
        }
    }
    try {
        auto instance = std::make_unique<Instance>();
        instance->state.raw = host;
        instance->plugin = make(Host(instance->state));
        instance->state.declare_routes();
        *self = instance.release();
        return STY_OK;
    } catch (...) {
        return translate_exception(error);
    }
}

sty_rc start_instance(void* self, sty_error* error) noexcept {
    try {
        instance_of(self).plugin->start();
        return STY_OK;
    } catch (...) {
        return translate_exception(error);
    }
}

sty_rc stop_instance(void* self, sty_error* error) noexcept {
    try {
        instance_of(self).plugin->stop();
        return STY_OK;
    } catch (...) {
        return translate_exception(error);
    }
}

void destroy_instance(void* self) noexcept {
    delete static_cast<Instance*>(self);
}

} // namespace statybos::detail
