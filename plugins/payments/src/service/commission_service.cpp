#include "service/commission_service.hpp"

#include <statybos/secrets.hpp>

#include "service/fee_rules.hpp"

namespace statybos::payments {
namespace {

Error no_such_rule() {
    return Error(Errc::not_found, "not_found", "there is no such commission rule");
}

Error default_rule(const char* why) {
    return Error(Errc::conflict, "default_rule", why);
}

// Amounts of one rule share one currency column.
void take_amount(const std::optional<Money>& amount, const char* pointer,
                 std::optional<std::int64_t>& minor, CommissionRuleRow& rule, Error& wrong) {
    minor = amount ? std::optional(amount->minor) : std::nullopt;
    if (!amount) {
        return;
    }
    const std::string currency(amount->currency.code());
    if (rule.currency && *rule.currency != currency) {
        wrong.add_field({pointer, "currency_mismatch", "a rule's amounts share one currency"});
    }
    rule.currency = currency;
}

std::optional<Money> amount_of(const CommissionRuleRow& rule, std::optional<std::int64_t> minor) {
    return minor ? std::optional(Money{*minor, Currency::parse(rule.currency.value()).value()})
                 : std::nullopt;
}

void take_amounts(const std::optional<Money>& minimum, const std::optional<Money>& maximum,
                  const std::optional<Money>& per_unit, CommissionRuleRow& rule, Error& wrong) {
    rule.currency.reset();
    take_amount(minimum, "/minimum", rule.minimum, rule, wrong);
    take_amount(maximum, "/maximum", rule.maximum, rule, wrong);
    take_amount(per_unit, "/per_unit", rule.per_unit, rule, wrong);
    if (rule.minimum && rule.maximum && *rule.minimum > *rule.maximum) {
        wrong.add_field({"/maximum", "too_small", "the maximum is below the minimum"});
    }
}

Error unacceptable_rule() {
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable");
}

} // namespace

Result<std::vector<CommissionFee>>
CommissionService::fees(Session& session, const std::vector<PaymentShare>& shares) {
    const auto rules = rules_.all(session);
    std::vector<CommissionFee> fees;
    for (const PaymentShare& share : shares) {
        for (const CommissionLine& line : share.lines) {
            if (line.net.currency != share.amount.currency) {
                return Error(Errc::invalid, "currency_mismatch",
                             "a line is in another currency than its order");
            }
            const auto* rule = deciding_rule(rules, share.vendor_id, line);
            fees.push_back(rule != nullptr
                               ? fee_by(*rule, default_rate_, line)
                               : CommissionFee{line.line_id, {}, {}, {0, line.net.currency}});
        }
    }
    return fees;
}

void CommissionService::complete(CommissionRuleRow& rule) const {
    rule.rate = rule.rate.value_or(default_rate_);
}

std::vector<CommissionRuleRow> CommissionService::list(Ctx ctx) {
    Session session(ctx);
    auto rules = rules_.all(session);
    for (CommissionRuleRow& rule : rules) {
        complete(rule);
    }
    return rules;
}

Result<CommissionRuleRow> CommissionService::get(Session& session, CommissionRuleId id) {
    auto rule = rules_.find(session, id);
    if (!rule) {
        return no_such_rule();
    }
    complete(*rule);
    return std::move(*rule);
}

Result<void> CommissionService::check(Session& session, CommissionRuleRow& rule) {
    Error wrong = unacceptable_rule();
    if (rule.vendor_id) {
        const auto vendors = vendors_(session.ctx()).find_many(session, {*rule.vendor_id});
        if (!vendors) {
            return vendors.error();
        }
        if (vendors->empty()) {
            wrong.add_field({"/vendor_id", "unknown_vendor", "there is no such vendor"});
        }
    }
    if (rule.category) {
        const auto category = categories_(session.ctx()).find(session, *rule.category);
        if (category) {
            rule.category = category->slug;
        } else if (category.error().code() == Errc::not_found) {
            wrong.add_field({"/category", "unknown_category", "there is no such category"});
        } else {
            return category.error();
        }
    }
    return wrong.fields().empty() ? Result<void>() : Result<void>(wrong);
}

Result<CommissionRuleRow> CommissionService::create(Ctx ctx, const NewCommissionRule& rule) {
    CommissionRuleRow row;
    row.id = new_id<CommissionRuleId>(host_);
    row.vendor_id = rule.vendor_id;
    row.category = rule.category;
    row.rate = rule.rate;
    Error wrong = unacceptable_rule();
    take_amounts(rule.minimum, rule.maximum, rule.per_unit, row, wrong);
    if (!wrong.fields().empty()) {
        return wrong;
    }
    return transact(ctx, [&](Transaction& tx) -> Result<CommissionRuleRow> {
        if (auto checked = check(tx, row); !checked) {
            return checked.error();
        }
        rules_.lock_order(tx);
        row.position = rule.position.value_or(rules_.last_position(tx) + 1);
        rules_.make_room(tx, *row.position, row.id);
        rules_.insert(tx, row);
        return row;
    });
}

Result<CommissionRuleRow> CommissionService::change(Ctx ctx, CommissionRuleId id,
                                                    const CommissionRuleChange& change) {
    return transact(ctx, [&](Transaction& tx) -> Result<CommissionRuleRow> {
        rules_.lock_order(tx);
        auto row = rules_.find(tx, id);
        if (!row) {
            return no_such_rule();
        }
        const bool is_default = !row->position;
        if (is_default &&
            (change.position || change.vendor_id.has_value() || change.category.has_value())) {
            return default_rule("the default rule is for everything and comes last");
        }
        auto minimum = amount_of(*row, row->minimum);
        auto maximum = amount_of(*row, row->maximum);
        auto per_unit = amount_of(*row, row->per_unit);
        change.minimum.apply_to(minimum);
        change.maximum.apply_to(maximum);
        change.per_unit.apply_to(per_unit);
        change.vendor_id.apply_to(row->vendor_id);
        change.category.apply_to(row->category);
        row->rate = change.rate ? change.rate.as_optional() : row->rate;
        Error wrong = unacceptable_rule();
        take_amounts(minimum, maximum, per_unit, *row, wrong);
        if (!wrong.fields().empty()) {
            return wrong;
        }
        if (auto checked = check(tx, *row); !checked) {
            return checked.error();
        }
        if (change.position && change.position.as_optional() != row->position) {
            row->position = change.position.as_optional();
            rules_.make_room(tx, *row->position, id);
        }
        rules_.update(tx, *row);
        complete(*row);
        return std::move(*row);
    });
}

Result<void> CommissionService::remove(Ctx ctx, CommissionRuleId id) {
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        const auto rule = rules_.find(tx, id);
        if (!rule) {
            return no_such_rule();
        }
        if (!rule->position) {
            return default_rule("the default rule cannot be deleted; change its rate instead");
        }
        rules_.remove(tx, id);
        return {};
    });
}

} // namespace statybos::payments
