#include "meter.hpp"

namespace statybos::bench {

std::unique_ptr<Meter> make_plain_meter() {
    return std::make_unique<Counting>();
}

} // namespace statybos::bench
