#include "service/ledger_check.hpp"

#include <map>

#include "service/payout_rules.hpp"

namespace statybos::payments {
namespace {

/// Balances by account and currency.
using Balances = std::map<std::pair<std::string, std::string>, std::int64_t>;

void add(Balances& balances, const std::string& currency, const std::string& account,
         std::int64_t amount) {
    balances[{account, currency}] += amount;
}

void add_earning(Balances& balances, const GatewayEarning& row) {
    const EarningRow& earning = row.earning;
    const Position position = position_of(earning);
    const std::string& currency = earning.currency;
    add(balances, currency, gateway_account(row.gateway), position.paid);
    add(balances, currency, voucher_account, position.discount);
    add(balances, currency, account_of(earning), -earned(earning));
    add(balances, currency, commission_account, -position.commission);
    add(balances, currency, vat_account, -position.commission_vat);
    // What the vendor bears the marketplace does not.
    add(balances, currency, chargeback_account, -earning.charged_back);
}

void add_payouts(Balances& balances, const PayoutSum& sum, const std::string& bank) {
    if (sum.status == PayoutStatus::returned) {
        return;
    }
    add(balances, sum.currency, payable_account(sum.vendor_id), sum.amount);
    add(balances, sum.currency,
        sum.status != PayoutStatus::sent ? payout_account(sum.vendor_id)
        : sum.gateway                    ? gateway_account(*sum.gateway)
                                         : bank,
        -sum.amount);
}

std::string sentence(const std::pair<std::string, std::string>& account, std::int64_t in_ledger,
                     std::int64_t in_documents) {
    const Currency currency = Currency::parse(account.second).value_or(Currency("EUR"));
    return "account " + account.first + " has " + Money{in_ledger, currency}.amount() + ' ' +
           account.second + " in the ledger and " + Money{in_documents, currency}.amount() +
           " by the documents";
}

} // namespace

std::vector<std::string> LedgerCheck::faults(Transaction& tx) {
    constexpr std::int32_t page = 500;
    Balances expected;
    std::optional<OrderId> after;
    for (;;) {
        const auto rows = earnings_.all(tx, after, page);
        for (const GatewayEarning& row : rows) {
            add_earning(expected, row);
        }
        if (rows.size() < static_cast<std::size_t>(page)) {
            break;
        }
        after = rows.back().earning.order_id;
    }
    for (const ChargebackSum& sum : payments_.chargebacks(tx)) {
        add(expected, sum.currency, gateway_account(sum.gateway), -sum.amount);
        add(expected, sum.currency, chargeback_account, sum.amount);
    }
    for (const PayoutSum& sum : payouts_.sums(tx)) {
        add_payouts(expected, sum, gateway_account(settings_.payouts.gateway));
    }
    Balances found;
    for (const LedgerEntryRow& row : ledger_.balances(tx)) {
        add(found, row.currency, row.account, row.amount);
    }

    std::vector<std::string> faults;
    for (const LedgerTransactionId& id : ledger_.unbalanced(tx, page)) {
        faults.push_back("transaction " + id.to_string() + " does not sum to zero");
    }
    for (const auto& [account, amount] : expected) {
        if (found[account] != amount) {
            faults.push_back(sentence(account, found[account], amount));
        }
        found.erase(account);
    }
    for (const auto& [account, amount] : found) {
        if (amount != 0) {
            faults.push_back(sentence(account, amount, 0));
        }
    }
    return faults;
}

Result<std::string> LedgerCheck::run(Ctx& ctx, const CommandCall& call) {
    if (!call.arguments.empty()) {
        return Error(Errc::invalid, "usage", "usage: statybos ledger verify");
    }
    Transaction tx(ctx);
    ledger_.freeze(tx);
    const auto wrong = faults(tx);
    if (!wrong.empty()) {
        std::string text = "the ledger is out of step:";
        for (const std::string& fault : wrong) {
            text += "\n  " + fault;
        }
        return Error(Errc::conflict, "ledger_out_of_step", text);
    }
    std::string text = std::to_string(ledger_.count(tx)) +
                       " ledger transactions sum to zero, and every account has what the"
                       " documents say.";
    if (ledger_.may_change(tx)) {
        text +=
            "\nThe database role in use could change them: see docs/adr/0008-application-role.md.";
    }
    return text;
}

} // namespace statybos::payments
