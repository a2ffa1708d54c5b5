// What happens at the counter, and what an operator sends back.
#pragma once

#include <statybos/host.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/payments/payment_events.hpp>

#include "store/promise_store.hpp"

namespace statybos::cash_on_pickup {

struct Handover {
    OrderId order_id;
    Money amount;
};

class Handovers {
public:
    Handovers(Host host, PromiseStore& promises, Use<orders::OrderReader> orders,
              Use<payments::PaymentEvents> events)
        : host_(host), promises_(promises), orders_(orders), events_(events) {}

    /// The vendor of an order, or an operator, says that its buyer has paid; again changes nothing.
    /// @errors not_found
    /// @errors conflict not_paid_in_cash, order_cancelled
    Result<Handover> note(Ctx ctx, OrderId order);
    /// An order of the purchase is off: it is not waited for any longer.
    Result<void> recheck(Transaction& tx, OrderId order);

    std::vector<CashRefundRow> waiting(Ctx ctx, const std::optional<CashRefundId>& after,
                                       std::int32_t limit);
    /// The operator has sent the money back; again changes nothing. @errors not_found
    Result<CashRefundRow> mark_sent(Ctx ctx, CashRefundId id);

private:
    /// Captures the promise when nothing of its purchase is waited for.
    Result<void> settle(Transaction& tx, const PromiseRow& promise, PurchaseId purchase);
    Result<void> tell(Transaction& tx, const payments::GatewayEvent& event);

    Host host_;
    PromiseStore& promises_;
    Use<orders::OrderReader> orders_;
    Use<payments::PaymentEvents> events_;
};

} // namespace statybos::cash_on_pickup
