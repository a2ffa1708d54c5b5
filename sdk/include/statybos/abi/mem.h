/* statybos.mem/1: the kernel's heap, the only one whose blocks may cross. */
#ifndef STATYBOS_ABI_MEM_H
#define STATYBOS_ABI_MEM_H

#include "base.h"

#define STY_API_MEM "statybos.mem/1"

typedef struct sty_api_mem {
    uint32_t size;
    uint32_t reserved;
    void* (*alloc)(uint64_t size); /* [any] null when memory is short; aligned for any scalar */
    void (*free)(void* block);     /* [any] null is allowed */
} sty_api_mem;

#endif
