// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos::cash_on_pickup {

struct Settings {
    Money maximum;
};
STATYBOS_RECORD(Settings, maximum)

} // namespace statybos::cash_on_pickup
