#include "http/commission_routes.hpp"

namespace statybos::payments {
namespace {

CommissionRuleView view_of(const CommissionRuleRow& rule) {
    const Currency currency =
        Currency::parse(rule.currency.value_or(std::string())).value_or(Currency());
    const auto money = [&](const std::optional<std::int64_t>& minor) {
        return minor ? std::optional(Money{*minor, currency}) : std::nullopt;
    };
    return {rule.id,
            rule.position,
            rule.vendor_id,
            rule.category,
            rule.rate.value_or(Percent{}),
            money(rule.minimum),
            money(rule.maximum),
            money(rule.per_unit)};
}

Result<CommissionRuleView> view_of(const Result<CommissionRuleRow>& rule) {
    return rule ? Result<CommissionRuleView>(view_of(*rule))
                : Result<CommissionRuleView>(rule.error());
}

} // namespace

void CommissionRoutes::declare(Host& host) {
    Router router(host, *this, "commission");
    router.get("/api/admin/commission-rules", &CommissionRoutes::list)
        .roles({"admin", "support"})
        .summary("The commission rules in the order in which they are asked, the default last");
    router.post("/api/admin/commission-rules", &CommissionRoutes::create)
        .roles({"admin"})
        .status(201)
        .repeatable()
        .summary("Add a rule; a taken position pushes the later ones down");
    router.get("/api/admin/commission-rules/{id}", &CommissionRoutes::show)
        .roles({"admin", "support"})
        .summary("One commission rule");
    router.patch("/api/admin/commission-rules/{id}", &CommissionRoutes::change)
        .roles({"admin"})
        .repeatable()
        .summary("Change or move a rule; orders keep what was decided for them");
    router.remove("/api/admin/commission-rules/{id}", &CommissionRoutes::remove)
        .roles({"admin"})
        .summary("Delete a rule; the default rule stays");
}

Result<CommissionRuleList> CommissionRoutes::list(Ctx& ctx) {
    CommissionRuleList list;
    for (const CommissionRuleRow& rule : rules_.list(ctx)) {
        list.items.push_back(view_of(rule));
    }
    return list;
}

Result<CommissionRuleView> CommissionRoutes::create(Ctx& ctx, const CommissionRuleBody& body) {
    return view_of(rules_.create(ctx, {body.position, body.vendor_id, body.category, body.rate,
                                       body.minimum, body.maximum, body.per_unit}));
}

Result<CommissionRuleView> CommissionRoutes::show(Ctx& ctx, const CommissionRulePath& path) {
    Session session(ctx);
    return view_of(rules_.get(session, path.id));
}

Result<CommissionRuleView> CommissionRoutes::change(Ctx& ctx, const CommissionRulePath& path,
                                                    const CommissionRulePatch& patch) {
    return view_of(rules_.change(ctx, path.id,
                                 {patch.position, patch.vendor_id, patch.category, patch.rate,
                                  patch.minimum, patch.maximum, patch.per_unit}));
}

Result<void> CommissionRoutes::remove(Ctx& ctx, const CommissionRulePath& path) {
    return rules_.remove(ctx, path.id);
}

} // namespace statybos::payments
