// Written against the waist, so that this project shows the build and nothing but the build.
#include <omega/prices.hpp>
#include <statybos/abi/plugin.h>
#include <statybos/strings.hpp>

namespace {

sty_rc create(const sty_host*, void** self, sty_error*) noexcept {
    auto price = omega::price_of(31'000);
    static bool refused =
        price.has_error() && price.error().details().find("31000") != std::string::npos;
    *self = &refused;
    return refused ? STY_OK : STY_E_INTERNAL;
}

sty_rc nothing(void*, sty_error*) noexcept {
    return STY_OK;
}

void destroy(void*) noexcept {}

} // namespace

extern "C" __attribute__((visibility("default"))) const sty_plugin* statybos_plugin_v1() {
    static const sty_plugin plugin = {sizeof(sty_plugin),
                                      STY_ABI_EPOCH,
                                      1,
                                      0,
                                      statybos::to_abi("omega.parcels"),
                                      statybos::to_abi("1.4.0"),
                                      create,
                                      nothing,
                                      nothing,
                                      destroy};
    return &plugin;
}
