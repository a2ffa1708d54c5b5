#include "core/metrics.hpp"

#include <limits>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"

namespace statybos::kernel {
namespace {

using testing::HasSubstr;
using testing::Not;

using Values = std::vector<std::string_view>;

TEST(MetricsTest, CountsPerLabelValues) {
    Metrics metrics;
    const auto id =
        metrics.declare(MetricKind::counter, "orders_total", "Orders", {"status"}).value();
    metrics.record(id, Values{"placed"}, 1);
    metrics.record(id, Values{"placed"}, 2);
    metrics.record(id, Values{"cancelled"}, 1);
    metrics.record(id, Values{"cancelled"}, -5);
    metrics.record(id, Values{"cancelled"}, std::numeric_limits<double>::quiet_NaN());
    EXPECT_THAT(metrics.text(),
                HasSubstr("# HELP orders_total Orders\n# TYPE orders_total counter"));
    EXPECT_THAT(metrics.text(), HasSubstr("orders_total{status=\"placed\"} 3\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("orders_total{status=\"cancelled\"} 1\n"));
}

TEST(MetricsTest, SetsGaugesAndObservesSeconds) {
    Metrics metrics;
    const auto gauge = metrics.declare(MetricKind::gauge, "queue", "Queue").value();
    const auto histogram = metrics.declare(MetricKind::histogram, "call_seconds", "Calls").value();
    metrics.record(gauge, {}, 7);
    metrics.record(gauge, {}, -2);
    metrics.record(histogram, {}, 0.02);
    EXPECT_THAT(metrics.text(), HasSubstr("queue -2\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("call_seconds_bucket{le=\"0.01\"} 0\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("call_seconds_bucket{le=\"0.025\"} 1\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("call_seconds_count 1\n"));
}

TEST(MetricsTest, FoldsValuesBeyondTheBoundIntoOther) {
    Metrics metrics(3);
    const auto id = metrics.declare(MetricKind::counter, "hits", "Hits", {"path"}).value();
    for (int i = 0; i < 1000; ++i) {
        metrics.record(id, Values{"/" + std::to_string(i)}, 1);
    }
    metrics.record(id, Values{"/0"}, 1);
    EXPECT_THAT(metrics.text(), HasSubstr("hits{path=\"/0\"} 2\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("hits{path=\"other\"} 997\n"));
    EXPECT_THAT(metrics.text(), Not(HasSubstr("\"/3\"")));
}

TEST(MetricsTest, CutsAndCleansHostileLabelValues) {
    Metrics metrics;
    const auto id = metrics.declare(MetricKind::counter, "hits", "Hits", {"path"}).value();
    metrics.record(id, Values{"a\n# TYPE b\xFF\"c"}, 1);
    metrics.record(id, Values{std::string(5000, 'x')}, 1);
    EXPECT_THAT(metrics.text(), HasSubstr("hits{path=\"a_# TYPE b_\\\"c\"} 1\n"));
    EXPECT_THAT(metrics.text(), HasSubstr('"' + std::string(100, 'x') + '"'));
}

TEST(MetricsTest, FindsAMetricDeclaredAlike) {
    Metrics metrics;
    const auto first = metrics.declare(MetricKind::counter, "hits", "Hits", {"path"}).value();
    EXPECT_EQ(metrics.declare(MetricKind::counter, "hits", "Hits", {"path"}).value(), first);
}

TEST(MetricsTest, RefusesAMetricClash) {
    Metrics metrics;
    ASSERT_TRUE(metrics.declare(MetricKind::counter, "hits", "Hits", {"path"}));
    const auto kind = metrics.declare(MetricKind::gauge, "hits", "Hits", {"path"});
    EXPECT_EQ(kind.error().slug(), "metric_clash");
    const auto labels = metrics.declare(MetricKind::counter, "hits", "Hits", {"route"});
    EXPECT_EQ(labels.error().slug(), "metric_clash");
}

TEST(MetricsTest, RefusesAnInvalidMetric) {
    struct Case {
        MetricKind kind;
        std::string name;
        std::vector<std::string> labels;
    };
    const Case cases[] = {
        {MetricKind::counter, "", {}},
        {MetricKind::counter, "with space", {}},
        {MetricKind::counter, "1st", {}},
        {MetricKind::counter, std::string(101, 'a'), {}},
        {MetricKind::histogram, "a", {"le"}},
        {MetricKind::counter, "a", {"__name__"}},
        {MetricKind::counter, "a", {"x", "x"}},
        {MetricKind::counter, "a", {"1", "2", "3", "4", "5", "6", "7", "8", "9"}},
        {static_cast<MetricKind>(9), "a", {}},
    };
    Metrics metrics;
    for (const Case& c : cases) {
        const auto result = metrics.declare(c.kind, c.name, "help", c.labels);
        ASSERT_FALSE(result) << c.name;
        EXPECT_EQ(result.error().slug(), "invalid_metric") << c.name;
    }
    EXPECT_EQ(metrics.text(), "");
}

TEST(MetricsTest, DropsWhatNamesNoMetricOrHasOtherLabels) {
    Metrics metrics;
    const auto id = metrics.declare(MetricKind::counter, "hits", "Hits", {"path"}).value();
    metrics.record(id + 1, Values{"x"}, 1);
    metrics.record(id, {}, 1);
    metrics.record(id, Values{"x", "y"}, 1);
    EXPECT_THAT(metrics.text(), Not(HasSubstr("hits{")));
}

TEST(MetricsTest, AsksWatchedFiguresAtEachScrape) {
    Metrics metrics;
    double hits = 5;
    double entries = 9;
    metrics.watch(MetricKind::counter, "cache_hits_total", "Hits", [&] { return hits; });
    metrics.watch(MetricKind::gauge, "cache_entries", "Entries", [&] { return entries; });
    EXPECT_THAT(metrics.text(), HasSubstr("cache_hits_total 5\n"));
    hits = 7;
    entries = 2;
    EXPECT_THAT(metrics.text(), HasSubstr("cache_hits_total 7\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("cache_entries 2\n"));
}

TEST(MetricsTest, LosesNothingBetweenThreads) {
    Metrics metrics(8);
    const auto id = metrics.declare(MetricKind::counter, "hits", "Hits", {"path"}).value();
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 1000; ++i) {
                metrics.record(id, Values{std::to_string(i % 10)}, 1);
                if (i % 100 == 0) {
                    metrics.text();
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    double sum = 0;
    std::istringstream lines(metrics.text());
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("hits{")) {
            sum += std::stod(line.substr(line.rfind(' ')));
        }
    }
    EXPECT_EQ(sum, 4000);
}

TEST(MetricsApiTest, LabelsWithTheInstance) {
    Metrics metrics;
    Engines engines{.metrics = &metrics};
    HostSide lt{"omega.shipping", "omega-lt", &engines};
    HostSide lv{"omega.shipping", "omega-lv", &engines};
    const sty_host host_lt{sizeof(sty_host), STY_ABI_EPOCH, STY_ABI_LEVEL, 0, &lt, nullptr};
    const sty_host host_lv{sizeof(sty_host), STY_ABI_EPOCH, STY_ABI_LEVEL, 0, &lv, nullptr};

    const sty_str label = to_abi("zone");
    for (const sty_host* host : {&host_lt, &host_lv}) {
        std::uint32_t id = 99;
        ASSERT_EQ(metrics_api().declare(host, STY_METRIC_COUNTER, to_abi("parcels_total"),
                                        to_abi("Parcels"), {&label, 1}, &id, nullptr),
                  STY_OK);
        const sty_str value = to_abi("1");
        metrics_api().record(host, id, {&value, 1}, 2);
    }
    EXPECT_THAT(metrics.text(), HasSubstr("parcels_total{plugin=\"omega-lt\",zone=\"1\"} 2\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("parcels_total{plugin=\"omega-lv\",zone=\"1\"} 2\n"));

    std::uint32_t id = 99;
    AbiError error;
    EXPECT_EQ(metrics_api().declare(&host_lt, STY_METRIC_GAUGE, to_abi("parcels_total"),
                                    to_abi("Parcels"), {&label, 1}, &id, error.get()),
              STY_E_CONFLICT);
    EXPECT_EQ(id, 99u);
}

} // namespace
} // namespace statybos::kernel
