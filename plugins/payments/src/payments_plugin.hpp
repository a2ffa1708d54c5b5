// The plugin on one screen: settings in, services made, routes declared, events heard, jobs.
#pragma once

#include <statybos/plugin.hpp>

#include "http/commission_routes.hpp"
#include "http/earning_routes.hpp"
#include "http/ledger_routes.hpp"
#include "http/payment_routes.hpp"
#include "http/payout_routes.hpp"
#include "parts.hpp"
#include "service/ledger_check.hpp"
#include "service/test_gateway.hpp"
#include "settings.hpp"

namespace statybos::payments {

class PaymentsPlugin : public Plugin {
public:
    explicit PaymentsPlugin(Host host, const Parts& parts = Parts());

private:
    void listen(Host& host);

    Settings settings_;
    PaymentStore payment_store_;
    RefundStore refund_store_;
    EarningStore earning_store_;
    CommissionRuleStore commission_rule_store_;
    LedgerStore ledger_store_;
    PayoutStore payout_store_;
    TestChargeStore test_charge_store_;
    Use<users::VendorReader> vendors_;
    TestGateway test_gateway_;
    CommissionService commission_;
    Bookkeeping books_;
    std::unique_ptr<PaymentService> payments_;
    Earnings earnings_;
    Payouts payouts_;
    LedgerCheck ledger_check_;
    PaymentRoutes payment_routes_;
    CommissionRoutes commission_routes_;
    LedgerRoutes ledger_routes_;
    EarningRoutes earning_routes_;
    PayoutRoutes payout_routes_;
};

} // namespace statybos::payments
