#include "service/bookkeeping.hpp"

#include <algorithm>
#include <numeric>

#include <statybos/secrets.hpp>

namespace statybos::payments {
namespace {

std::int64_t sum_of(const std::vector<EventFact>& events, EventKind kind) {
    std::int64_t sum = 0;
    for (const EventFact& event : events) {
        sum += event.kind == kind ? event.amount : 0;
    }
    return sum;
}

std::vector<std::int64_t> weights_of(const LockedPayment& locked) {
    std::vector<std::int64_t> weights;
    for (const ShareRow& share : locked.shares) {
        weights.push_back(share.amount);
    }
    return weights;
}

ShareAmounts shared_out(const LockedPayment& locked, std::int64_t amount) {
    ShareAmounts shares;
    shares.amounts = divide(amount, weights_of(locked));
    for (const ShareRow& share : locked.shares) {
        shares.orders.push_back(share.order_id);
    }
    return shares;
}

std::int64_t amount_for(const ShareAmounts& shares, OrderId order) {
    const auto found = std::find(shares.orders.begin(), shares.orders.end(), order);
    return found == shares.orders.end()
               ? 0
               : shares.amounts[static_cast<std::size_t>(found - shares.orders.begin())];
}

Result<void> check(const PaymentShare& share) {
    std::int64_t parts = share.shipping.minor;
    for (const CommissionLine& line : share.lines) {
        parts += line.gross.minor;
    }
    if (share.lines.empty() ? parts > share.amount.minor : parts != share.amount.minor) {
        return Error(Errc::invalid, "share_mismatch",
                     "the lines and the delivery of order " + share.order_id.to_string() +
                         " do not sum to its share");
    }
    return {};
}

NewEarning earning_of(PaymentId payment, const PaymentShare& share) {
    return {share.order_id,
            payment,
            share.vendor_id,
            share.order_number,
            std::string(share.amount.currency.code()),
            share.amount.minor,
            share.shipping.minor,
            share.marketplace_discount.minor,
            0,
            0};
}

/// What money that has gone already is taken from: what refunds under way leave, if that is enough.
std::vector<std::int64_t> left_of(const std::vector<EarningRow>& earnings, std::int64_t gone) {
    std::vector<std::int64_t> left;
    for (const EarningRow& earning : earnings) {
        left.push_back(earning.captured > 0 ? refundable(earning).total : 0);
    }
    if (std::accumulate(left.begin(), left.end(), std::int64_t{0}) >= gone) {
        return left;
    }
    left.clear();
    for (const EarningRow& earning : earnings) {
        left.push_back(std::max<std::int64_t>(0, earning.captured - earning.refunded));
    }
    return left;
}

RefundSettled settled(const PaymentRow& payment, const RefundRow& refund, RefundState state) {
    RefundSettled news;
    news.refund_id = refund.id;
    news.payment_id = payment.id;
    news.order_id = refund.order_id;
    news.amount = payment.money(refund.amount);
    news.status = state;
    return news;
}

RefundSettled settled_elsewhere(const PaymentRow& payment, const RefundRow& refund,
                                const EarningRow& earning, const RefundParts& parts) {
    RefundSettled news = settled(payment, refund, RefundState::succeeded);
    news.elsewhere = true;
    news.items = payment.money(parts.items);
    for (std::size_t i = 0; i < earning.lines.size(); ++i) {
        if (parts.lines[i] > 0) {
            news.lines.push_back({earning.lines[i].line_id, payment.money(parts.lines[i])});
        }
    }
    return news;
}

} // namespace

Result<void> Bookkeeping::open(Transaction& tx, const PaymentRequest& request) {
    std::size_t lines = 0;
    for (const PaymentShare& share : request.shares) {
        if (auto checked = check(share); !checked) {
            return checked;
        }
        lines += share.lines.size();
    }
    auto fees = lines == 0 ? Result<std::vector<CommissionFee>>(std::vector<CommissionFee>())
                           : rules_(tx.ctx()).fees(tx, request.shares);
    if (!fees) {
        return fees.error();
    }
    if (fees->size() != lines) {
        return Error(Errc::internal, "commission_rules_broken",
                     "the commission rules gave another number of fees than there are lines");
    }
    std::vector<NewEarning> earnings;
    std::vector<NewCommission> commissions;
    auto fee = fees->begin();
    for (const PaymentShare& share : request.shares) {
        NewEarning earning = earning_of(request.payment_id, share);
        std::int32_t position = 0;
        for (const CommissionLine& line : share.lines) {
            commissions.push_back({line.line_id, share.order_id, position++, line.product_id,
                                   fee->rule_id, fee->rate, line.net.minor, line.gross.minor,
                                   fee->fee.minor});
            earning.commission += fee->fee.minor;
            ++fee;
        }
        earning.commission_vat =
            percent_of({earning.commission, share.amount.currency}, settings_.commission_vat_rate)
                .minor;
        earnings.push_back(std::move(earning));
    }
    earnings_.insert(tx, earnings, commissions);
    return {};
}

void Bookkeeping::post(Transaction& tx, NewLedgerTransaction transaction) {
    transaction.at = host_.now();
    ledger_.post(tx, new_id<LedgerTransactionId>(host_), transaction);
}

std::vector<RefundSettled> Bookkeeping::follow(Transaction& tx, LockedPayment& locked,
                                               const Standing& before, const NewEvent& event) {
    const bool free = locked.payment.amount == 0 && before.status != locked.payment.status &&
                      locked.payment.status == PaymentStatus::paid;
    if (free || locked.payment.captured > before.captured) {
        capture(tx, locked, before.captured);
    }
    if (event.kind == EventKind::chargeback) {
        charge_back(tx, locked, event.amount.minor);
    }
    return event.kind == EventKind::captured || event.kind == EventKind::refunded
               ? refund_elsewhere(tx, locked, event)
               : std::vector<RefundSettled>();
}

void Bookkeeping::capture(Transaction& tx, LockedPayment& locked, std::int64_t before) {
    const PaymentRow& payment = locked.payment;
    const ShareAmounts were = shared_out(locked, before);
    const ShareAmounts are = shared_out(locked, payment.captured);
    const Instant at = host_.now();
    earnings_.capture(tx, are, at);
    NewLedgerTransaction transaction{LedgerKind::capture,
                                     ReferenceType::payment,
                                     payment.id.value,
                                     payment.captured,
                                     {},
                                     payment.currency,
                                     {}};
    auto& entries = transaction.entries;
    entries.push_back({gateway_account(payment.gateway), payment.captured - before, {}});
    for (EarningRow& earning : locked.earnings) {
        EarningRow was = earning;
        was.captured = amount_for(were, earning.order_id);
        earning.captured = amount_for(are, earning.order_id);
        earning.captured_at = earning.captured_at.value_or(at);
        add_entries(entries, earning, position_of(earning) - position_of(was));
    }
    if (entries.size() > 1) {
        post(tx, std::move(transaction));
    }
    if (payment.paid_to_vendor) {
        for (const ShareRow& share : locked.shares) {
            note_cash(tx, share.order_id);
        }
    }
}

void Bookkeeping::note_cash(Transaction& tx, OrderId order) {
    const auto cash = payouts_.cash(tx, order);
    if (!cash || cash->amount <= 0) {
        return;
    }
    payouts_.lock_vendor(tx, cash->vendor_id);
    PayoutRow payout;
    payout.id = new_id<PayoutId>(host_);
    payout.vendor_id = cash->vendor_id;
    payout.amount = cash->amount;
    payout.currency = cash->currency;
    payout.status = PayoutStatus::sent;
    payout.created_at = host_.now();
    payout.sent_at = payout.created_at;
    payout.entries = {{order, cash->order_number, cash->amount}};
    payout.gateway = cash->gateway;
    payouts_.insert(tx, payout, {});
    const std::string underway = payout_account(payout.vendor_id);
    const auto write = [&](LedgerKind kind, const std::string& debit, const std::string& credit) {
        post(tx, {kind,
                  ReferenceType::payout,
                  payout.id.value,
                  0,
                  {},
                  payout.currency,
                  {{debit, payout.amount, {}}, {credit, -payout.amount, {}}}});
    };
    write(LedgerKind::payout, payable_account(payout.vendor_id), underway);
    write(LedgerKind::payout_sent, underway, gateway_account(cash->gateway));
}

void Bookkeeping::post_refund(Transaction& tx, const PaymentRow& payment, RefundId refund,
                              const EarningRow& earning, const Position& before) {
    const Position change = position_of(earning) - before;
    NewLedgerTransaction transaction{
        LedgerKind::refund, ReferenceType::refund, refund.value, 0, {}, payment.currency, {}};
    transaction.entries.push_back(
        {gateway_account(payment.gateway), change.paid, earning.order_id});
    add_entries(transaction.entries, earning, change);
    post(tx, std::move(transaction));
}

void Bookkeeping::refund(Transaction& tx, const PaymentRow& payment, const RefundRow& refund) {
    const auto earning = earnings_.find(tx, refund.order_id);
    if (!earning) {
        return;
    }
    RefundParts parts;
    parts.items = refund.items;
    parts.lines.resize(earning->lines.size());
    for (const RefundLineRow& line : refunds_.lines(tx, refund.id)) {
        for (std::size_t i = 0; i < parts.lines.size(); ++i) {
            parts.lines[i] += earning->lines[i].line_id == line.line_id ? line.amount : 0;
        }
    }
    EarningRow before = *earning;
    apply(before, refund.amount, parts, -1);
    post_refund(tx, payment, refund.id, *earning, position_of(before));
}

void Bookkeeping::make_room(Transaction& tx, const PaymentRow& payment, EarningRow& earning,
                            std::int64_t amount, std::vector<RefundSettled>& news) {
    if (refundable(earning).total >= amount) {
        return;
    }
    for (const RefundRow& refund : refunds_.pending(tx, earning.order_id)) {
        refunds_.settle(tx, refund.id, RefundState::failed, std::nullopt);
        news.push_back(settled(payment, refund, RefundState::failed));
        host_.log_error("a refund is given up: the gateway gave the money back of its own accord",
                        {{"refund", refund.id.to_string()}, {"payment", payment.id.to_string()}});
        earning = earnings_.find(tx, earning.order_id).value();
        if (refundable(earning).total >= amount) {
            return;
        }
    }
}

std::vector<RefundSettled> Bookkeeping::refund_elsewhere(Transaction& tx, LockedPayment& locked,
                                                         const NewEvent& event) {
    const PaymentRow& payment = locked.payment;
    std::int64_t untold = std::min(sum_of(locked.events, EventKind::refunded), payment.captured);
    for (const ShareRow& share : locked.shares) {
        untold -= share.refunded;
    }
    std::vector<RefundSettled> news;
    if (untold <= 0) {
        return news;
    }
    auto earnings = earnings_.of_payment(tx, payment.id);
    const auto amounts = divide(untold, left_of(earnings, untold));
    for (std::size_t i = 0; i < earnings.size(); ++i) {
        EarningRow& earning = earnings[i];
        if (amounts[i] == 0) {
            continue;
        }
        make_room(tx, payment, earning, amounts[i], news);
        const RefundParts parts = spread(amounts[i], refundable(earning));
        const RefundRow refund{new_id<RefundId>(host_),
                               payment.id,
                               earning.order_id,
                               amounts[i],
                               parts.items,
                               "refunded at the gateway",
                               RefundState::succeeded};
        refunds_.insert(tx, refund, event.gateway_event_id + ':' + earning.order_id.to_string());
        refunds_.add_lines(tx, refund.id, earning.lines, parts.lines);
        news.push_back(settled_elsewhere(payment, refund, earning, parts));
        const Position before = position_of(earning);
        apply(earning, amounts[i], parts, 1);
        post_refund(tx, payment, refund.id, earning, before);
        for (ShareRow& share : locked.shares) {
            share.refunded += share.order_id == earning.order_id ? amounts[i] : 0;
        }
    }
    return news;
}

void Bookkeeping::charge_back(Transaction& tx, const LockedPayment& locked, std::int64_t amount) {
    const PaymentRow& payment = locked.payment;
    const auto earnings = earnings_.of_payment(tx, payment.id);
    if (earnings.empty()) {
        return;
    }
    NewLedgerTransaction transaction{LedgerKind::chargeback,
                                     ReferenceType::payment,
                                     payment.id.value,
                                     sum_of(locked.events, EventKind::chargeback),
                                     {},
                                     payment.currency,
                                     {}};
    auto& entries = transaction.entries;
    entries.push_back({gateway_account(payment.gateway), -amount, {}});
    if (settings_.chargebacks_borne_by == Bearer::vendor) {
        const ShareAmounts charged = shared_out(locked, amount);
        earnings_.charge_back(tx, charged);
        for (const EarningRow& earning : earnings) {
            entries.push_back(
                {account_of(earning), amount_for(charged, earning.order_id), earning.order_id});
        }
    } else {
        entries.push_back({chargeback_account, amount, {}});
    }
    post(tx, std::move(transaction));
}

} // namespace statybos::payments
