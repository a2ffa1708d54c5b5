// Rows of shipping.collection.
#pragma once

#include <optional>
#include <string>

#include <statybos/ids.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::shipping {

struct CollectionRow {
    bool closed = false;
    std::int32_t pause_seconds = 0; ///< until the next try is taken; 0: now
};
STATYBOS_RECORD(CollectionRow, closed, pause_seconds)

class CollectionStore {
public:
    void open(Transaction& tx, OrderId order, VendorId vendor, const std::string& code);
    void close(Transaction& tx, OrderId order);
    /// The code of an order that waits for its buyer.
    std::optional<std::string> code_of(Session& session, OrderId order);
    /// Counts a try and gives the code to judge it by; nothing when none is taken. Counted in the
    /// condition of one UPDATE, so that tries at the same moment are counted one by one.
    std::optional<std::string> take_attempt(Session& session, OrderId order, VendorId vendor,
                                            std::int32_t attempts, std::int64_t pause_ms);
    std::optional<CollectionRow> find(Session& session, OrderId order, VendorId vendor);
};

} // namespace statybos::shipping
