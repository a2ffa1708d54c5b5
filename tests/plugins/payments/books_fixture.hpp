// The services of payments on a real database, with vendors and categories that exist by name.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include <statybos/secrets.hpp>

#include "database/database_error.hpp"
#include "service/commission_service.hpp"
#include "service/earnings.hpp"
#include "service/ledger_check.hpp"
#include "service/payment_service.hpp"
#include "service/payouts.hpp"
#include "service/test_gateway.hpp"
#include "support/plugin_database.hpp"

namespace statybos::payments {

/// Everybody sells here whose IBAN is known.
class KnownVendors final : public users::VendorReader {
public:
    std::map<VendorId, std::string> ibans;

    Result<std::vector<users::VendorSnapshot>>
    find_many(Session&, const std::vector<VendorId>& ids) override {
        std::vector<users::VendorSnapshot> found;
        for (const VendorId& id : ids) {
            if (ibans.contains(id)) {
                users::VendorSnapshot vendor;
                vendor.id = id;
                vendor.display_name = "UAB Sandėlis";
                vendor.iban = ibans[id];
                found.push_back(vendor);
            }
        }
        return found;
    }
    Result<users::VendorSnapshot> find(Session&, std::string_view) override {
        return Error(Errc::unsupported, "unsupported", "not asked here");
    }
};

/// Only boilers.
class KnownCategories final : public catalog::CategoryReader {
public:
    Result<catalog::CategorySnapshot> find(Session&, std::string_view key) override {
        if (key != "katilai") {
            return Error(Errc::not_found, "not_found", "there is no such category");
        }
        return catalog::CategorySnapshot{CategoryId::make(), "katilai"};
    }
};

/// Takes every payment at once; what a refund comes to is the test's to say.
class ScriptedGateway final : public PaymentGateway {
public:
    std::function<Result<GatewayRefundOutcome>(const GatewayRefund&)> on_refund;
    std::vector<GatewayRefund> refunds_asked;
    GatewayInfo info;

    Result<GatewayInfo> describe(Ctx&) override { return info; }
    Result<GatewayOutcome> create(Ctx&, const GatewayPayment& payment) override {
        return GatewayOutcome{
            GatewayState::captured, "pay_" + payment.payment_id.to_string(), {}, {}, {}};
    }
    Result<GatewayOutcome> look_up(Ctx&, std::string_view) override { return GatewayOutcome{}; }
    Result<GatewayRefundOutcome> refund(Ctx&, const GatewayRefund& refund) override {
        refunds_asked.push_back(refund);
        return on_refund(refund);
    }
    Result<std::vector<GatewayEvent>> read_webhook(Ctx&, const GatewayWebhook&) override {
        return Error(Errc::unauthenticated, "invalid_signature", "it sends none");
    }
};

/// The plugin's services, within reach.
class Books final : public Plugin {
public:
    explicit Books(Host host)
        : Plugin(host),
          settings(host.settings<Settings>()),
          vendors(host.require<users::VendorReader>()),
          gateway(host, charge_store, settings.test_gateway),
          commission(host, rule_store, vendors, host.require<catalog::CategoryReader>(), settings),
          books(host, earning_store, ledger, refund_store, payout_store,
                host.require<CommissionRules>(), settings),
          payments(host, payment_store, refund_store, earning_store, books,
                   host.require_all<PaymentGateway>(), settings),
          earnings(host, earning_store, payout_store, ledger, books, settings),
          payouts(host, payout_store, books, vendors, settings),
          check(earning_store, payment_store, payout_store, ledger, settings) {
        payments.use_refund_job(
            host.job<RefundWork>("carry_out_refund", [](Ctx&, const RefundWork&) {
                return Result<void>(); // the tests say when
            }));
    }

    Instant now() { return host().now(); }

    Settings settings;
    PaymentStore payment_store;
    RefundStore refund_store;
    EarningStore earning_store;
    CommissionRuleStore rule_store;
    LedgerStore ledger;
    PayoutStore payout_store;
    TestChargeStore charge_store;
    Use<users::VendorReader> vendors;
    TestGateway gateway;
    CommissionService commission;
    Bookkeeping books;
    PaymentService payments;
    Earnings earnings;
    Payouts payouts;
    LedgerCheck check;
};

/// A purchase as orders hand it over.
struct Sale {
    PaymentRequest request;

