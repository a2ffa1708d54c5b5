// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/payment_service.hpp"
#include "settings.hpp"

namespace statybos::payments {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// Which gateways a buyer may choose, and what is done with a payment.
    virtual std::unique_ptr<PaymentService>
    make_payments(Host host, PaymentStore& payments, RefundStore& refunds, EarningStore& earnings,
                  Bookkeeping& books, UseAll<PaymentGateway> gateways,
                  const Settings& settings) const {
        return std::make_unique<PaymentService>(host, payments, refunds, earnings, books, gateways,
                                                settings);
    }
};

} // namespace statybos::payments
