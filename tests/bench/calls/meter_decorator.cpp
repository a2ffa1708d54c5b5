#include <statybos/plugin.hpp>

#include "meter.hpp"

namespace {

using namespace statybos;

class Double final : public Forward<bench::Meter> {
public:
    std::uint64_t count(std::uint64_t value) override { return next().count(value); }
};

class MeterDecorator final : public Plugin {
public:
    explicit MeterDecorator(Host host) : Plugin(host) {
        host.decorate<bench::Meter>("double", [] { return std::make_unique<Double>(); });
    }
};

} // namespace

STATYBOS_PLUGIN(MeterDecorator, "bench.meter_decorator", "1.0.0")
