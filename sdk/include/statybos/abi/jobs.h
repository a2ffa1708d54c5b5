/* statybos.jobs/1: durable work for later. */
#ifndef STATYBOS_ABI_JOBS_H
#define STATYBOS_ABI_JOBS_H

#include "plugin.h"

#define STY_API_JOBS "statybos.jobs/1"

/* [worker] Runs outside any transaction; at least once, so the handler must bear a repetition. */
typedef sty_rc (*sty_job_fn)(void* user, sty_ctx* ctx, sty_str key, sty_str payload,
                             uint32_t attempt, sty_error* error);

typedef struct sty_job {
    uint32_t size;
    uint32_t max_attempts; /* 0: the kernel's default */
    sty_str name;          /* unique within the plugin */
    uint64_t every_ms;     /* 0: only when enqueued; else also on this schedule, on one node */
    uint32_t deadline_ms;  /* 0: the kernel's default */
    uint32_t reserved;
    sty_job_fn handler;
    void* user;
} sty_job;

typedef struct sty_api_jobs {
    uint32_t size;
    uint32_t reserved;
    sty_rc (*declare)(const sty_host* host, const sty_job* job,
                      sty_error* error); /* [control] in create */
    /* [worker] In the open transaction, if any. A waiting job with the same (name, key) is kept and
     * the new one dropped; an empty key is never equal. `run_at_us` 0: at once. */
    sty_rc (*enqueue)(sty_ctx* ctx, const sty_host* host, sty_str name, sty_str key,
                      sty_str payload, int64_t run_at_us, sty_error* error);
} sty_api_jobs;

#endif
