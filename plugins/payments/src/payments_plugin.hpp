// The plugin on one screen: settings in, services made, routes declared, jobs.
#pragma once

#include <statybos/plugin.hpp>

#include "http/payment_routes.hpp"
#include "parts.hpp"
#include "service/test_gateway.hpp"
#include "settings.hpp"

namespace statybos::payments {

class PaymentsPlugin : public Plugin {
public:
    explicit PaymentsPlugin(Host host, const Parts& parts = Parts());

private:
    Settings settings_;
    PaymentStore payment_store_;
    RefundStore refund_store_;
    TestChargeStore test_charge_store_;
    TestGateway test_gateway_;
    std::unique_ptr<PaymentService> payments_;
    PaymentRoutes routes_;
};

} // namespace statybos::payments
