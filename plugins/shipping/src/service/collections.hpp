// Orders that wait for their buyers, and the codes by which vendors know these.
#pragma once

#include <string_view>

#include <statybos/host.hpp>
#include <statybos/orders/events.hpp>
#include <statybos/shipping/collection_codes.hpp>

#include "settings.hpp"
#include "store/collection_store.hpp"

namespace statybos::shipping {

class Collections final : public CollectionCodes {
public:
    Collections(CollectionStore& collections, const CollectionSettings& settings)
        : collections_(collections), settings_(settings) {}

    /// A code is made when an order becomes ready for pickup, and forgotten when that is over.
    void hear(Transaction& tx, const orders::OrderStatusChanged& changed);

    Result<std::optional<std::string>> code_of(Session& session, OrderId order_id) override;

    /// The buyer is there and has told this code: the order is handed over. Every try counts, and
    /// after so many as the settings allow there is a pause.
    /// @errors not_found                       no order of this vendor's that was ever ready
    /// @errors conflict already_collected
    /// @errors invalid wrong_code
    /// @errors rate_limited too_many_attempts  with `retry_after` in seconds
    Result<void> collect(Ctx ctx, VendorId vendor, OrderId order, std::string_view code);

private:
    Error refusal(Session& session, VendorId vendor, OrderId order);

    CollectionStore& collections_;
    const CollectionSettings& settings_;
};

} // namespace statybos::shipping