    const PaymentShare& share(std::size_t i = 0) const { return request.shares[i]; }
    OrderId order(std::size_t i = 0) const { return share(i).order_id; }
};

class BooksTest : public ::testing::Test {
protected:
    using Request = statybos::testing::PluginDatabase::Request;

    static std::string settings(const std::string& bearer = "marketplace", int hold_days = 0,
                                const std::string& capture = "automatic") {
        return R"({"charge_grace":5000,"test_gateway":{"enabled":true,"capture":")" + capture +
               R"(",)"
               R"("webhook_secret":"s3cret","action_url":"http://bank.test"},)"
               R"("commission_rate":"10.00","commission_vat_rate":"21.00","hold_days":)" +
               std::to_string(hold_days) + R"(,"chargebacks_borne_by":")" + bearer +
               R"(","payouts":{"automatic":false,"sweep_every":86400000,"minimum":)"
               R"({"amount":"0.01","currency":"EUR"},"gateway":"bank","payer":)"
               R"({"name":"UAB Statybos","iban":"LT121000011101001000"}}})";
    }

    explicit BooksTest(const std::string& text = settings()) : host(text) {
        host.give<users::VendorReader>(vendors);
        host.give<catalog::CategoryReader>(categories);
        books = &host.create<Books>();
        host.give<CommissionRules>(books->commission);
        host.give<PaymentGateway>(books->gateway, "test");
        host.give<PaymentGateway>(scripted, "scripted");
        database = std::make_unique<statybos::testing::PluginDatabase>(
            host, std::vector<std::string>{"payments"});
        request = std::make_unique<Request>(*database);
        for (VendorId* vendor : {&a, &b}) {
            *vendor = VendorId::make();
            vendors.ibans[*vendor] = "LT121000011101001000";
        }
    }
    ~BooksTest() override { request.reset(); }

    Ctx ctx() { return request->ctx(); }

    /// A line of goods at 21 % VAT.
    static CommissionLine line(std::int64_t gross, const char* quantity = "1") {
        CommissionLine made;
        made.line_id = LineId::make();
        made.product_id = ProductId::make();
        made.category = "katilai";
        made.categories = {"medziagos", "katilai"};
        made.quantity = Quantity::parse(quantity).value();
        made.gross = eur(gross);
        made.net = made.gross - vat_contained(made.gross, 2'100);
        return made;
    }

    static PaymentShare share(VendorId vendor, std::vector<CommissionLine> lines,
                              std::int64_t shipping = 0, std::int64_t discount = 0) {
        PaymentShare made;
        made.order_id = OrderId::make();
        made.vendor_id = vendor;
        made.shipping = made.amount = eur(shipping);
        made.marketplace_discount = eur(discount);
        for (const CommissionLine& one : lines) {
            made.amount += one.gross;
        }
        made.lines = std::move(lines);
        made.order_number = "ST-" + made.order_id.to_string().substr(24);
        return made;
    }

    Result<void> open(Sale& sale, std::vector<PaymentShare> shares) {
        PaymentRequest& asked = sale.request;
        asked.payment_id = PaymentId::make();
        asked.purchase_id = PurchaseId::make();
        asked.purchase_number = "P-" + asked.purchase_id.to_string().substr(24);
        asked.gateway = gateway;
        asked.amount = eur(0);
        for (const PaymentShare& one : shares) {
            asked.amount += one.amount;
        }
        asked.shares = std::move(shares);
        asked.language = "lt";
        return transact(ctx(), [&](Transaction& tx) { return books->payments.open(tx, asked); });
    }

    Sale given_sale(std::vector<PaymentShare> shares, const char* token = "tok_ok") {
        Sale sale;
        EXPECT_TRUE(open(sale, std::move(shares)).has_value());
        Ctx context = ctx();
        EXPECT_TRUE(books->payments.charge(context, sale.request.payment_id, token).has_value());
        return sale;
    }

    /// Vendor A 121.00 and delivery 12.10, vendor B 2 × 24.20.
    Sale worked_example() {
        return given_sale({share(a, {line(12'100)}, 1'210), share(b, {line(4'840, "2")})});
    }

    /// Asks for a refund by line and carries it out.
    Result<RefundSnapshot> refund(const Sale& sale, std::size_t i,
                                  const std::vector<std::int64_t>& lines, std::int64_t shipping = 0,
                                  std::string key = {}) {
        RefundRequest asked;
        asked.id = RefundId::make();
        asked.payment_id = sale.request.payment_id;
        asked.order_id = sale.order(i);
        asked.items = eur(0);
        for (std::size_t n = 0; n < lines.size(); ++n) {
            if (lines[n] != 0) {
                asked.lines.push_back({sale.share(i).lines[n].line_id, eur(lines[n])});
                asked.items += eur(lines[n]);
            }
        }
        asked.amount = asked.items + eur(shipping);
        asked.key = key.empty() ? asked.id.to_string() : key;
        asked.reason = "test";
        auto written =
            transact(ctx(), [&](Transaction& tx) { return books->payments.refund(tx, asked); });
        if (written) {
            EXPECT_TRUE(books->payments.carry_out(ctx(), written->id).has_value());
        }
        return written;
    }

    /// Asks for so much of the sale's only line, and leaves it to be carried out.
    RefundId ask(const Sale& sale, std::int64_t amount) {
        RefundRequest asked;
        asked.id = RefundId::make();
        asked.payment_id = sale.request.payment_id;
        asked.order_id = sale.order();
        asked.amount = asked.items = eur(amount);
        asked.lines = {{sale.share().lines[0].line_id, eur(amount)}};
        asked.key = asked.id.to_string();
        asked.reason = "test";
        const auto written =
            transact(ctx(), [&](Transaction& tx) { return books->payments.refund(tx, asked); });
        EXPECT_TRUE(written.has_value());
        return asked.id;
    }

    /// As if the time of every refund's next attempt had come.
    void carry_out_pending() {
        database->as_owner().lease()->execute(
            "UPDATE payments.refund SET next_attempt_at = now() WHERE attempts = 0");
        books->payments.carry_out_pending(ctx());
    }

    void complete(OrderId order) {
        transact(ctx(), [&](Transaction& tx) { books->earnings.complete(tx, order); });
    }

    Result<std::size_t> webhook(const Sale& sale, std::string_view type, std::int64_t amount,
                                const std::string& id) {
        const std::string body = R"({"id":")" + id + R"(","type":"payment.)" + std::string(type) +
                                 R"(","payment_id":")" + sale.request.payment_id.to_string() +
                                 R"(","amount":{"amount":")" + eur(amount).amount() +
                                 R"(","currency":"EUR"},"at":"2026-01-01T00:00:00Z"})";
        const std::string stamp = std::to_string(books->now().seconds());
        const GatewayWebhook sent{
            {{"x-test-signature",
              "t=" + stamp + ",v1=" + to_hex(hmac_sha256("s3cret", stamp + '.' + body))}},
            body};
        return books->payments.take_webhook(ctx(), "test", sent);
    }

    /// Cents; credits negative.
    std::int64_t balance(const std::string& account) {
        Session session(ctx());
        return books->ledger.balance(session, account, "EUR");
    }
    std::int64_t pending(VendorId vendor) { return -balance(pending_account(vendor)); }
    std::int64_t payable(VendorId vendor) { return -balance(payable_account(vendor)); }

    std::int64_t count(const std::string& table) {
        return database->as_owner().lease()->query("SELECT count(*) FROM " + table)[0].integer(0);
    }

    std::vector<std::string> faults() {
        Transaction tx(ctx());
        books->ledger.freeze(tx);
        return books->check.faults(tx);
    }

    /// `act(Ctx)` of so many at the same time; what each gave.
    template <class Act>
    auto together(std::size_t crowd, Act act) {
        std::vector<std::invoke_result_t<Act, Ctx>> results;
        std::vector<std::optional<std::invoke_result_t<Act, Ctx>>> slots(crowd);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < crowd; ++i) {
            threads.emplace_back([&, i] {
                Request own(*database);
                slots[i] = act(own.ctx());
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        for (auto& slot : slots) {
            results.push_back(std::move(*slot));
        }
        return results;
    }

    statybos::testing::FakeHost host;
    KnownVendors vendors;
    KnownCategories categories;
    ScriptedGateway scripted;
    std::string gateway = "test"; ///< that purchases are paid through
    Books* books = nullptr;
    std::unique_ptr<statybos::testing::PluginDatabase> database;
    std::unique_ptr<Request> request;
    VendorId a;
    VendorId b;
};

} // namespace statybos::payments
