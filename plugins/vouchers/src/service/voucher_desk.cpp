#include "service/voucher_desk.hpp"

#include <algorithm>

#include <statybos/secrets.hpp>

#include "service/voucher_rules.hpp"

namespace statybos::vouchers {
namespace {

std::string comparable(std::string_view email) {
    std::string text;
    for (const char c : email) {
        if (c != ' ') {
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
    }
    return text;
}

// Both count: a user who orders under another address is the same customer, and so is a guest who
// orders under a user's.
std::vector<std::string> customers_of(const std::optional<UserId>& user,
                                      const std::optional<std::string>& email) {
    std::vector<std::string> customers;
    if (user) {
        customers.push_back(to_hex(sha256("user:" + user->to_string())));
    }
    if (email && !email->empty()) {
        customers.push_back(to_hex(sha256("email:" + comparable(*email))));
    }
    std::sort(customers.begin(), customers.end());
    return customers;
}

} // namespace

Result<orders::VoucherVerdict> VoucherDesk::judge(Session& session,
                                                  const orders::VoucherQuestion& question) {
    if (question.codes.empty()) {
        return orders::VoucherVerdict{};
    }
    const auto met =
        vouchers_.meet(session, question.codes, customers_of(question.user_id, question.email));
    return vouchers::judge(question, met, host_.now(), session.ctx().language());
}

Error VoucherDesk::refused(Transaction& tx, const orders::VoucherUse& use, Instant now) {
    const auto voucher = vouchers_.find(tx, {}, use.voucher_id);
    // One that still holds has no use left for this customer.
    const Reason reason = voucher ? why_closed(*voucher, now).value_or(Reason::voucher_used_up)
                                  : Reason::voucher_unknown;
    return Error(Errc::conflict, std::string(enum_name(reason)),
                 use.code + ": " + message_of(reason, tx.ctx().language()))
        .member("voucher", write_json(use.code));
}

Result<void> VoucherDesk::claim(Transaction& tx, const orders::VoucherClaim& claim) {
    const auto customers = customers_of(claim.user_id, claim.email);
    const Instant now = host_.now();
    std::vector<orders::VoucherUse> uses = claim.uses;
    std::sort(uses.begin(), uses.end(),
              [](const auto& a, const auto& b) { return a.voucher_id < b.voucher_id; });
    // Inside the caller's transaction this is a savepoint: what was taken before one is refused
    // goes back with it.
    return transact(tx.ctx(), [&](Transaction& all) -> Result<void> {
        for (const orders::VoucherUse& use : uses) {
            const Taken taken = uses_.take(all, claim.purchase_id, use, customers, now);
            if (!taken.from_voucher || !taken.by_customers) {
                return refused(all, use, now);
            }
        }
        return {};
    });
}

Result<void> VoucherDesk::give_back(Transaction& tx, PurchaseId purchase_id,
                                    const std::vector<OrderId>& orders) {
    for (const LapsedUse& use : uses_.lapse(tx, purchase_id, orders)) {
        uses_.uncount(tx, use);
    }
    return {};
}

} // namespace statybos::vouchers
