// What the codes in a cart take off: the contract by which a shop decides it.
//
// A plugin that provides it (optional: without one no code is known) keeps the vouchers and their
// uses. Orders keep which codes stand in a cart and what each took off an order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/money.hpp>
#include <statybos/quantity.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::orders {

STATYBOS_ID(VoucherId)

/// Who bears what a voucher takes off.
enum class VoucherFunder : std::uint8_t { vendor, marketplace };
STATYBOS_ENUM(VoucherFunder, vendor, marketplace)

/// A line as vouchers judge it: of a cart, or of an order that is being placed.
struct VoucherLine {
    LineId line_id;
    ProductId product_id;
    VendorId vendor_id;
    std::string category;                ///< slug
    std::vector<std::string> categories; ///< slugs of its ancestors and its own
    Quantity quantity;
    Money gross; ///< unit price × quantity, before any discount
};
STATYBOS_RECORD(VoucherLine, line_id, product_id, vendor_id, category, categories, quantity, gross)

struct VoucherQuestion {
    std::vector<std::string> codes; ///< trimmed, in capitals, each once; the latest one last
    std::vector<VoucherLine> lines; ///< of one currency, in the order shown
    std::optional<UserId> user_id;
    std::optional<std::string> email; ///< of who orders; not known in a guest's cart
};
STATYBOS_RECORD(VoucherQuestion, codes, lines, user_id, email)

struct LineDiscount {
    LineId line_id;
    Money amount;
};
STATYBOS_RECORD(LineDiscount, line_id, amount)

/// What one voucher takes off.
struct VoucherDiscount {
    VoucherId voucher_id;
    std::string code; ///< as it was asked
    VoucherFunder funded_by = VoucherFunder::vendor;
    std::optional<VendorId> vendor_id; ///< whose goods it is limited to; always of a vendor's own
    Money discount;                    ///< the sum of the lines
    std::vector<LineDiscount> lines;   ///< those it lowers, each once
};
STATYBOS_RECORD(VoucherDiscount, voucher_id, code, funded_by, vendor_id, discount, lines)

/// Why a code takes nothing off.
struct VoucherRefusal {
    std::string code;
    std::string reason;  ///< `voucher_…`, as the problem's code; see judge()
    std::string message; ///< for the buyer, in the language of the context
    VoucherFunder funded_by = VoucherFunder::marketplace;
    std::optional<VendorId> vendor_id;
};
STATYBOS_RECORD(VoucherRefusal, code, reason, message, funded_by, vendor_id)

/// Each code of the question is in one of the two.
struct VoucherVerdict {
    std::vector<VoucherDiscount> discounts;
    std::vector<VoucherRefusal> refusals;
};
STATYBOS_RECORD(VoucherVerdict, discounts, refusals)

/// One use of a voucher, by one purchase.
struct VoucherUse {
    VoucherId voucher_id;
    std::string code;
    Money discount;
    std::vector<OrderId> orders; ///< those of the purchase that it lowers
};
STATYBOS_RECORD(VoucherUse, voucher_id, code, discount, orders)

struct VoucherClaim {
    PurchaseId purchase_id;
    std::optional<UserId> user_id;
    std::string email; ///< of the buyer, also of a guest: limits per customer count by it
    std::vector<VoucherUse> uses;
};
STATYBOS_RECORD(VoucherClaim, purchase_id, user_id, email, uses)

struct Vouchers {
    virtual ~Vouchers() = default;

    /// What the codes take off these lines now, all together; changes nothing.
    ///
    /// A fixed amount is split over the lines it applies to by largest remainder (`split`), ties to
    /// the earlier line. The discounts of a line never exceed its gross. Vendor-funded ones come
    /// first; a marketplace's percentage is of what they leave.
    ///
    /// @returns  refusals `voucher_unknown`, `voucher_not_started`, `voucher_expired`,
    ///           `voucher_used_up`, `voucher_minimum_not_met`, `voucher_not_applicable`; of two
    ///           codes that may not stand together the later one stands and the earlier one is
    ///           refused as `voucher_replaced`: the cart forgets it
    virtual Result<VoucherVerdict> judge(Session&, const VoucherQuestion& question) = 0;

    /// Takes the uses, in the transaction that writes the purchase down: all or none. Limits are
    /// decided here, by constraints or conditional updates, whoever else orders at the moment;
    /// rows are taken in the order of the vouchers' ids.
    ///
    /// @errors conflict voucher_used_up, voucher_expired, voucher_unknown  naming the code
    virtual Result<void> claim(Transaction&, const VoucherClaim& claim) = 0;

    /// Orders of the purchase were cancelled, or it never was. A use goes back, once, when all
    /// the orders that it lowered are off; told again, or of unknown ones, nothing changes.
    virtual Result<void> give_back(Transaction&, PurchaseId purchase_id,
                                   const std::vector<OrderId>& orders) = 0;
};
STATYBOS_INTERFACE(Vouchers, "statybos.orders.vouchers", 1, judge, claim, give_back)

} // namespace statybos::orders
