// Who moved an order, as its history keeps it.
#pragma once

#include <cstdint>

#include <statybos/record.hpp>

namespace statybos::orders {

/// In what role somebody moves an order; values are bits, so that one person may have several.
enum class Actor : std::uint8_t { buyer = 1, vendor = 2, admin = 4, system = 8 };
STATYBOS_ENUM(Actor, buyer, vendor, admin, system)

} // namespace statybos::orders
