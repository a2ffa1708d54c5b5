// Rows of catalog.vendor, the read model.
#pragma once

#include <statybos/transaction.hpp>
#include <statybos/users/events.hpp>

namespace statybos::catalog {

class VendorStore {
public:
    void put(Transaction& tx, const users::VendorChanged& vendor);
};

} // namespace statybos::catalog
