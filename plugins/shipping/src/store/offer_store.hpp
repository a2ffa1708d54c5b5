// All that offers are made from, in one statement: however many vendors a cart has.
#pragma once

#include <string>
#include <vector>

#include "store/rate_store.hpp"
#include "store/terminal_store.hpp"

namespace statybos::shipping {

/// A vendor's pickup point as offers show it.
struct OfferedPoint {
    VendorId vendor_id;
    PickupPoint point;
};
STATYBOS_RECORD(OfferedPoint, vendor_id, point)

struct OfferRows {
    std::vector<ZoneRow> zones; ///< in the order in which they are asked
    std::vector<RateRow> rates; ///< the marketplace's and those of the vendors asked for
    std::vector<OfferedPoint> points;
    std::vector<TerminalRow> terminals; ///< those that were asked for
};
STATYBOS_RECORD(OfferRows, zones, rates, points, terminals)

class OfferStore {
public:
    /// @param terminals  "carrier:code"; those that do not exist are left out
    OfferRows read(Session& session, const std::vector<VendorId>& vendors,
                   const std::vector<std::string>& terminals);
};

} // namespace statybos::shipping
