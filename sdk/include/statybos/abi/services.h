/* statybos.services/1: providing, decorating and requiring contracts. */
#ifndef STATYBOS_ABI_SERVICES_H
#define STATYBOS_ABI_SERVICES_H

#include "plugin.h"

#define STY_API_SERVICES "statybos.services/1"

/* [control] Wraps `next`; `drop` frees the wrapper when its generation retires. */
typedef sty_rc (*sty_decorate_fn)(void* user, sty_service next, sty_service* wrapped,
                                  void (**drop)(void* self), sty_error* error);

typedef struct sty_requirement {
    uint32_t size;
    uint16_t major;
    uint16_t method_count; /* methods 0..method_count-1 are called */
    sty_str contract;
    sty_str name;         /* a named provider, or empty: the only one */
    uint64_t prefix_hash; /* of the last method called */
    uint32_t optional;
    uint32_t reserved;
} sty_requirement;

/* [any] One provider of a contract. Non-zero stops the walk. */
typedef sty_rc (*sty_provider_fn)(void* user, sty_str name, sty_service service);

typedef struct sty_api_services {
    uint32_t size;
    uint32_t reserved;
    /* [control] in create. Exactly one provider per (contract, name). */
    sty_rc (*provide)(const sty_host* host, sty_str contract, sty_str name, sty_service service,
                      sty_error* error);
    /* [control] in create. `label` names this decorator in the operator's chain. */
    sty_rc (*decorate)(const sty_host* host, sty_str contract, sty_str name, sty_str label,
                       sty_decorate_fn fn, void* user, sty_error* error);
    /* [control] in create. `slot` indexes sty_ctx.services; an absent optional one has a null
     * table. */
    sty_rc (*require)(const sty_host* host, const sty_requirement* requirement, uint32_t* slot,
                      sty_error* error);
    /* [control] in create. All named providers of a contract, whichever they are: what
     * requirement->name says is ignored. `group` is passed to `each`. */
    sty_rc (*require_all)(const sty_host* host, const sty_requirement* requirement, uint32_t* group,
                          sty_error* error);
    /* [any] In the order of the operator's YAML. */
    sty_rc (*each)(const sty_ctx* ctx, uint32_t group, sty_provider_fn fn, void* user);
} sty_api_services;

#endif
