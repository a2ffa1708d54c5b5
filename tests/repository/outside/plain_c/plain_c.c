#include <statybos/abi/plugin.h>

static int instance;

static sty_rc create(const sty_host* host, void** self, sty_error* error) {
    (void)host;
    (void)error;
    *self = &instance;
    return STY_OK;
}

static sty_rc nothing(void* self, sty_error* error) {
    (void)self;
    (void)error;
    return STY_OK;
}

static void destroy(void* self) {
    (void)self;
}

__attribute__((visibility("default"))) const sty_plugin* statybos_plugin_v1(void) {
    static const sty_plugin plugin = {
        sizeof(sty_plugin), STY_ABI_EPOCH, 1,       0,       {"acme.plain-c", 12},
        {"1.0.0", 5},       create,        nothing, nothing, destroy};
    return &plugin;
}
