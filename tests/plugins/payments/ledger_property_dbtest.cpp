// Thousands of random steps over the real tables: sales, captures in parts, refunds, completions,
// payouts, chargebacks and webhooks, repeated and in any order. Whatever happens, the ledger sums
// to zero and says what the documents say; in the end everything given back leaves nothing.
//
// STATYBOS_SEED repeats a run, STATYBOS_STEPS makes it longer or shorter.
#include <iostream>
#include <random>

#include <gmock/gmock.h>

#include "plugins/payments/books_fixture.hpp"

namespace statybos::payments {
namespace {

using ::testing::IsEmpty;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

class LedgerPropertyTest : public BooksTest {
protected:
    std::int64_t random(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(engine_);
    }
    bool one_in(std::int64_t times) { return random(1, times) == 1; }

    VendorId some_vendor() { return one_in(2) ? a : b; }
    /// A recent one rather than an old one.
    Sale& some_sale() {
        const auto last = static_cast<std::int64_t>(sales_.size()) - 1;
        return sales_[static_cast<std::size_t>(
            one_in(3) ? random(0, last) : random(std::max<std::int64_t>(0, last - 8), last))];
    }
    std::size_t some_share(const Sale& sale) {
        return static_cast<std::size_t>(
            random(0, static_cast<std::int64_t>(sale.request.shares.size()) - 1));
    }

