// Goods that buyers want to send back: requested, accepted or rejected, received, refunded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>

#include "service/refunds.hpp"
#include "service/return_rules.hpp"
#include "service/transition_rules.hpp"
#include "store/purchase_store.hpp"

namespace statybos::orders {

struct ReturnMove {
    ReturnStatus to = ReturnStatus::accepted;
    std::optional<std::string> note;
    bool restock = false; ///< when it is refunded: the goods go on sale again
};

class Returns {
public:
    Returns(Host host, ReturnStore& store, PurchaseStore& purchases, OrderStore& orders,
            Refunds& refunds)
        : host_(host), store_(store), purchases_(purchases), orders_(orders), refunds_(refunds) {}

    /// The buyer asks. @errors not_found, forbidden, and as check_return()
    Result<ReturnRow> request(Ctx ctx, std::string_view order, std::string_view purchase_token,
                              const std::vector<LineQuantity>& lines, const std::string& reason);
    /// The vendor decides, or an operator; `refunded` gives back what its lines are worth.
    /// @errors not_found, forbidden
    /// @errors conflict invalid_transition       with `allowed`
    /// @errors conflict refund_exceeds_captured  the money has gone back already
    Result<ReturnRow> move(Ctx ctx, ReturnId id, const ReturnMove& move);

    /// @errors not_found
    Result<ReturnRow> show(Ctx ctx, ReturnId id, std::string_view purchase_token);
    Result<std::vector<ReturnRow>> of_order(Ctx ctx, std::string_view order,
                                            std::string_view purchase_token);
    std::vector<ReturnRow> of_vendor(Ctx ctx, VendorId vendor, std::optional<ReturnId> after,
                                     std::int32_t limit);

private:
    Result<OrderRow> visible(Session& session, std::string_view order,
                             std::string_view purchase_token);
    Result<RefundRow> refund(Transaction& tx, const ReturnRow& row, Actor by, bool restock);
    /// Under the lock of the purchase: the history, the event, the row as it is now.
    ReturnRow settle(Transaction& tx, const OrderRow& order, ReturnId id,
                     const ReturnStatusChange& change);

    Host host_;
    ReturnStore& store_;
    PurchaseStore& purchases_;
    OrderStore& orders_;
    Refunds& refunds_;
};

} // namespace statybos::orders
