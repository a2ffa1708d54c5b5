// What people are told about money that moved: refunds, payouts, and what gateways report amiss.
#pragma once

#include <string_view>

#include <statybos/payments/events.hpp>

#include "service/dispatching.hpp"
#include "service/recipients.hpp"

namespace statybos::notifications {

class MoneyNews {
public:
    MoneyNews(Dispatching& dispatching, const Recipients& recipients, const Settings& settings,
              Use<orders::OrderReader> orders)
        : dispatching_(dispatching),
          recipients_(recipients),
          settings_(settings),
          orders_(orders) {}
    virtual ~MoneyNews() = default;

    virtual Result<void> refunded(Transaction& tx, const payments::RefundSettled& settled);
    virtual Result<void> paid_out(Transaction& tx, const payments::PayoutChanged& changed);
    virtual Result<void> charged_back(Transaction& tx, const payments::ChargebackReceived& received,
                                      const Occurrence& occurrence);
    virtual Result<void> mismatched(Transaction& tx, const payments::PaymentMismatched& mismatch,
                                    const Occurrence& occurrence);

private:
    void tell_operators(Transaction& tx, std::string_view event, std::string_view subject,
                        std::string_view path, const Values& values);

    Dispatching& dispatching_;
    const Recipients& recipients_;
    const Settings& settings_;
    Use<orders::OrderReader> orders_;
};

} // namespace statybos::notifications
