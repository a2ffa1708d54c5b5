// Random steps through the life of goods and money over the real tables: carts with vouchers,
// orders, captures, cancellations, refunds by line and amount, returns, expiry, completion,
// chargebacks and payouts; webhooks that come late, twice, in another order than things happened,
// or contradict what is known. Whatever happens, stock, documents and ledger agree, and nothing is
// counted twice.
//
// STATYBOS_SEED repeats a run, STATYBOS_STEPS makes it longer or shorter.
#include <iostream>
#include <random>

#include <gmock/gmock.h>

#include "plugins/orders/marketplace_fixture.hpp"

namespace statybos::orders {
namespace {

using ::testing::IsEmpty;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// What must never be found, and what it would mean.
struct Contradiction {
    const char* meaning;
    const char* sql;
};

constexpr Contradiction contradictions[] = {
    {"reserved goods are those of orders that wait for their payment",
     "SELECT count(*) FROM catalog.product p WHERE p.reserved <> coalesce((SELECT sum(l.quantity)"
     " FROM orders.line l JOIN orders.\"order\" o ON o.id = l.order_id"
     " WHERE l.product_id = p.id AND o.stock = 'reserved'), 0)"},
    {"goods that are gone are those of paid orders, less what is on sale again",
     "SELECT count(*) FROM catalog.product p WHERE p.weight_grams - p.on_hand <> coalesce((SELECT"
     " sum(l.quantity - l.restocked_quantity) FROM orders.line l"
     " JOIN orders.\"order\" o ON o.id = l.order_id"
     " WHERE l.product_id = p.id AND o.stock = 'consumed'), 0)"},
    {"an order's totals are those of its lines",
     "SELECT count(*) FROM orders.\"order\" o WHERE (o.vat - o.shipping_vat, o.items, o.discount)"
     " <> (SELECT sum(l.vat), sum(l.total + l.discount), sum(l.discount) FROM orders.line l"
     " WHERE l.order_id = o.id)"},
    {"a line's discount is what its vouchers took off",
     "SELECT count(*) FROM orders.line l JOIN orders.\"order\" o ON o.id = l.order_id WHERE"
     " l.discount <> coalesce((SELECT sum((p ->> 'amount')::bigint)"
     " FROM jsonb_array_elements(o.vouchers) v, jsonb_array_elements(v -> 'lines') p"
     " WHERE (p ->> 'line_id')::uuid = l.id), 0)"},
    {"what is counted as refunded of a line is in its refunds",
     "SELECT count(*) FROM orders.line l WHERE (l.refunded, l.refunded_vat, l.refunded_quantity)"
     " <> (SELECT coalesce(sum(p.amount), 0), coalesce(sum(p.vat), 0),"
     " coalesce(sum(p.quantity), 0) FROM orders.refund_line p JOIN orders.refund r"
     " ON r.id = p.refund_id WHERE p.line_id = l.id AND r.status <> 'failed')"},
    {"what is on its way back is in open returns",
     "SELECT count(*) FROM orders.line l WHERE l.returning_quantity <> coalesce((SELECT"
     " sum(p.quantity) FROM orders.return_line p JOIN orders.return_request r"
     " ON r.id = p.return_id WHERE p.line_id = l.id AND r.status IN"
     " ('requested', 'accepted', 'received')), 0)"},
    {"a refund's parts are its amount and its VAT",
     "SELECT count(*) FROM orders.refund r WHERE (r.amount - r.shipping, r.vat - r.shipping_vat)"
     " <> (SELECT coalesce(sum(p.amount), 0), coalesce(sum(p.vat), 0) FROM orders.refund_line p"
     " WHERE p.refund_id = r.id)"},
    {"orders and payments know the same refunds",
     "SELECT count(*) FROM orders.refund r LEFT JOIN payments.refund p ON p.id = r.id"
     " WHERE (p.amount, p.status, p.order_id) IS DISTINCT FROM (r.amount, r.status, r.order_id)"},
    {"what a gateway gave back by hand of an order that stands is one of its refunds",
     "SELECT count(*) FROM payments.refund p JOIN orders.\"order\" o ON o.id = p.order_id"
     " WHERE p.reason = 'refunded at the gateway' AND o.status NOT IN ('pending', 'cancelled')"
     " AND NOT EXISTS (SELECT FROM orders.refund r WHERE r.id = p.id)"},
    {"refunds fall on the same lines for orders and payments",
     "SELECT count(*) FROM orders.refund r CROSS JOIN LATERAL (SELECT FROM (SELECT line_id, amount"
     " FROM orders.refund_line WHERE refund_id = r.id) a FULL JOIN (SELECT line_id, amount"
     " FROM payments.refund_line WHERE refund_id = r.id) b ON b.line_id = a.line_id"
     " WHERE a.amount IS DISTINCT FROM b.amount) differing"},
    {"a line that has gone back whole has given back its VAT",
     "SELECT count(*) FROM orders.line l WHERE l.refunded = l.total AND l.refunded_vat <> l.vat"
     " AND NOT EXISTS (SELECT FROM orders.refund_line p JOIN orders.refund r ON r.id = p.refund_id"
     " WHERE p.line_id = l.id AND r.status = 'failed')"},
    {"no more goes back than was captured",
     "SELECT count(*) FROM payments.earning e WHERE e.captured < (SELECT coalesce(sum(r.amount), 0)"
     " FROM payments.refund r WHERE r.order_id = e.order_id AND r.status = 'succeeded'"
     " AND NOT r.voided)"},
    {"an order is in no status twice, and in the last one of its history",
     "SELECT count(*) FROM orders.\"order\" o WHERE o.listed AND o.status <> (SELECT h.status"
     " FROM orders.status_change h WHERE h.order_id = o.id ORDER BY h.id DESC LIMIT 1)"},
    {"a voucher's use is open as long as an order that it lowered is",
     "SELECT count(*) FROM orders.test_use u WHERE (cardinality(u.open) > 0) <> EXISTS (SELECT"
     " FROM orders.\"order\" o WHERE o.purchase_id = u.purchase AND o.status <> 'cancelled'"
     " AND o.vouchers @> jsonb_build_array(jsonb_build_object('voucher_id', u.voucher)))"},
    {"the voucher of three uses has three at most",
     "SELECT greatest(count(DISTINCT u.purchase) - 3, 0) FROM orders.test_use u"
     " JOIN orders.\"order\" o ON o.purchase_id = u.purchase WHERE cardinality(u.open) > 0 AND"
     " o.vouchers @> jsonb_build_array(jsonb_build_object('voucher_id', u.voucher, 'code',"
     " 'TURGUS'))"},
    {"lines stand in the cart or in a purchase that stands",
     "SELECT count(*) FROM orders.cart_line l JOIN orders.purchase p ON p.id = l.purchase_id"
     " WHERE p.status <> 'placing'"},
};

class OrdersPropertyTest : public MarketplaceTest {
protected:
    std::int64_t random(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(engine_);
    }
    bool one_in(std::int64_t times) { return random(1, times) == 1; }

