#include "service/voucher_rules.hpp"

#include <algorithm>

namespace statybos::vouchers {
namespace {

using orders::VoucherDiscount;
using orders::VoucherLine;
using orders::VoucherQuestion;
using orders::VoucherRefusal;
using orders::VoucherVerdict;

/// A voucher that holds, and the places of the lines that it is for.
struct Candidate {
    const VoucherRow* voucher = nullptr;
    std::vector<std::size_t> lines;
};

/// One question on its way to its verdict.
class Judgement {
public:
    Judgement(const VoucherQuestion& question, Instant now, std::string_view language)
        : question_(question), now_(now), language_(language) {
        for (const VoucherLine& line : question.lines) {
            left_.push_back(line.gross.minor);
        }
    }

    void hear(const std::string& code, const MetVoucher* met) {
        if (met == nullptr) {
            verdict_.refusals.push_back({code,
                                         std::string(enum_name(Reason::voucher_unknown)),
                                         message_of(Reason::voucher_unknown, language_),
                                         VoucherFunder::marketplace,
                                         {}});
            return;
        }
        const Candidate candidate = candidate_of(met->voucher);
        if (const auto reason = obstacle(candidate, met->used_by_customer)) {
            refuse(met->voucher, *reason);
            return;
        }
        std::erase_if(standing_, [&](const Candidate& other) {
            const bool replaced = same_place(*other.voucher, *candidate.voucher);
            if (replaced) {
                refuse(*other.voucher, Reason::voucher_replaced);
            }
            return replaced;
        });
        standing_.push_back(candidate);
    }

    VoucherVerdict verdict() && {
        for (const VoucherFunder funder : {VoucherFunder::vendor, VoucherFunder::marketplace}) {
            for (const Candidate& candidate : standing_) {
                if (candidate.voucher->funded_by == funder) {
                    take_off(candidate);
                }
            }
        }
        return std::move(verdict_);
    }

private:
    Candidate candidate_of(const VoucherRow& voucher) const {
        Candidate candidate{&voucher, {}};
        for (std::size_t i = 0; i < question_.lines.size(); ++i) {
            if (is_for(voucher, question_.lines[i])) {
                candidate.lines.push_back(i);
            }
        }
        return candidate;
    }

    std::optional<Reason> obstacle(const Candidate& candidate,
                                   std::int32_t used_by_customer) const {
        const VoucherRow& voucher = *candidate.voucher;
        if (const auto reason = why_closed(voucher, now_)) {
            return reason;
        }
        if (voucher.limit_per_customer && used_by_customer >= *voucher.limit_per_customer) {
            return Reason::voucher_used_up;
        }
        if (candidate.lines.empty()) {
            return Reason::voucher_not_applicable;
        }
        std::int64_t gross = 0;
        for (const std::size_t i : candidate.lines) {
            gross += question_.lines[i].gross.minor;
        }
        return gross < voucher.minimum.value_or(0) ? std::optional(Reason::voucher_minimum_not_met)
                                                   : std::nullopt;
    }

    static bool same_place(const VoucherRow& a, const VoucherRow& b) {
        return a.funded_by == b.funded_by &&
               (a.funded_by == VoucherFunder::marketplace || a.vendor_id == b.vendor_id);
    }

    void refuse(const VoucherRow& voucher, Reason reason) {
        const Money minimum{
            voucher.minimum.value_or(0),
            Currency::parse(voucher.currency.value_or(std::string())).value_or(Currency())};
        verdict_.refusals.push_back({voucher.code, std::string(enum_name(reason)),
                                     message_of(reason, language_, minimum), voucher.funded_by,
                                     voucher.vendor_id});
    }

    Money discount_of(const VoucherRow& voucher, Money base) const {
        return voucher.percent ? percent_of(base, *voucher.percent)
                               : std::min(Money{voucher.amount.value_or(0), base.currency}, base);
    }

    void take_off(const Candidate& candidate) {
        const VoucherRow& voucher = *candidate.voucher;
        Money base{0, question_.lines.front().gross.currency};
        std::vector<std::int64_t> weights;
        for (const std::size_t i : candidate.lines) {
            base += Money{left_[i], base.currency};
            weights.push_back(left_[i]);
        }
        VoucherDiscount made{voucher.id,
                             voucher.code,
                             voucher.funded_by,
                             voucher.vendor_id,
                             discount_of(voucher, base),
                             {}};
        if (made.discount.is_zero()) {
            refuse(voucher, Reason::voucher_not_applicable);
            return;
        }
        const std::vector<Money> parts = split(made.discount, weights);
        for (std::size_t n = 0; n < parts.size(); ++n) {
            const std::size_t i = candidate.lines[n];
            if (!parts[n].is_zero()) {
                left_[i] -= parts[n].minor;
                made.lines.push_back({question_.lines[i].line_id, parts[n]});
            }
        }
        verdict_.discounts.push_back(std::move(made));
    }

    const VoucherQuestion& question_;
    Instant now_;
    std::string_view language_;
    std::vector<std::int64_t> left_; ///< of each line's gross, in minor units
    std::vector<Candidate> standing_;
    VoucherVerdict verdict_;
};

} // namespace

std::optional<Reason> why_closed(const VoucherRow& voucher, Instant now) {
    if (voucher.starts_at && now < *voucher.starts_at) {
        return Reason::voucher_not_started;
    }
    if (voucher.ends_at && now >= *voucher.ends_at) {
        return Reason::voucher_expired;
    }
    if (voucher.limit_total && voucher.used >= *voucher.limit_total) {
        return Reason::voucher_used_up;
    }
    return std::nullopt;
}

bool is_for(const VoucherRow& voucher, const VoucherLine& line) {
    const auto& categories = line.categories;
    const bool in_category =
        !voucher.category || line.category == *voucher.category ||
        std::find(categories.begin(), categories.end(), *voucher.category) != categories.end();
    return in_category && (!voucher.vendor_id || *voucher.vendor_id == line.vendor_id) &&
           (!voucher.currency || *voucher.currency == line.gross.currency.code());
}

VoucherVerdict judge(const VoucherQuestion& question, std::span<const MetVoucher> known,
                     Instant now, std::string_view language) {
    Judgement judgement(question, now, language);
    for (const std::string& code : question.codes) {
        const auto met = std::find_if(known.begin(), known.end(), [&](const MetVoucher& one) {
            return one.voucher.code == code;
        });
        judgement.hear(code, met == known.end() ? nullptr : &*met);
    }
    return std::move(judgement).verdict();
}

} // namespace statybos::vouchers
