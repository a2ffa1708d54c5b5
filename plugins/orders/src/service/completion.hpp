// Orders whose goods left their vendor long ago: they complete by themselves.
#pragma once

#include <statybos/host.hpp>
#include <statybos/orders/order_transitions.hpp>

#include "store/order_store.hpp"
#include "store/purchase_store.hpp"

namespace statybos::orders {

class Completion {
public:
    Completion(PurchaseStore& purchases, OrderStore& orders, Use<OrderTransitions> transitions)
        : purchases_(purchases), orders_(orders), transitions_(transitions) {}

    /// One round: completes orders that were handed over before that, unless something of them is
    /// on its way back. Each once, whoever else moves it.
    Result<void> run(Ctx ctx, std::int64_t after_ms);

private:
    Result<void> complete(Ctx ctx, OrderId id);

    PurchaseStore& purchases_;
    OrderStore& orders_;
    Use<OrderTransitions> transitions_;
};

} // namespace statybos::orders
