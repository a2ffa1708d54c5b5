// Rows of shipping.pickup_point.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/shipping/shipping_method.hpp>
#include <statybos/transaction.hpp>

namespace statybos::shipping {

STATYBOS_ID(PickupPointId)

struct PickupPointRow {
    PickupPointId id;
    VendorId vendor_id;
    std::string name;
    Address address;
    std::vector<OpeningHours> opening_hours;
    std::optional<std::string> note;
};

class PickupPointStore {
public:
    /// In the order of their making.
    std::vector<PickupPointRow> of_vendor(Session& session, VendorId vendor);
    std::optional<PickupPointRow> find(Session& session, PickupPointId id, VendorId vendor);
    /// Unless the vendor has `most` already.
    bool insert(Transaction& tx, const PickupPointRow& point, std::int64_t most);
    bool update(Transaction& tx, const PickupPointRow& point);
    bool remove(Transaction& tx, PickupPointId id, VendorId vendor);
};

} // namespace statybos::shipping
