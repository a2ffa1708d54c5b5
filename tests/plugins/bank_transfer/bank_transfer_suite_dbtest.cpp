// The gateway `bank_transfer`, kept to the rules of every gateway.
#include <gtest/gtest.h>

#include <statybos/payments/testing/gateway_suite.hpp>

#include "desk.hpp"

namespace statybos::bank_transfer {
namespace {

using namespace payments;
using namespace payments::testing;

class TransferSubject final : public GatewaySubject {
public:
    PaymentGateway& gateway() override { return proxy_; }
    Ctx ctx() override { return desk_.ctx(); }

    std::optional<GatewayPayment> payment(Course course) override {
        return course == Course::usual ? std::optional(Desk::payment()) : std::nullopt;
    }
    std::int64_t taken(const GatewayPayment& payment) override {
        Session session(ctx());
        const auto transfer = desk_.services->transfers.find(session, payment.idempotency_key);
        return transfer ? transfer->received -
                              desk_.services->transfers.given_back(session, payment.idempotency_key)
                        : 0;
    }
    void approve(const GatewayPayment& payment) override {
        const std::string reference = desk_.create(payment).gateway_reference;
        EXPECT_TRUE(
            desk_.import(Desk::credit(payment.amount.amount(), reference, reference)).has_value());
    }
    bool offers_capture() override { return false; }
    bool offers_confirm() override { return false; }

private:
    Desk desk_;
    Proxy<PaymentGateway> proxy_{service_of<PaymentGateway>(desk_.services->gateway)};
};

STATYBOS_GATEWAY_SUITE(TransferSubject)

} // namespace
} // namespace statybos::bank_transfer
