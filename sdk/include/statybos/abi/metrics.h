/* statybos.metrics/1: Prometheus counters, gauges and histograms of a plugin. */
#ifndef STATYBOS_ABI_METRICS_H
#define STATYBOS_ABI_METRICS_H

#include "plugin.h"

#define STY_API_METRICS "statybos.metrics/1"

enum { STY_METRIC_COUNTER = 1, STY_METRIC_GAUGE = 2, STY_METRIC_HISTOGRAM = 3 };

typedef struct sty_api_metrics {
    uint32_t size;
    uint32_t reserved;
    /* [control] in create. `labels`: sty_str names. `metric` is given to `record`. */
    sty_rc (*declare)(const sty_host* host, uint32_t kind, sty_str name, sty_str help,
                      sty_span labels, uint32_t* metric, sty_error* error);
    /* [any] Adds to a counter, sets a gauge, observes into a histogram (seconds). `labels`: as many
     * values as names were declared. */
    void (*record)(const sty_host* host, uint32_t metric, sty_span labels, double value);
} sty_api_metrics;

#endif
