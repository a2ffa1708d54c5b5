// One contract as different releases of its header might have it:
//
//   APPENDED   a method more, at the end      REORDERED  two methods changed places
//   GROWN      a field more, at the end       RENAMED    on_hand is called in_stock
//   MAJOR=2    another major version          CHANGED    on_hand gives 32 bits
//   TOLERANT   (with APPENDED) callers do without the method of a provider that has not got it
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <statybos/contract.hpp>

#ifndef MAJOR
#define MAJOR 1
#endif
#ifdef RENAMED
#define ON_HAND in_stock
#else
#define ON_HAND on_hand
#endif

namespace drift {

#ifdef CHANGED
using Count = std::int32_t;
#else
using Count = std::int64_t;
#endif

struct Pallet {
    std::string code;
    std::int64_t weight = 0;
#ifdef GROWN
    std::string colour = "grey";
#endif
};
#ifdef GROWN
STATYBOS_RECORD(Pallet, code, weight, colour)
#else
STATYBOS_RECORD(Pallet, code, weight)
#endif

struct Depot {
    virtual ~Depot() = default;
    virtual statybos::Result<Count> ON_HAND(statybos::Ctx&, std::string_view code) = 0;
    virtual statybos::Result<std::vector<Pallet>> pallets(statybos::Ctx&, const Pallet& like) = 0;
#ifdef APPENDED
    virtual statybos::Result<std::string> address(statybos::Ctx&) = 0;
#endif
#ifdef TOLERANT
    static constexpr std::size_t required_methods = 2;
#endif
};
#if defined(APPENDED)
STATYBOS_INTERFACE(Depot, "drift.depot", MAJOR, on_hand, pallets, address)
#elif defined(REORDERED)
STATYBOS_INTERFACE(Depot, "drift.depot", MAJOR, pallets, on_hand)
#elif defined(RENAMED)
STATYBOS_INTERFACE(Depot, "drift.depot", MAJOR, in_stock, pallets)
#else
STATYBOS_INTERFACE(Depot, "drift.depot", MAJOR, on_hand, pallets)
#endif

} // namespace drift
