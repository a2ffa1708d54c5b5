// What happens to money, as earnings and ledger transactions. Each fact is written in the
// transaction that records it, by whoever holds the payment's row locked, and once.
#pragma once

#include <statybos/host.hpp>
#include <statybos/payments/commission_rules.hpp>
#include <statybos/payments/events.hpp>

#include "service/ledger_rules.hpp"
#include "settings.hpp"
#include "store/earning_store.hpp"
#include "store/payment_store.hpp"
#include "store/payout_store.hpp"
#include "store/refund_store.hpp"

namespace statybos::payments {

class Bookkeeping {
public:
    Bookkeeping(Host host, EarningStore& earnings, LedgerStore& ledger, RefundStore& refunds,
                PayoutStore& payouts, Use<CommissionRules> rules, const Settings& settings)
        : host_(host),
          earnings_(earnings),
          ledger_(ledger),
          refunds_(refunds),
          payouts_(payouts),
          rules_(rules),
          settings_(settings) {}

    /// Freezes what each vendor will get and what the marketplace takes of it.
    /// @errors invalid share_mismatch  an order's lines and delivery do not sum to its share
    Result<void> open(Transaction& tx, const PaymentRequest& request);

    /// Writes down what `event`, now recorded, changed; `locked` has the payment and its events as
    /// they are with it. Refunds that the gateway made of its own accord are added to the shares.
    /// @returns  what is to be told of refunds, in this order
    std::vector<RefundSettled> follow(Transaction& tx, LockedPayment& locked,
                                      const Standing& before, const NewEvent& event);

    /// A refund of ours has just succeeded.
    void refund(Transaction& tx, const PaymentRow& payment, const RefundRow& refund);

    /// What the vendor of a payable earning took of the buyer is a payout that was made already; so
    /// only the commission is left between vendor and marketplace. Said again it changes nothing.
    void note_cash(Transaction& tx, OrderId order);

    /// Writes one transaction, unless it is there.
    void post(Transaction& tx, NewLedgerTransaction transaction);

private:
    void capture(Transaction& tx, LockedPayment& locked, std::int64_t before);
    std::vector<RefundSettled> refund_elsewhere(Transaction& tx, LockedPayment& locked,
                                                const NewEvent& event);
    /// Gives up refunds under way until `amount` is left of the order, which is read again.
    void make_room(Transaction& tx, const PaymentRow& payment, EarningRow& earning,
                   std::int64_t amount, std::vector<RefundSettled>& news);
    void charge_back(Transaction& tx, const LockedPayment& locked, std::int64_t amount);
    void post_refund(Transaction& tx, const PaymentRow& payment, RefundId refund,
                     const EarningRow& earning, const Position& before);

    Host host_;
    EarningStore& earnings_;
    LedgerStore& ledger_;
    RefundStore& refunds_;
    PayoutStore& payouts_;
    Use<CommissionRules> rules_;
    const Settings& settings_;
};

} // namespace statybos::payments
