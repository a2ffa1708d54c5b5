// The contract whose call is measured: a number in and out, and a record in and out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <statybos/contract.hpp>

namespace statybos::bench {

struct Reading {
    std::uint64_t value = 0;
    std::string unit;
};
STATYBOS_RECORD(Reading, value, unit)

struct Meter {
    virtual ~Meter() = default;
    virtual std::uint64_t count(std::uint64_t value) = 0;
    virtual Result<Reading> read(Ctx&, const Reading& reading) = 0;
};
STATYBOS_INTERFACE(Meter, "statybos.bench.meter", 1, count, read)

/// What every provider here does, so that only the way to it differs.
struct Counting : Meter {
    std::uint64_t count(std::uint64_t value) override { return value + 1; }
    Result<Reading> read(Ctx&, const Reading& reading) override {
        return Reading{reading.value + 1, reading.unit};
    }
};

/// Made in another file, so that the compiler cannot see which class it is.
std::unique_ptr<Meter> make_plain_meter();

} // namespace statybos::bench
