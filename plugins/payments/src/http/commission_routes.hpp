// /api/admin/commission-rules
#pragma once

#include <statybos/router.hpp>

#include "service/commission_service.hpp"

namespace statybos::payments {

struct CommissionRuleView {
    CommissionRuleId id;
    std::optional<std::int32_t> position; ///< null: the default rule
    std::optional<VendorId> vendor_id;
    std::optional<std::string> category;
    Percent rate;
    std::optional<Money> minimum;
    std::optional<Money> maximum;
    std::optional<Money> per_unit;
};
STATYBOS_RECORD(CommissionRuleView, id, position, vendor_id, category, rate, minimum, maximum,
                per_unit)

struct CommissionRuleList {
    std::vector<CommissionRuleView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(CommissionRuleList, items, next_cursor)

struct CommissionRuleBody {
    std::optional<std::int32_t> position;
    std::optional<VendorId> vendor_id;
    std::optional<std::string> category;
    Percent rate;
    std::optional<Money> minimum;
    std::optional<Money> maximum;
    std::optional<Money> per_unit;
};
STATYBOS_RECORD(CommissionRuleBody, position, vendor_id, category, rate, minimum, maximum, per_unit)
STATYBOS_LIMITS(CommissionRuleBody, range(&CommissionRuleBody::position, 1, 1'000'000),
                length(&CommissionRuleBody::category, 1, 200),
                range(&CommissionRuleBody::rate, 0, 10'000))

struct CommissionRulePatch {
    Maybe<std::int32_t> position;
    Change<VendorId> vendor_id;
    Change<std::string> category;
    Maybe<Percent> rate;
    Change<Money> minimum;
    Change<Money> maximum;
    Change<Money> per_unit;
};
STATYBOS_RECORD(CommissionRulePatch, position, vendor_id, category, rate, minimum, maximum,
                per_unit)
STATYBOS_LIMITS(CommissionRulePatch, range(&CommissionRulePatch::position, 1, 1'000'000),
                length(&CommissionRulePatch::category, 1, 200),
                range(&CommissionRulePatch::rate, 0, 10'000))

struct CommissionRulePath {
    CommissionRuleId id;
};
STATYBOS_PARAMETERS(CommissionRulePath, id)

class CommissionRoutes {
public:
    explicit CommissionRoutes(CommissionService& rules) : rules_(rules) {}
    void declare(Host& host);

private:
    Result<CommissionRuleList> list(Ctx& ctx);
    Result<CommissionRuleView> create(Ctx& ctx, const CommissionRuleBody& body);
    Result<CommissionRuleView> show(Ctx& ctx, const CommissionRulePath& path);
    Result<CommissionRuleView> change(Ctx& ctx, const CommissionRulePath& path,
                                      const CommissionRulePatch& patch);
    Result<void> remove(Ctx& ctx, const CommissionRulePath& path);

    CommissionService& rules_;
};

} // namespace statybos::payments
