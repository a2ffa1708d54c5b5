#include <statybos/plugin.hpp>

#include "meter.hpp"

namespace {

using namespace statybos;

class MeterPlugin final : public Plugin {
public:
    explicit MeterPlugin(Host host) : Plugin(host) { host.provide<bench::Meter>(meter_); }

private:
    bench::Counting meter_;
};

} // namespace

STATYBOS_PLUGIN(MeterPlugin, "bench.meter", "1.0.0")
