// The gateway `cash_on_pickup`, kept to the rules of every gateway.
#include <gtest/gtest.h>

#include <statybos/payments/testing/gateway_suite.hpp>

#include "counter.hpp"

namespace statybos::cash_on_pickup {
namespace {

using namespace payments;
using namespace payments::testing;

class CashSubject final : public GatewaySubject {
public:
    PaymentGateway& gateway() override { return proxy_; }
    Ctx ctx() override { return counter_.ctx(); }

    std::optional<GatewayPayment> payment(Course course) override {
        return course == Course::usual || course == Course::authorized
                   ? std::optional(Counter::payment())
                   : std::nullopt;
    }
    std::int64_t taken(const GatewayPayment& payment) override {
        Session session(ctx());
        PromiseStore& promises = counter_.services->promises;
        const auto promise = promises.find(session, payment.idempotency_key);
        return promise && promise->status == PromiseStatus::captured
                   ? promise->amount - promises.given_back(session, promise->reference)
                   : 0;
    }
    void approve(const GatewayPayment&) override {
    } // a promise is captured by whoever saw the money
    bool offers_confirm() override { return false; }

private:
    Counter counter_;
    Proxy<PaymentGateway> proxy_{service_of<PaymentGateway>(counter_.services->gateway)};
};

STATYBOS_GATEWAY_SUITE(CashSubject)

} // namespace
} // namespace statybos::cash_on_pickup
