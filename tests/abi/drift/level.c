/* A plugin in C99, built with the waist's headers of another day (see CMakeLists.txt):
 *
 *   LEVEL_ID   its id (required)
 *   PINNED     its descriptor says that it lives with this level
 *
 * It declares a route that the kernel must refuse, and looks whether the error was written into
 * what this day's sty_error has room for, and not behind it. GET /level tells. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <statybos/abi/http.h>
#include <statybos/abi/log.h>
#include <statybos/abi/mem.h>
#include <statybos/abi/plugin.h>

#ifndef PINNED
#define PINNED STY_ABI_LEVEL
#endif

typedef struct guarded_error {
    sty_error error;
    unsigned char behind[64];
} guarded_error;

typedef struct level_plugin {
    const sty_host* host;
    const sty_api_mem* mem;
    const sty_api_http* http;
    char seen[256];
} level_plugin;

static sty_str text(const char* chars) {
    sty_str made = {chars, strlen(chars)};
    return made;
}

static sty_rc answer(void* user, sty_ctx* ctx, const sty_request* request, sty_response* response,
                     sty_error* error) {
    level_plugin* self = user;
    (void)ctx;
    (void)request;
    (void)error;
    self->http->set_body(response, text(self->seen));
    return STY_OK;
}

static sty_route route_of(level_plugin* self, uint32_t access) {
    sty_route route;
    memset(&route, 0, sizeof(route));
    route.size = sizeof(route);
    route.access = access;
    route.method = text("GET");
    route.path = text("/level");
    route.operation = text("tell_level");
    route.handler = answer;
    route.user = self;
    return route;
}

static int is_zero(const unsigned char* bytes, size_t size) {
    size_t i;
    for (i = 0; i < size; ++i) {
        if (bytes[i] != 0) {
            return 0;
        }
    }
    return 1;
}

/* A route that nobody may call is refused; what has the kernel written? */
static void provoke(level_plugin* self) {
    guarded_error wrong;
    const sty_route route = route_of(self, 0);
    sty_rc rc;
    memset(&wrong, 0, sizeof(wrong));
    wrong.error.size = sizeof(wrong.error);
    rc = self->http->route(self->host, &route, &wrong.error);
    snprintf(self->seen, sizeof(self->seen), "rc %d, %.*s, behind it %s, log table %s", (int)rc,
             (int)wrong.error.slug.size, wrong.error.slug.data,
             is_zero(wrong.behind, sizeof(wrong.behind)) ? "nothing" : "something",
             self->host->api(self->host, STY_API_LOG, sizeof(sty_api_log)) ? "whole" : "shorter");
    self->mem->free(wrong.error.slug.data);
    self->mem->free(wrong.error.message.data);
}

static sty_rc create(const sty_host* host, void** out, sty_error* error) {
    level_plugin* self = calloc(1, sizeof(level_plugin));
    sty_route route;
    self->host = host;
    self->mem = host->api(host, STY_API_MEM, sizeof(sty_api_mem));
    /* Up to the last function that is called. */
    self->http = host->api(host, STY_API_HTTP, offsetof(sty_api_http, take_body));
    *out = self;
    provoke(self);
    route = route_of(self, STY_ACCESS_ANYONE);
    return self->http->route(host, &route, error);
}

static sty_rc nothing(void* self, sty_error* error) {
    (void)self;
    (void)error;
    return STY_OK;
}

static void destroy(void* self) {
    free(self);
}

__attribute__((visibility("default"))) const sty_plugin* statybos_plugin_v1(void);
__attribute__((visibility("default"))) const sty_plugin* statybos_plugin_v1(void) {
    static sty_plugin plugin;
    plugin.size = sizeof(plugin);
    plugin.epoch = STY_ABI_EPOCH;
    plugin.level = PINNED;
    plugin.id = text(LEVEL_ID);
    plugin.version = text("1.0.0");
    plugin.create = create;
    plugin.start = nothing;
    plugin.stop = nothing;
    plugin.destroy = destroy;
    return &plugin;
}