    PaymentShare random_share(VendorId vendor) {
        std::vector<CommissionLine> lines;
        for (std::int64_t n = random(1, 3); n > 0; --n) {
            lines.push_back(line(one_in(12) ? 0 : random(1, 30'000)));
        }
        // Nobody pays nothing.
        lines.push_back(line(random(1, 20'000)));
        return share(vendor, std::move(lines), one_in(2) ? random(0, 3'000) : 0,
                     one_in(4) ? random(1, 900) : 0);
    }

    void sell() {
        std::vector<PaymentShare> shares{random_share(a)};
        if (one_in(2)) {
            shares.push_back(random_share(b));
        }
        const bool at_once = !one_in(3);
        sales_.push_back(given_sale(std::move(shares), at_once ? "tok_ok" : "tok_action_required"));
    }

    void tell(std::string_view kind) {
        const Sale& sale = some_sale();
        const std::int64_t whole = sale.request.amount.minor;
        const std::int64_t amount = one_in(2) ? whole : random(1, whole);
        // One in three was told before, or is told twice at once.
        std::string id =
            one_in(3) && !told_.empty() ? told_.back() : "ev_" + std::to_string(told_.size());
        told_.push_back(id);
        for (int times = one_in(4) ? 2 : 1; times > 0; --times) {
            webhook(sale, kind, amount, id);
        }
    }

    void refund_something() {
        const Sale& sale = some_sale();
        const std::size_t i = some_share(sale);
        const PaymentShare& whose = sale.share(i);
        if (one_in(2)) {
            const std::string key = RefundId::make().to_string();
            const Money amount = eur(random(1, whose.amount.minor));
            transact(ctx(), [&](Transaction& tx) {
                return books->payments.give_back(tx, sale.request.payment_id, whose.order_id,
                                                 amount, key, "test");
            });
            return;
        }
        std::vector<std::int64_t> lines;
        for (const CommissionLine& one : whose.lines) {
            lines.push_back(one_in(2) ? random(0, one.gross.minor) : 0);
        }
        RefundRequest asked;
        asked.id = RefundId::make();
        asked.payment_id = sale.request.payment_id;
        asked.order_id = whose.order_id;
        asked.items = eur(0);
        for (std::size_t n = 0; n < lines.size(); ++n) {
            asked.lines.push_back({whose.lines[n].line_id, eur(lines[n])});
            asked.items += eur(lines[n]);
        }
        asked.amount = asked.items + eur(one_in(2) ? random(0, whose.shipping.minor) : 0);
        asked.key = asked.id.to_string();
        transact(ctx(), [&](Transaction& tx) { return books->payments.refund(tx, asked); });
    }

    void carry_out_some() {
        Session session(ctx());
        const auto waiting = session.query<RefundId>(
            "SELECT id FROM payments.refund WHERE status = 'pending' ORDER BY id LIMIT 40");
        for (const RefundId& id : waiting) {
            if (one_in(2)) {
                books->payments.carry_out(ctx(), id);
            }
        }
    }

    void pay_out() {
        const VendorId vendor = some_vendor();
        const std::int64_t before = payable(vendor);
        const auto amount = one_in(2) ? std::optional(eur(random(1, 40'000))) : std::nullopt;
        const auto made = books->payouts.create(ctx(), vendor, amount);
        if (made) {
            ASSERT_LE(made->amount, before);
            ASSERT_EQ(payable(vendor), before - made->amount);
            payouts_.push_back(made->id);
        }
    }

    void move_payout() {
        if (!payouts_.empty()) {
            const auto last = static_cast<std::int64_t>(payouts_.size()) - 1;
            books->payouts.move(ctx(), payouts_[static_cast<std::size_t>(random(0, last))],
                                one_in(4) ? PayoutStatus::returned : PayoutStatus::sent,
                                std::nullopt);
        }
    }

    void step() {
        switch (sales_.empty() ? 0 : random(0, 11)) {
        case 0:
        case 1:
            return sell();
        case 2:
            return tell("captured");
        case 3:
            return tell(one_in(2) ? "refunded" : "failed");
        case 4:
            return one_in(4) ? tell("chargeback") : tell("captured");
        case 5:
        case 6:
            return refund_something();
        case 7:
            return carry_out_some();
        case 8:
        case 9: {
            const Sale& sale = some_sale();
            return complete(sale.order(some_share(sale)));
        }
        case 10:
            return pay_out();
        default:
            return move_payout();
        }
    }

    /// What must hold between any two steps, by the documents alone.
    void check_all() {
        ASSERT_THAT(faults(), IsEmpty());
        const auto lease = database->as_owner().lease();
        const auto single = [&](const std::string& sql) { return lease->query(sql)[0].integer(0); };
        const std::int64_t captured =
            single("SELECT coalesce(sum(captured), 0)::bigint FROM payments.payment");
        const std::int64_t refunded =
            single("SELECT coalesce(sum(amount), 0)::bigint FROM payments.refund"
                   " WHERE status = 'succeeded' AND NOT voided");
        const std::int64_t charged =
            single("SELECT coalesce(sum(amount), 0)::bigint FROM payments.payment_event"
                   " WHERE kind = 'chargeback'");
        ASSERT_EQ(balance("gateway:test"), captured - refunded - charged);
        ASSERT_EQ(single("SELECT coalesce(sum(amount), 0)::bigint FROM payments.ledger_entry"), 0);
        ASSERT_EQ(single("SELECT count(*) FROM (SELECT order_id, sum(amount) AS refunded"
                         " FROM payments.refund WHERE status = 'succeeded' AND NOT voided"
                         " GROUP BY order_id) r JOIN payments.earning e USING (order_id)"
                         " WHERE r.refunded > e.captured"),
                  0);
    }

    /// Gives everything back that is left of every order.
    void give_all_back() {
        settle_all();
        for (const Sale& sale : sales_) {
            for (std::size_t i = 0; i < sale.request.shares.size(); ++i) {
                Session session(ctx());
                const auto earning = books->earning_store.find(session, sale.order(i));
                if (earning->captured == 0) {
                    continue;
                }
                transact(ctx(), [&](Transaction& tx) {
                    return books->payments.give_back(tx, sale.request.payment_id, sale.order(i),
                                                     eur(refundable(*earning).total),
                                                     "last:" + sale.order(i).to_string(), "test");
                });
            }
        }
        settle_all();
    }

    /// As if the bank let every refund through that can be.
    void settle_all() {
        for (const auto row : database->as_owner().lease()->query(
                 "SELECT id::text FROM payments.refund WHERE status = 'pending' ORDER BY id")) {
            settle(RefundId::parse(row.text(0)).value());
        }
    }

    /// As PaymentService does when the gateway has given the money back.
    void settle(RefundId id) {
        Session session(ctx());
        const auto refund = books->refund_store.find(session, id).value();
        const auto payment = books->payment_store.find(session, refund.payment_id).value();
        if (payment.captured == 0) {
            return;
        }
        transact(ctx(), [&](Transaction& tx) {
            books->earning_store.lock_payment_of(tx, refund.order_id);
            const auto earning = books->earning_store.find(tx, refund.order_id).value();
            if (refund.amount > earning.captured - earning.refunded) {
                books->refund_store.settle(tx, id, RefundState::failed, std::nullopt);
            } else if (books->refund_store.settle(tx, id, RefundState::succeeded, std::nullopt)) {
                books->books.refund(tx, payment, refund);
            }
        });
    }

    const std::uint64_t seed_ = number_from("STATYBOS_SEED", std::random_device{}());
    std::mt19937_64 engine_{seed_};
    std::vector<Sale> sales_;
    std::vector<PayoutId> payouts_;
    std::vector<std::string> told_;
};

TEST_F(LedgerPropertyTest, BalancesWhateverHappensAndInWhateverOrder) {
    const std::uint64_t steps = number_from("STATYBOS_STEPS", 10'000);
    std::cout << "STATYBOS_SEED=" << seed_ << " STATYBOS_STEPS=" << steps << std::endl;
    constexpr std::uint64_t often = 250;
    for (std::uint64_t n = 1; n <= steps; ++n) {
        step();
        if (n % often == 0 || n == steps) {
            check_all();
        }
        ASSERT_FALSE(HasFatalFailure()) << "seed " << seed_ << ", step " << n;
    }
    give_all_back();
    check_all();
    for (const char* account : {"commission", "vat_payable", "vouchers"}) {
        EXPECT_EQ(balance(account), 0) << account << ", seed " << seed_;
    }
    std::int64_t paid_out = -balance("gateway:bank");
    for (const VendorId& vendor : {a, b}) {
        paid_out += -balance(payout_account(vendor));
        EXPECT_EQ(pending(vendor), 0);
        paid_out += payable(vendor);
    }
    EXPECT_EQ(paid_out, 0) << "vendors owe what they were paid, seed " << seed_;
}

} // namespace
} // namespace statybos::payments