    /// A recent one rather than an old one.
    template <class T>
    const T& some(const std::vector<T>& all) {
        const auto last = static_cast<std::int64_t>(all.size()) - 1;
        const auto first = one_in(4) ? 0 : std::max<std::int64_t>(0, last - 8);
        return all[static_cast<std::size_t>(random(first, last))];
    }
    OrderRow some_order() {
        Session session(ctx());
        return some(place->order_store.of_purchase(session, some(purchases_).id));
    }

    Visitor visitor() { return {buyer, std::nullopt}; }

    void fill_cart() {
        for (std::int64_t n = random(1, 3); n > 0; --n) {
            const auto& product = products.all[static_cast<std::size_t>(random(0, 5))];
            place->carts.add(ctx(), visitor(), product.id,
                             {product.quantity_step.thousandths * random(1, 4)});
        }
        if (one_in(3)) {
            place->carts.put_voucher(ctx(), visitor(), one_in(2) ? " mano " : "turgus");
        }
    }

    void order() {
        fill_cart();
        const auto cart = place->carts.show(ctx(), visitor());
        CheckoutRequest asked;
        for (const users::VendorSnapshot& vendor : cart->vendors) {
            asked.shipping.push_back({vendor.id, "delivery", {}, {}});
        }
        asked.billing.name = "Petras";
        asked.payment.gateway = "test";
        asked.payment.token = one_in(3)   ? "tok_action_required"
                              : one_in(5) ? "tok_declined"
                                          : "tok_ok";
        const auto placed = place->checkout.place(ctx(), visitor(), asked, {});
        if (placed) {
            purchases_.push_back({placed->id, placed->payment.id, placed->total.minor});
        } else if (one_in(4)) {
            place->carts.clear(ctx(), visitor()); // what it holds cannot be had any more
        }
    }

