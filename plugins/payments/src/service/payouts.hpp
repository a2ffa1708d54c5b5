// Payouts: made by hand or by a sweep, sent, and now and then returned.
#pragma once

#include <map>

#include <statybos/host.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "service/bookkeeping.hpp"
#include "service/payout_rules.hpp"
#include "service/sepa_rules.hpp"
#include "settings.hpp"

namespace statybos::payments {

class Payouts {
public:
    Payouts(Host host, PayoutStore& payouts, Bookkeeping& books, Use<users::VendorReader> vendors,
            const Settings& settings)
        : host_(host), payouts_(payouts), books_(books), vendors_(vendors), settings_(settings) {}

    /// @param amount  nothing: all that is payable
    /// @param key     the client's Idempotency-Key: the payout that this user made with it before
    ///                is told again; or empty
    /// @errors invalid validation_failed      unknown vendor, another currency, less than a cent
    /// @errors conflict nothing_payable
    /// @errors conflict insufficient_balance  more than is payable
    /// @errors conflict no_bank_account       the vendor's IBAN cannot be right
    Result<PayoutRow> create(Ctx ctx, VendorId vendor, const std::optional<Money>& amount,
                             std::string_view key = {});
    /// One payout for each vendor to whom at least the configured minimum is payable. Vendors
    /// without a usable bank account are logged and left out.
    std::vector<PayoutRow> sweep(Ctx ctx);
    /// pending → sent → returned, pending → returned; the same status again changes nothing.
    /// @errors not_found, conflict invalid_transition with `allowed`
    Result<PayoutRow> move(Ctx ctx, PayoutId id, PayoutStatus status,
                           const std::optional<std::string>& reference);

    std::vector<PayoutRow> list(Ctx ctx, const std::optional<VendorId>& vendor,
                                const std::optional<PayoutStatus>& status,
                                const std::optional<PayoutId>& after, std::int32_t limit);
    /// @errors not_found
    Result<PayoutRow> get(Ctx ctx, PayoutId id);
    /// All pending payouts in euros as one SEPA credit transfer, at most 1,000 at once.
    /// @errors conflict nothing_to_export
    /// @errors conflict no_bank_account       with `payouts`: whose vendors' accounts cannot be
    /// right
    /// @errors unavailable payer_not_configured
    Result<std::string> export_sepa(Ctx ctx, SepaVersion version);

private:
    Result<PayoutRow> make(Transaction& tx, VendorId vendor, const std::optional<Money>& amount,
                           std::int64_t minimum, const PayoutMaker& maker);
    Result<void> check_vendor(Ctx ctx, VendorId vendor);
    Result<std::map<VendorId, users::VendorSnapshot>>
    vendors_of(Ctx ctx, const std::vector<PayoutRow>& payouts);
    Result<std::vector<SepaTransfer>> transfers(Ctx ctx, const std::vector<PayoutRow>& payouts);
    void post(Transaction& tx, const PayoutRow& payout, PayoutStatus to);

    Host host_;
    PayoutStore& payouts_;
    Bookkeeping& books_;
    Use<users::VendorReader> vendors_;
    const Settings& settings_;
};

} // namespace statybos::payments
