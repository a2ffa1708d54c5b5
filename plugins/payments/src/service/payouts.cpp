#include "service/payouts.hpp"

#include <algorithm>

#include <statybos/secrets.hpp>

namespace statybos::payments {
namespace {

constexpr std::int32_t at_once = 100;
constexpr std::int32_t most_transfers = 1'000;

Error no_such_payout() {
    return Error(Errc::not_found, "not_found", "there is no such payout");
}

Error unacceptable_payout(const char* pointer, const char* code, const char* message) {
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
        .field(pointer, code, message);
}

Error no_bank_account() {
    return Error(Errc::conflict, "no_bank_account",
                 "the vendor's bank account cannot be right: the vendor has to correct the IBAN");
}

std::vector<PayoutStatus> next_of(PayoutStatus status) {
    switch (status) {
    case PayoutStatus::pending:
        return {PayoutStatus::sent, PayoutStatus::returned};
    case PayoutStatus::sent:
        return {PayoutStatus::returned};
    case PayoutStatus::returned:
        break;
    }
    return {};
}

// Without dashes an id has 32 characters; a bank takes 35.
std::string compact(PayoutId id) {
    std::string text = id.to_string();
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    return text;
}

// The same payouts make the same file, which a bank then takes only once.
std::string message_id(const std::vector<SepaTransfer>& transfers) {
    std::string all;
    for (const SepaTransfer& transfer : transfers) {
        all += transfer.id;
    }
    constexpr std::size_t longest = 35;
    return ("ST" + to_hex(sha256(all))).substr(0, longest);
}

} // namespace

Result<void> Payouts::check_vendor(Ctx ctx, VendorId vendor) {
    Session session(ctx);
    const auto found = vendors_(ctx).find_many(session, {vendor});
    if (!found) {
        return found.error();
    }
    if (found->empty()) {
        return unacceptable_payout("/vendor_id", "unknown_vendor", "there is no such vendor");
    }
    return is_iban(found->front().iban) ? Result<void>() : Result<void>(no_bank_account());
}

Result<PayoutRow> Payouts::create(Ctx ctx, VendorId vendor, const std::optional<Money>& amount,
                                  std::string_view key) {
    if (amount && amount->currency != settings_.currency()) {
        return unacceptable_payout("/amount", "currency_mismatch",
                                   "the vendor earns in another currency");
    }
    if (amount && amount->minor <= 0) {
        return unacceptable_payout("/amount", "too_small", "a payout is at least one cent");
    }
    if (auto fits = check_vendor(ctx, vendor); !fits) {
        return fits.error();
    }
    const PayoutMaker maker{ctx.user(), std::string(key)};
    return transact(ctx, [&](Transaction& tx) { return make(tx, vendor, amount, 1, maker); });
}

Result<PayoutRow> Payouts::make(Transaction& tx, VendorId vendor,
                                const std::optional<Money>& amount, std::int64_t minimum,
                                const PayoutMaker& maker) {
    const std::string currency(settings_.currency().code());
    payouts_.lock_vendor(tx, vendor);
    if (auto made = payouts_.find_by_key(tx, vendor, maker)) {
        return std::move(*made);
    }
    const auto payable = payouts_.payable(tx, vendor, currency, payable_account(vendor));
    const PayoutPlan plan =
        plan_payout(payable, amount ? std::optional(amount->minor) : std::nullopt);
    if (!payable.empty() && payable.front().balance != plan.available) {
        throw Failure(Errc::internal, "ledger_out_of_step",
                      "the earnings of vendor " + vendor.to_string() +
                          " differ from the ledger: run `statybos ledger verify`");
    }
    if (plan.available < minimum) {
        return Error(Errc::conflict, "nothing_payable", "nothing is payable to this vendor");
    }
    if (plan.amount > plan.available) {
        return Error(Errc::conflict, "insufficient_balance", "more than is payable to this vendor")
            .member("payable", write_json(Money{plan.available, settings_.currency()}));
    }
    PayoutRow payout;
    payout.id = new_id<PayoutId>(host_);
    payout.vendor_id = vendor;
    payout.amount = plan.amount;
    payout.currency = currency;
    payout.created_at = host_.now();
    payout.entries = plan.entries;
    payouts_.insert(tx, payout, maker);
    post(tx, payout, PayoutStatus::pending);
    return payout;
}

std::vector<PayoutRow> Payouts::sweep(Ctx ctx) {
    std::vector<PayoutRow> made;
    std::optional<VendorId> after;
    const std::int64_t minimum = std::max<std::int64_t>(1, settings_.payouts.minimum.minor);
    for (;;) {
        Session session(ctx);
        const auto vendors = payouts_.vendors_to_pay(session, after, at_once);
        for (const VendorId& vendor : vendors) {
            auto payout = check_vendor(ctx, vendor).has_error()
                              ? Result<PayoutRow>(no_bank_account())
                              : transact(ctx, [&](Transaction& tx) {
                                    return make(tx, vendor, std::nullopt, minimum, {});
                                });
            if (payout) {
                made.push_back(std::move(*payout));
            } else if (!payout.error().is("nothing_payable")) {
                host_.log_warning(
                    "a vendor is left out of the payouts",
                    {{"vendor", vendor.to_string()}, {"reason", payout.error().message()}});
            }
        }
        if (vendors.size() < static_cast<std::size_t>(at_once)) {
            return made;
        }
        after = vendors.back();
    }
}

void Payouts::post(Transaction& tx, const PayoutRow& payout, PayoutStatus to) {
    const std::string payable = payable_account(payout.vendor_id);
    const std::string underway = payout_account(payout.vendor_id);
    const std::string bank = gateway_account(settings_.payouts.gateway);
    const bool has_left = payout.status == PayoutStatus::sent;
    NewLedgerTransaction transaction{
        LedgerKind::payout, ReferenceType::payout, payout.id.value, 0, {}, payout.currency, {}};
    if (to == PayoutStatus::pending) {
        transaction.entries = {{payable, payout.amount, {}}, {underway, -payout.amount, {}}};
    } else if (to == PayoutStatus::sent) {
        transaction.kind = LedgerKind::payout_sent;
        transaction.entries = {{underway, payout.amount, {}}, {bank, -payout.amount, {}}};
    } else {
        transaction.kind = LedgerKind::payout_returned;
        transaction.entries = {{has_left ? bank : underway, payout.amount, {}},
                               {payable, -payout.amount, {}}};
    }
    books_.post(tx, std::move(transaction));
    tx.publish(PayoutChanged{payout.id, payout.vendor_id, payout.money(), to});
}

Result<PayoutRow> Payouts::move(Ctx ctx, PayoutId id, PayoutStatus status,
                                const std::optional<std::string>& reference) {
    return transact(ctx, [&](Transaction& tx) -> Result<PayoutRow> {
        auto payout = payouts_.lock(tx, id);
        if (!payout) {
            return no_such_payout();
        }
        if (payout->status == status) {
            return std::move(*payout);
        }
        // What a vendor took in cash cannot come back from a bank.
        const auto allowed =
            payout->gateway ? std::vector<PayoutStatus>() : next_of(payout->status);
        if (std::find(allowed.begin(), allowed.end(), status) == allowed.end()) {
            return Error(Errc::conflict, "invalid_transition",
                         "a payout that is " + std::string(enum_name(payout->status)) +
                             " does not go there")
                .member("allowed", write_json(allowed));
        }
        // A payout that is made at this moment sees what this one carried either whole or not.
        payouts_.lock_vendor(tx, payout->vendor_id);
        payouts_.set_status(tx, id, status, reference, host_.now());
        post(tx, *payout, status);
        return payouts_.find(tx, id).value();
    });
}

std::vector<PayoutRow> Payouts::list(Ctx ctx, const std::optional<VendorId>& vendor,
                                     const std::optional<PayoutStatus>& status,
                                     const std::optional<PayoutId>& after, std::int32_t limit) {
    Session session(ctx);
    return payouts_.list(session, vendor, status, after, limit);
}

Result<PayoutRow> Payouts::get(Ctx ctx, PayoutId id) {
    Session session(ctx);
    auto payout = payouts_.find(session, id);
    return payout ? Result<PayoutRow>(std::move(*payout)) : Result<PayoutRow>(no_such_payout());
}

Result<std::map<VendorId, users::VendorSnapshot>>
Payouts::vendors_of(Ctx ctx, const std::vector<PayoutRow>& payouts) {
    std::vector<VendorId> ids;
    for (const PayoutRow& payout : payouts) {
        ids.push_back(payout.vendor_id);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    Session session(ctx);
    std::map<VendorId, users::VendorSnapshot> vendors;
    for (auto next = ids.cbegin(); next != ids.cend();) {
        const auto end = next + std::min<std::ptrdiff_t>(at_once, ids.cend() - next);
        auto found = vendors_(ctx).find_many(session, {next, end});
        if (!found) {
            return found.error();
        }
        for (users::VendorSnapshot& vendor : *found) {
            const VendorId id = vendor.id;
            vendors.emplace(id, std::move(vendor));
        }
        next = end;
    }
    return vendors;
}

Result<std::vector<SepaTransfer>> Payouts::transfers(Ctx ctx,
                                                     const std::vector<PayoutRow>& payouts) {
    const auto vendors = vendors_of(ctx, payouts);
    if (!vendors) {
        return vendors.error();
    }
    std::vector<SepaTransfer> transfers;
    std::vector<PayoutId> unusable;
    for (const PayoutRow& payout : payouts) {
        const auto found = vendors->find(payout.vendor_id);
        if (found == vendors->end() || !is_iban(found->second.iban)) {
            unusable.push_back(payout.id);
            continue;
        }
        const users::VendorSnapshot& vendor = found->second;
        const std::string& name = vendor.company ? vendor.company->name : vendor.display_name;
        transfers.push_back({compact(payout.id),
                             {name, vendor.iban},
                             payout.amount,
                             settings_.payouts.payer.name + " " + compact(payout.id)});
    }
    if (!unusable.empty()) {
        return Error(Errc::conflict, "no_bank_account",
                     "some vendors' bank accounts cannot be right: return those payouts")
            .member("payouts", write_json(unusable));
    }
    return transfers;
}

Result<std::string> Payouts::export_sepa(Ctx ctx, SepaVersion version) {
    const SepaParty payer{settings_.payouts.payer.name, settings_.payouts.payer.iban};
    if (payer.name.empty() || !is_iban(payer.iban)) {
        return Error(Errc::unavailable, "payer_not_configured",
                     "set payouts.payer.name and payouts.payer.iban of the payments plugin to the"
                     " account that payouts leave from");
    }
    Session session(ctx);
    const auto payouts = payouts_.to_export(session, most_transfers);
    if (payouts.empty()) {
        return Error(Errc::conflict, "nothing_to_export", "no payout is pending");
    }
    auto made = transfers(ctx, payouts);
    if (!made) {
        return made.error();
    }
    const Instant now = host_.now();
    constexpr std::size_t date = 10;
    SepaOrder order{message_id(*made), now, now.to_string().substr(0, date), payer, {}};
    order.transfers = std::move(*made);
    return sepa_document(order, version);
}

} // namespace statybos::payments