    void tell(std::string_view kind) {
        const Bought& bought = some(purchases_);
        const std::int64_t amount = one_in(2) ? bought.total : random(1, bought.total);
        // One in three was told before, or is told twice at once.
        std::string id =
            one_in(3) && !told_.empty() ? told_.back() : "ev_" + std::to_string(told_.size());
        told_.push_back(id);
        for (int times = one_in(4) ? 2 : 1; times > 0; --times) {
            place->payments_side->tell(ctx(), bought.payment, kind, amount, id);
        }
    }

    /// Something happens at the bank: what it will tell of it, in the order in which it happened.
    void happen() {
        const Bought& bought = some(purchases_);
        const auto news = [&](const char* kind, std::int64_t amount) {
            underway_.push_back(
                {bought.payment, kind, amount, "news_" + std::to_string(happened_++)});
        };
        news("authorized", bought.total);
        news("captured", bought.total);
        if (one_in(2)) {
            news(one_in(2) ? "chargeback" : "refunded", random(1, bought.total));
        }
    }

    /// The bank's news arrive in any order; some come again later.
    void arrive() {
        for (std::int64_t n = random(1, 4); n > 0 && !underway_.empty(); --n) {
            const auto place_of = random(0, static_cast<std::int64_t>(underway_.size()) - 1);
            std::swap(underway_[static_cast<std::size_t>(place_of)], underway_.back());
            const News one = underway_.back();
            ASSERT_TRUE(
                place->payments_side->tell(ctx(), one.payment, one.kind, one.amount, one.id));
            if (!one_in(3)) {
                underway_.pop_back();
            }
        }
    }

    void move() {
        constexpr OrderStatus goals[] = {OrderStatus::shipped, OrderStatus::ready_for_pickup,
                                         OrderStatus::completed, OrderStatus::cancelled};
        place->orders.move(ctx(), some_order().id.to_string(), {}, {goals[random(0, 3)], {}, {}});
    }

    std::vector<LineQuantity> some_lines(const OrderRow& order) {
        std::vector<LineQuantity> lines;
        for (const LineRow& line : order.lines) {
            if (lines.empty() || one_in(2)) {
                lines.push_back({line.id, {random(1, line.quantity.thousandths)}});
            }
        }
        return lines;
    }

    void refund() {
        const OrderRow order = some_order();
        RefundWish wish;
        wish.reason = "test";
        wish.restock = one_in(2);
        if (one_in(3)) {
            wish.lines = some_lines(order);
        } else if (one_in(2)) {
            wish.restock = false;
            wish.amount = eur(random(1, std::max<std::int64_t>(1, order.grand)));
        }
        place->orders.refund(ctx(), order.id.to_string(), wish);
    }

    void ask_to_return() {
        const OrderRow order = some_order();
        if (const auto made = place->returns.request(ctx(), order.id.to_string(), {},
                                                     some_lines(order), "test")) {
            returns_.push_back(made->id);
        }
    }

