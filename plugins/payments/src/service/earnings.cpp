#include "service/earnings.hpp"

namespace statybos::payments {
namespace {

EarningStatus status_of(const CarriedEarning& carried) {
    if (!carried.earning.payable) {
        return EarningStatus::pending;
    }
    return carried.sent != 0 && carried.sent == earned(carried.earning) ? EarningStatus::paid
                                                                        : EarningStatus::payable;
}

Earning earning_of(const CarriedEarning& carried) {
    const EarningRow& row = carried.earning;
    EarningRow as_captured = row;
    as_captured.refunded = as_captured.refunded_items = 0;
    as_captured.cancelled = false;
    for (EarningLine& line : as_captured.lines) {
        line.refunded = 0;
    }
    const Position all = position_of(as_captured);
    const Position now = position_of(row);
    Earning earning;
    earning.order_id = row.order_id;
    earning.order_number = row.order_number;
    earning.gross = row.money(all.paid + all.discount);
    earning.commission = row.money(now.commission);
    earning.commission_vat = row.money(now.commission_vat);
    earning.refunded =
        row.money(all.paid + all.discount - now.paid - now.discount + row.charged_back);
    earning.net = row.money(earned(row));
    earning.status = status_of(carried);
    earning.at = row.captured_at.value_or(Instant{});
    return earning;
}

} // namespace

void Earnings::complete(Transaction& tx, OrderId order) {
    // Whoever moves money of the payment has finished, and reads from now on what is written here.
    if (!earnings_.lock_payment_of(tx, order)) {
        return;
    }
    const Instant payable_from{host_.now().us + settings_.hold_us()};
    if (earnings_.complete(tx, order, payable_from) && settings_.hold_days == 0) {
        release(tx, order);
    }
}

void Earnings::cancel(Transaction& tx, OrderId order) {
    if (!earnings_.cancel_free(tx, order, host_.now())) {
        return;
    }
    const EarningRow now = earnings_.find(tx, order).value();
    EarningRow before = now;
    before.cancelled = false;
    NewLedgerTransaction transaction{
        LedgerKind::refund, ReferenceType::order, order.value, 0, {}, now.currency, {}};
    add_entries(transaction.entries, now, position_of(now) - position_of(before));
    books_.post(tx, std::move(transaction));
}

void Earnings::release(Transaction& tx, OrderId order) {
    const auto earning = earnings_.find(tx, order);
    if (!earning || !earnings_.make_payable(tx, order, host_.now())) {
        return;
    }
    const std::int64_t amount = earned(*earning);
    books_.post(tx, {LedgerKind::completion,
                     ReferenceType::order,
                     order.value,
                     0,
                     {},
                     earning->currency,
                     {{pending_account(earning->vendor_id), amount, order},
                      {payable_account(earning->vendor_id), -amount, order}}});
    books_.note_cash(tx, order);
}

void Earnings::release_due(Ctx ctx) {
    constexpr std::int32_t at_once = 500;
    Session session(ctx);
    for (const OrderId& order : earnings_.due(session, host_.now(), at_once)) {
        transact(ctx, [&](Transaction& tx) {
            if (earnings_.lock_payment_of(tx, order)) {
                release(tx, order);
            }
        });
    }
}

EarningPage Earnings::list(Ctx ctx, VendorId vendor, const std::optional<OrderId>& after,
                           std::int32_t limit) {
    Session session(ctx);
    auto rows = earnings_.of_vendor(session, vendor, after, limit + 1);
    EarningPage page;
    if (rows.size() > static_cast<std::size_t>(limit)) {
        rows.pop_back();
        page.next = rows.back().earning.order_id;
    }
    page.currency = settings_.currency();
    const std::string_view currency = page.currency.code();
    page.pending = {-ledger_.balance(session, pending_account(vendor), currency), page.currency};
    page.payable = {-ledger_.balance(session, payable_account(vendor), currency), page.currency};
    page.paid = {payouts_.sent_to(session, vendor, currency), page.currency};
    for (const CarriedEarning& row : rows) {
        page.earnings.push_back(earning_of(row));
    }
    return page;
}

Statement Earnings::statement(Ctx ctx, VendorId vendor, std::string_view month) {
    Session session(ctx);
    const Currency currency = settings_.currency();
    return {currency, ledger_.movements(session, vendor, currency.code(), month)};
}

} // namespace statybos::payments
