/* The golden plugin in plain C99: the last book of the chain, without a line of the C++ SDK. What a
 * contract is in C, and how a record lies in memory, is written out here by hand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <statybos/abi/db.h>
#include <statybos/abi/http.h>
#include <statybos/abi/mem.h>
#include <statybos/abi/plugin.h>
#include <statybos/abi/services.h>

/* golden.book, version 1: write(Transaction&, Note) -> Result<i64> */
typedef struct book_table {
    sty_service_table head;
    sty_rc (*write)(void* self, sty_ctx* ctx, sty_str note, int64_t* written, sty_error* error);
} book_table;

/* FNV-1a of "golden.book|write,t,rrecord:Note;)?Vi8;", as the SDK hashes it. */
static const uint64_t book_hashes[1] = {UINT64_C(0x605b77d32d4e7fac)};

typedef struct plugin_c99 {
    const sty_host* host;
    const sty_api_mem* mem;
    const sty_api_db* db;
    const sty_api_http* http;
    const sty_api_services* services;
} plugin_c99;

static sty_str text(const char* chars) {
    sty_str made = {chars, strlen(chars)};
    return made;
}

static sty_buf copy(const plugin_c99* self, const char* chars) {
    sty_buf made = {self->mem->alloc(strlen(chars)), strlen(chars)};
    memcpy(made.data, chars, made.size);
    return made;
}

static int begins_with(sty_str whole, const char* start) {
    return whole.size >= strlen(start) && memcmp(whole.data, start, strlen(start)) == 0;
}

static sty_rc fail(const plugin_c99* self, sty_error* error, int32_t code, const char* slug,
                   const char* message) {
    error->code = code;
    error->slug = copy(self, slug);
    error->message = copy(self, message);
    error->details = copy(self, "{\"book\":\"c99\"}");
    return code;
}

/* A record is its length, then its fields; a text is its length, then its bytes. */
static int read_note(sty_str record, sty_str* note) {
    uint32_t length;
    uint32_t size;
    if (record.size < sizeof(length) + sizeof(size)) {
        return 0;
    }
    memcpy(&length, record.data, sizeof(length));
    memcpy(&size, record.data + sizeof(length), sizeof(size));
    if (length != record.size - sizeof(length) || size > length - sizeof(size)) {
        return 0;
    }
    note->data = record.data + sizeof(length) + sizeof(size);
    note->size = size;
    return 1;
}

static sty_rc write_note(const plugin_c99* self, sty_ctx* ctx, sty_str note, sty_error* error) {
    sty_value row[2];
    uint64_t affected = 0;
    if (begins_with(note, "refuse in c99")) {
        return fail(self, error, STY_E_CONFLICT, "closed", "this book is closed");
    }
    memset(row, 0, sizeof(row));
    row[0].kind = STY_TEXT;
    row[0].as.text = text("c99");
    row[1].kind = STY_TEXT;
    row[1].as.text = note;
    return self->db->execute(ctx, text("INSERT INTO golden.entry (book, text) VALUES ($1, $2)"),
                             row, 2, &affected, error);
}

static sty_rc book_write(void* self, sty_ctx* ctx, sty_str record, int64_t* written,
                         sty_error* error) {
    const plugin_c99* plugin = self;
    sty_str note;
    if (!read_note(record, &note)) {
        return fail(plugin, error, STY_E_INTERNAL, "internal_error", "the note arrived damaged");
    }
    if (plugin->db->depth(ctx) == 0) {
        return fail(plugin, error, STY_E_INTERNAL, "internal_error", "no transaction is open");
    }
    *written = 1;
    return write_note(plugin, ctx, note, error);
}

static const book_table own_book = {{sizeof(book_table), 1, 1, "golden.book", book_hashes, NULL},
                                    book_write};

/* POST /golden/c99 {"text":"…"}: a transaction of this plugin's own. */
static sty_rc post(void* user, sty_ctx* ctx, const sty_request* request, sty_response* response,
                   sty_error* error) {
    static const char start[] = "{\"text\":\"";
    const plugin_c99* self = user;
    const sty_str body = self->http->body(request);
    sty_str note;
    sty_rc rc;
    if (!begins_with(body, start) || body.size < strlen(start) + 2) {
        return fail(self, error, STY_E_INVALID, "invalid", "a text is asked for");
    }
    note.data = body.data + strlen(start);
    note.size = body.size - strlen(start) - 2;
    rc = self->db->begin(ctx, error);
    if (rc != STY_OK) {
        return rc;
    }
    rc = write_note(self, ctx, note, error);
    if (rc != STY_OK) {
        self->db->end(ctx, 0, NULL);
        return rc;
    }
    rc = self->db->end(ctx, 1, error);
    self->http->set_header(response, text("Content-Type"), text("application/json"));
    self->http->set_body(response, text("{\"written\":1}"));
    return rc;
}

/* GET /golden/c99 */
static sty_rc built_by(void* user, sty_ctx* ctx, const sty_request* request, sty_response* response,
                       sty_error* error) {
    const plugin_c99* self = user;
    char body[64];
    (void)ctx;
    (void)request;
    (void)error;
    snprintf(body, sizeof(body), "{\"standard\":%ld}", (long)__STDC_VERSION__);
    self->http->set_header(response, text("Content-Type"), text("application/json"));
    self->http->set_body(response, text(body));
    return STY_OK;
}

static sty_rc add_route(const plugin_c99* self, const char* method, const char* operation,
                        sty_http_fn handler, sty_error* error) {
    sty_route route;
    memset(&route, 0, sizeof(route));
    route.size = sizeof(route);
    route.access = STY_ACCESS_ANYONE;
    route.flags = STY_ROUTE_NO_CSRF;
    route.method = text(method);
    route.path = text("/golden/c99");
    route.operation = text(operation);
    route.handler = handler;
    route.user = (void*)self;
    return self->http->route(self->host, &route, error);
}

static sty_rc create(const sty_host* host, void** out, sty_error* error) {
    plugin_c99* self = calloc(1, sizeof(plugin_c99));
    sty_service book = {&own_book.head, self};
    sty_rc rc;
    self->host = host;
    self->mem = host->api(host, STY_API_MEM, sizeof(sty_api_mem));
    self->db = host->api(host, STY_API_DB, sizeof(sty_api_db));
    self->http = host->api(host, STY_API_HTTP, sizeof(sty_api_http));
    self->services = host->api(host, STY_API_SERVICES, sizeof(sty_api_services));
    *out = self;
    rc = self->services->provide(host, text("golden.book"), text("c99"), book, error);
    if (rc == STY_OK) {
        rc = add_route(self, "POST", "write_in_c99", post, error);
    }
    return rc == STY_OK ? add_route(self, "GET", "built_by_c99", built_by, error) : rc;
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
    static const sty_plugin plugin = {
        sizeof(sty_plugin), STY_ABI_EPOCH, 1,       0,       {"golden.c99", 10},
        {"1.0.0", 5},       create,        nothing, nothing, destroy};
    return &plugin;
}