    void move_return() {
        if (!returns_.empty()) {
            constexpr ReturnStatus goals[] = {ReturnStatus::accepted, ReturnStatus::accepted,
                                              ReturnStatus::received, ReturnStatus::received,
                                              ReturnStatus::refunded, ReturnStatus::rejected};
            place->returns.move(ctx(), some(returns_), {goals[random(0, 5)], {}, one_in(2)});
        }
    }

    void expire() {
        const PurchaseId id = some(purchases_).id;
        transact(ctx(), [&](Transaction& tx) { return place->settlement.expire(tx, id); });
    }

    void pay_out() {
        const VendorId vendor = one_in(2) ? vendors.business.id : vendors.person.id;
        const std::string account = "vendor:" + vendor.to_string() + ":payable";
        const std::int64_t before = -place->payments_side->balance(ctx(), account);
        if (const auto paid = place->payments_side->pay_out(ctx(), vendor)) {
            ASSERT_LE(*paid, before);
            ASSERT_EQ(-place->payments_side->balance(ctx(), account), before - *paid);
        }
        place->payments_side->move_last_payout(ctx(), !one_in(4));
    }

    void step() {
        switch (purchases_.empty() ? 0 : random(0, 17)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return order();
        case 4:
            return tell("captured");
        case 5:
            return tell(one_in(2) ? "refunded" : one_in(2) ? "failed" : "chargeback");
        case 6:
        case 7:
        case 8:
            return move();
        case 9:
            return refund();
        case 10:
            return place->payments_side->carry_out_pending(ctx());
        case 11:
            return ask_to_return();
        case 12:
        case 13:
            return move_return();
        case 14:
            return one_in(4) ? expire() : move();
        case 15:
            return one_in(3) ? happen() : arrive();
        case 16:
            return arrive();
        default:
            return pay_out();
        }
    }

    void check_all() {
        for (const Contradiction& one : contradictions) {
            ASSERT_EQ(single(one.sql), 0) << one.meaning;
        }
        ASSERT_THAT(place->payments_side->faults(ctx()), IsEmpty());
        ASSERT_EQ(single("SELECT coalesce(sum(amount), 0)::bigint FROM payments.ledger_entry"), 0);
        const std::int64_t held =
            single("SELECT (SELECT coalesce(sum(captured), 0) FROM payments.payment) - (SELECT"
                   " coalesce(sum(amount), 0) FROM payments.refund WHERE status = 'succeeded' AND"
                   " NOT voided) - (SELECT coalesce(sum(amount), 0) FROM payments.payment_event"
                   " WHERE kind = 'chargeback')");
        ASSERT_EQ(place->payments_side->balance(ctx(), "gateway:test"), held);
    }

    struct Bought {
        PurchaseId id;
        PaymentId payment;
        std::int64_t total = 0;
    };
    struct News {
        PaymentId payment;
        const char* kind = "";
        std::int64_t amount = 0;
        std::string id;
    };

    const std::uint64_t seed_ = number_from("STATYBOS_SEED", std::random_device{}());
    std::mt19937_64 engine_{seed_};
    std::vector<Bought> purchases_;
    std::vector<ReturnId> returns_;
    std::vector<std::string> told_;
    std::vector<News> underway_; ///< that we were not told of yet, or will be again
    std::uint64_t happened_ = 0;
};

TEST_F(OrdersPropertyTest, StockDocumentsAndLedgerAgreeWhateverHappens) {
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
    // A run in which nothing much happens proves nothing.
    for (const char* table :
         {"orders.refund", "orders.return_request", "payments.payout", "orders.test_use",
          "payments.ledger_transaction", "payments.ledger_transaction WHERE kind = 'chargeback'",
          "payments.payment_event WHERE gateway_event_id LIKE 'webhook:news_%'"}) {
        EXPECT_GT(single(std::string("SELECT count(*) FROM ") + table), 0) << table;
    }
}

} // namespace
} // namespace statybos::orders
