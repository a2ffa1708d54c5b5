// Purchases whose payment is not settled: found out, undone or let go when their time is over.
#pragma once

#include <statybos/host.hpp>
#include <statybos/payments/payments.hpp>

#include "service/settlement.hpp"
#include "settings.hpp"

namespace statybos::orders {

class Recovery {
public:
    Recovery(Host host, PurchaseStore& purchases, Settlement& settlement,
             Use<payments::Payments> payments, const Settings& settings);

    /// One round: asks the payments about each purchase that is due. What they find out settles it
    /// in their transaction; one whose time is over is ended here.
    void run(Ctx ctx);

private:
    void look_after(Ctx ctx, const PurchaseRow& purchase);

    Host host_;
    PurchaseStore& purchases_;
    Settlement& settlement_;
    Use<payments::Payments> payments_;
    const Settings& settings_;
};

} // namespace statybos::orders
