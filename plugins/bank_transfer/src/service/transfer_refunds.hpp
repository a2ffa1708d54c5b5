// Refunds that an operator transfers back by hand.
#pragma once

#include <statybos/host.hpp>
#include <statybos/payments/payment_events.hpp>

#include "store/transfer_store.hpp"

namespace statybos::bank_transfer {

class TransferRefunds {
public:
    TransferRefunds(Host host, TransferStore& transfers, Use<payments::PaymentEvents> events)
        : host_(host), transfers_(transfers), events_(events) {}

    std::vector<TransferRefundRow>
    list(Ctx ctx, bool waiting, const std::optional<TransferRefundId>& after, std::int32_t limit);
    /// The operator has transferred it; saying so again changes nothing. @errors not_found
    Result<TransferRefundRow> mark_sent(Ctx ctx, TransferRefundId id,
                                        const std::optional<std::string>& note);

private:
    Host host_;
    TransferStore& transfers_;
    Use<payments::PaymentEvents> events_;
};

} // namespace statybos::bank_transfer
