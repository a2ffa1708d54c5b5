// What vendors earn: payable when the order is complete, listed and stated month by month.
#pragma once

#include <statybos/host.hpp>

#include "service/bookkeeping.hpp"
#include "service/payout_rules.hpp"
#include "settings.hpp"

namespace statybos::payments {

enum class EarningStatus : std::uint8_t { pending, payable, paid };
STATYBOS_ENUM(EarningStatus, pending, payable, paid)

/// net = gross - refunded - commission - commission_vat
struct Earning {
    OrderId order_id;
    std::string order_number;
    Money gross; ///< what the buyer paid, and what the marketplace paid for its voucher
    Money commission;
    Money commission_vat;
    Money refunded; ///< by refunds and, where the vendor bears them, chargebacks
    Money net;
    EarningStatus status = EarningStatus::pending;
    Instant at; ///< of the capture
};

struct EarningPage {
    Currency currency;
    Money pending;
    Money payable;
    Money paid;
    std::vector<Earning> earnings;
    std::optional<OrderId> next;
};

struct Statement {
    Currency currency;
    VendorMovements movements;
};

class Earnings {
public:
    Earnings(Host host, EarningStore& earnings, PayoutStore& payouts, LedgerStore& ledger,
             Bookkeeping& books, const Settings& settings)
        : host_(host),
          earnings_(earnings),
          payouts_(payouts),
          ledger_(ledger),
          books_(books),
          settings_(settings) {}

    /// The order is complete: its earning becomes payable, at once or when its hold ends.
    void complete(Transaction& tx, OrderId order);
    /// The order is cancelled. Refunds tell what has gone back of its money; of 0.00 there are
    /// none.
    void cancel(Transaction& tx, OrderId order);
    /// Makes payable whatever has been held long enough.
    void release_due(Ctx ctx);

    EarningPage list(Ctx ctx, VendorId vendor, const std::optional<OrderId>& after,
                     std::int32_t limit);
    /// @param month  "2026-11", of Europe/Vilnius
    Statement statement(Ctx ctx, VendorId vendor, std::string_view month);

private:
    void release(Transaction& tx, OrderId order);

    Host host_;
    EarningStore& earnings_;
    PayoutStore& payouts_;
    LedgerStore& ledger_;
    Bookkeeping& books_;
    const Settings& settings_;
};

} // namespace statybos::payments
