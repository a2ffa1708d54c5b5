/* statybos.http/1: declaring routes, reading requests, writing answers. */
#ifndef STATYBOS_ABI_HTTP_H
#define STATYBOS_ABI_HTTP_H

#include "plugin.h"

#define STY_API_HTTP "statybos.http/1"

typedef struct sty_request sty_request;
typedef struct sty_response sty_response;

typedef sty_rc (*sty_http_fn)(void* user, sty_ctx* ctx, const sty_request* request,
                              sty_response* response, sty_error* error); /* [worker] */

enum {
    STY_ACCESS_ANYONE = 1,    /* signed in or not */
    STY_ACCESS_SIGNED_IN = 2, /* any user */
    STY_ACCESS_ROLES = 3      /* a user with one of sty_route.roles */
};

enum {
    STY_ROUTE_IDEMPOTENCY = 1u, /* honours Idempotency-Key */
    STY_ROUTE_REPEATABLE =
        2u,                /* may be run again when the database reports a serialization failure */
    STY_ROUTE_CACHED = 4u, /* 200 answers to anonymous GETs are kept until a tag is dropped */
    STY_ROUTE_MULTIPART = 8u, /* takes multipart/form-data */
    STY_ROUTE_RAW_BODY = 16u, /* takes any content type */
    STY_ROUTE_NO_CSRF = 32u,  /* authenticated by other means, e.g. a webhook's signature */
    STY_ROUTE_HIDDEN = 64u,   /* left out of OpenAPI */
    STY_ROUTE_STREAM = 128u   /* answers text/event-stream, by stream() */
};

/* One declaration; access, validation of the envelope, limits, metrics and OpenAPI come from it. */
typedef struct sty_route {
    uint32_t size;
    uint32_t access;        /* STY_ACCESS_…; zero is refused: no route is public by oversight */
    uint32_t flags;         /* STY_ROUTE_… */
    uint32_t deadline_ms;   /* 0: the kernel's default */
    uint32_t max_body;      /* bytes; 0: the kernel's default (1 MiB) */
    uint32_t cache_seconds; /* with STY_ROUTE_CACHED: longest stay; 0: the kernel's default */
    sty_str method;         /* "GET", "POST", … ; HEAD follows from GET */
    sty_str path; /* "/api/products/{id}"; "{rest...}" as the last part takes all that follows */
    sty_str operation; /* unique snake_case name, OpenAPI's operationId */
    sty_str summary;
    sty_str tag;        /* group in OpenAPI */
    sty_str rate_limit; /* name of a class in the operator's YAML, or empty: "default" */
    sty_str
        idempotency_scope;  /* header whose value scopes an anonymous Idempotency-Key, or empty */
    sty_span roles;         /* sty_str */
    sty_span cache_tags;    /* sty_str; "{id}" stands for a path parameter */
    sty_str parameters;     /* OpenAPI parameter array as JSON, or empty */
    sty_str request_schema; /* OpenAPI schema as JSON, or empty */
    sty_str answers;        /* {"201": <schema or null>, …} as JSON */
    sty_str schemas;        /* {"Name": <schema>, …}: what the others refer to */
    sty_http_fn handler;
    void* user;
} sty_route;

/* One part of a multipart body. */
typedef struct sty_part {
    uint32_t size;
    uint32_t reserved;
    sty_str name;
    sty_str filename; /* as sent; never a path to be used */
    sty_str content_type;
    sty_str body;
} sty_part;

/* One message of a stream of events (text/event-stream). Borrowed for the call. */
typedef struct sty_stream_message {
    uint32_t size;
    uint32_t reserved;
    sty_str id;    /* what a client that comes back names in Last-Event-ID, or empty; one line */
    sty_str event; /* its name, or empty: "message"; one line */
    sty_str data;  /* UTF-8, at most 64 KiB; may have several lines */
} sty_stream_message;

typedef struct sty_api_http {
    uint32_t size;
    uint32_t reserved;
    sty_rc (*route)(const sty_host* host, const sty_route* route,
                    sty_error* error); /* [control] in create */
    /* [any] All strings are borrowed from the request. */
    sty_str (*method)(const sty_request* request);
    sty_str (*path)(const sty_request* request);
    sty_str (*query)(const sty_request* request); /* raw, without '?' */
    sty_str (*header)(const sty_request* request, sty_str name);
    sty_str (*cookie)(const sty_request* request, sty_str name);
    sty_str (*path_parameter)(const sty_request* request, sty_str name); /* percent-decoded */
    uint32_t (*query_count)(const sty_request* request);
    void (*query_at)(const sty_request* request, uint32_t index, sty_str* name,
                     sty_str* value); /* decoded */
    sty_str (*body)(const sty_request* request);
    uint32_t (*part_count)(const sty_request* request);
    sty_rc (*part_at)(const sty_request* request, uint32_t index, sty_part* part);
    sty_str (*remote_address)(const sty_request* request);
    sty_str (*idempotency_key)(const sty_request* request);
    /* [any] */
    void (*set_status)(sty_response* response, uint32_t status);
    void (*set_header)(sty_response* response, sty_str name, sty_str value); /* replaces */
    void (*add_header)(sty_response* response, sty_str name, sty_str value);
    void (*set_body)(sty_response* response, sty_str body);  /* copies */
    void (*take_body)(sty_response* response, sty_buf body); /* takes ownership */
    void (*add_cache_tag)(sty_response* response, sty_str tag);
    /* [worker] Makes the answer a stream, which stays open when the handler has returned and holds
     * neither a worker nor a generation. What is sent to `topic` from this call on goes to it, so a
     * handler calls this before it reads what the stream begins with.
     * STY_E_RATE_LIMITED "too_many_streams": the topic has as many as the operator allows;
     * STY_E_UNAVAILABLE: the server has. */
    sty_rc (*stream)(sty_ctx* ctx, sty_response* response, sty_str topic, sty_error* error);
    /* [any] After stream(): what it begins with, in this order. What is sent meanwhile under the id
     * of one of them is left out. STY_E_INVALID: a line break where there may be none. */
    sty_rc (*stream_begin)(sty_response* response, const sty_stream_message* message,
                           sty_error* error);
    /* [any] After stream(): there is more to begin with; the stream ends there, and its client
     * comes back with the last id. */
    void (*stream_pause)(sty_response* response);
    /* [any] To the streams of this node that follow `topic`, at once. A live listener runs on every
     * node after the commit: that is the place to call this. */
    sty_rc (*stream_send)(sty_ctx* ctx, sty_str topic, const sty_stream_message* message,
                          sty_error* error);
} sty_api_http;

#endif
