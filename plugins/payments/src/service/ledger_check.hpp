// `statybos ledger verify`: whether the ledger balances, and agrees with what documents say.
#pragma once

#include <statybos/command.hpp>
#include <statybos/host.hpp>

#include "service/ledger_rules.hpp"
#include "settings.hpp"
#include "store/earning_store.hpp"
#include "store/payment_store.hpp"
#include "store/payout_store.hpp"

namespace statybos::payments {

/// Computes every account's balance from earnings, refunds, chargebacks and payouts, and compares.
class LedgerCheck final : public Command {
public:
    LedgerCheck(EarningStore& earnings, PaymentStore& payments, PayoutStore& payouts,
                LedgerStore& ledger, const Settings& settings)
        : earnings_(earnings),
          payments_(payments),
          payouts_(payouts),
          ledger_(ledger),
          settings_(settings) {}

    /// @errors conflict ledger_out_of_step  with a line for each account and transaction at fault
    Result<std::string> run(Ctx& ctx, const CommandCall& call) override;

    /// A line for each account or transaction at fault; empty when all is well.
    std::vector<std::string> faults(Transaction& tx);

private:
    EarningStore& earnings_;
    PaymentStore& payments_;
    PayoutStore& payouts_;
    LedgerStore& ledger_;
    const Settings& settings_;
};

} // namespace statybos::payments
