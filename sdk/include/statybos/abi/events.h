/* statybos.events/1: facts that plugins tell each other. */
#ifndef STATYBOS_ABI_EVENTS_H
#define STATYBOS_ABI_EVENTS_H

#include "plugin.h"

#define STY_API_EVENTS "statybos.events/1"

typedef struct sty_event {
    uint32_t size;
    uint32_t attempt; /* durable listeners: 1, 2, … */
    sty_str id;       /* UUID text; the same at every delivery */
    sty_str topic;    /* "orders.order_placed.v1" */
    sty_str entity;   /* what it happened to; order is kept per entity */
    sty_str payload;  /* JSON object */
    int64_t at_us;    /* UTC, microseconds since 1970 */
} sty_event;

typedef sty_rc (*sty_event_fn)(void* user, sty_ctx* ctx, const sty_event* event, sty_error* error);

enum {
    STY_LISTEN_IN_TRANSACTION = 1, /* inside the publisher's transaction; an error vetoes it */
    STY_LISTEN_DURABLE = 2,        /* after commit, in a transaction of its own, at least once */
    STY_LISTEN_LIVE = 3            /* after commit, best effort, on every node */
};

typedef struct sty_subscription {
    uint32_t size;
    uint32_t kind; /* STY_LISTEN_… */
    sty_str topic;
    sty_str name;    /* unique within the plugin; a durable listener's cursor hangs on it */
    sty_span before; /* sty_str: listeners "plugin.id/name" that come later (in the transaction) */
    sty_span after;
    sty_event_fn handler;
    void* user;
} sty_subscription;

typedef struct sty_api_events {
    uint32_t size;
    uint32_t reserved;
    sty_rc (*subscribe)(const sty_host* host, const sty_subscription* subscription,
                        sty_error* error); /* [control] in create */
    /* [worker] Needs an open transaction; the event exists when that commits. */
    sty_rc (*publish)(sty_ctx* ctx, sty_str topic, sty_str entity, sty_str payload,
                      sty_error* error);
} sty_api_events;

#endif
