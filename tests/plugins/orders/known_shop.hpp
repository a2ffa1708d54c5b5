// Two vendors, some goods and two vouchers: what the tests of a whole marketplace sell.
#pragma once

#include <vector>

#include <statybos/catalog/category_reader.hpp>
#include <statybos/catalog/product_reader.hpp>
#include <statybos/orders/vouchers.hpp>
#include <statybos/shipping/collection_codes.hpp>
#include <statybos/shipping/quotes.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "database/pool.hpp"

namespace statybos::orders {

class KnownCategories final : public catalog::CategoryReader {
public:
    Result<catalog::CategorySnapshot> find(Session&, std::string_view) override;
};

class KnownUsers final : public users::UserReader {
public:
    Result<users::UserSnapshot> find(Session&, UserId id) override;
    Result<std::vector<users::UserSnapshot>> with_role(Session&, std::string_view) override;
    Result<std::string> verification_token(Session&, UserId) override;
    Result<std::string> password_token(Session&, UserId) override;
};

/// A business that pays VAT and a private person that does not.
class KnownVendors final : public users::VendorReader {
public:
    KnownVendors();

    Result<std::vector<users::VendorSnapshot>> find_many(Session&,
                                                         const std::vector<VendorId>& ids) override;
    Result<users::VendorSnapshot> find(Session&, std::string_view) override;

    users::VendorSnapshot business, person;
};

/// Everything is delivered for 6.05.
class KnownQuotes final : public shipping::Quotes {
public:
    Result<std::vector<shipping::VendorOptions>>
    quote(Ctx&, const std::vector<shipping::ShippingQuestion>& questions) override;
};

/// No order waits for its buyer.
class KnownCodes final : public shipping::CollectionCodes {
public:
    Result<std::optional<std::string>> code_of(Session&, OrderId) override {
        return std::optional<std::string>();
    }
};

/// Prices and rates are as here, quantities as in the table.
class KnownProducts final : public catalog::ProductReader {
public:
    explicit KnownProducts(const KnownVendors& vendors);

    /// Writes vendors and goods down; `weight_grams` holds how much there was at first.
    void stock_up(kernel::database::Pool& owner, const KnownVendors& vendors) const;
    Result<std::vector<catalog::ProductSnapshot>>
    find_many(Session& session, const std::vector<ProductId>& ids) override;

    std::vector<catalog::ProductSnapshot> all;
};

/// "MANO" takes 10 % off the business's goods, which it bears; "TURGUS" 5.00 off everything, which
/// the marketplace bears, three times at most. Uses stand in a table of their own.
class KnownVouchers final : public Vouchers {
public:
    explicit KnownVouchers(VendorId business) : business_(business) {}

    void make_table(kernel::database::Pool& owner) const;
    Result<VoucherVerdict> judge(Session& session, const VoucherQuestion& question) override;
    Result<void> claim(Transaction& tx, const VoucherClaim& claim) override;
    Result<void> give_back(Transaction& tx, PurchaseId purchase,
                           const std::vector<OrderId>& orders) override;

    static constexpr std::int64_t limit = 3;

private:
    VendorId business_;
    VoucherId mano_ = VoucherId::make();
    VoucherId turgus_ = VoucherId::make();
};

} // namespace statybos::orders
