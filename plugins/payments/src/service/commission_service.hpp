// The operator's commission rules: kept in order, and asked about a purchase.
#pragma once

#include <statybos/catalog/category_reader.hpp>
#include <statybos/change.hpp>
#include <statybos/host.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "settings.hpp"
#include "store/commission_rule_store.hpp"

namespace statybos::payments {

struct NewCommissionRule {
    std::optional<std::int32_t> position; ///< absent: behind all others
    std::optional<VendorId> vendor_id;
    std::optional<std::string> category; ///< id or slug
    Percent rate;
    std::optional<Money> minimum;
    std::optional<Money> maximum;
    std::optional<Money> per_unit;
};

struct CommissionRuleChange {
    Maybe<std::int32_t> position;
    Change<VendorId> vendor_id;
    Change<std::string> category;
    Maybe<Percent> rate;
    Change<Money> minimum;
    Change<Money> maximum;
    Change<Money> per_unit;
};

class CommissionService final : public CommissionRules {
public:
    CommissionService(Host host, CommissionRuleStore& rules, Use<users::VendorReader> vendors,
                      Use<catalog::CategoryReader> categories, const Settings& settings)
        : host_(host),
          rules_(rules),
          vendors_(vendors),
          categories_(categories),
          default_rate_(settings.commission_rate) {}

    Result<std::vector<CommissionFee>> fees(Session& session,
                                            const std::vector<PaymentShare>& shares) override;

    /// In their order, the default rule last and with a rate.
    std::vector<CommissionRuleRow> list(Ctx ctx);
    /// @errors not_found
    Result<CommissionRuleRow> get(Session& session, CommissionRuleId id);
    /// A taken position pushes later rules down.
    /// @errors invalid validation_failed  unknown vendor or category; amounts that do not fit
    Result<CommissionRuleRow> create(Ctx ctx, const NewCommissionRule& rule);
    /// @errors not_found, invalid validation_failed
    /// @errors conflict default_rule  it has neither position nor vendor nor category
    Result<CommissionRuleRow> change(Ctx ctx, CommissionRuleId id,
                                     const CommissionRuleChange& change);
    /// @errors not_found, conflict default_rule
    Result<void> remove(Ctx ctx, CommissionRuleId id);

private:
    /// Turns a category's id into its slug.
    Result<void> check(Session& session, CommissionRuleRow& rule);
    void complete(CommissionRuleRow& rule) const;

    Host host_;
    CommissionRuleStore& rules_;
    Use<users::VendorReader> vendors_;
    Use<catalog::CategoryReader> categories_;
    Percent default_rate_;
};

} // namespace statybos::payments
