// The services of vouchers on a real database, with one vendor and one category that exist.
#pragma once

#include <memory>
#include <thread>

#include <gmock/gmock.h>

#include "plugins/vouchers/samples.hpp"
#include "service/voucher_desk.hpp"
#include "service/voucher_service.hpp"
#include "support/plugin_database.hpp"

namespace statybos::vouchers {

class OneVendor final : public users::VendorReader {
public:
    VendorId id = VendorId::make();

    Result<std::vector<users::VendorSnapshot>>
    find_many(Session&, const std::vector<VendorId>& ids) override {
        std::vector<users::VendorSnapshot> found;
        if (ids.front() == id) {
            found.emplace_back().id = id;
        }
        return found;
    }
    Result<users::VendorSnapshot> find(Session&, std::string_view) override {
        return Error(Errc::unsupported, "unsupported", "not asked here");
    }
};

class OneCategory final : public catalog::CategoryReader {
public:
    CategoryId id = CategoryId::make();

    Result<catalog::CategorySnapshot> find(Session&, std::string_view key) override {
        if (key != "katilai" && key != id.to_string()) {
            return Error(Errc::not_found, "not_found", "there is no such category");
        }
        return catalog::CategorySnapshot{id, "katilai"};
    }
};

/// The plugin's services, within reach.
class Desk final : public Plugin {
public:
    explicit Desk(Host host)
        : Plugin(host),
          vouchers(host, voucher_store, host.require<users::VendorReader>(),
                   host.require<catalog::CategoryReader>()),
          desk(host, voucher_store, use_store) {}

    Instant now() { return host().now(); }

    VoucherStore voucher_store;
    UseStore use_store;
    VoucherService vouchers;
    VoucherDesk desk;
};

/// Who orders.
struct Customer {
    std::optional<UserId> user;
    std::string email = "ona@example.test";
};

/// A purchase as orders hand it over.
struct Purchase {
    PurchaseId id = PurchaseId::make();
    std::vector<OrderId> orders{OrderId::make()};
};

class DeskTest : public ::testing::Test {
protected:
    using Request = statybos::testing::PluginDatabase::Request;

    DeskTest() {
        host.give<users::VendorReader>(vendor);
        host.give<catalog::CategoryReader>(category);
        services = &host.create<Desk>();
        database = std::make_unique<statybos::testing::PluginDatabase>(
            host, std::vector<std::string>{"vouchers"});
        request = std::make_unique<Request>(*database);
    }
    ~DeskTest() override { request.reset(); }

    Ctx ctx() { return request->ctx(); }

    static Terms ten_percent(std::string code = "RUDUO10") {
        Terms terms;
        terms.code = std::move(code);
        terms.value.percent = Percent{1'000};
        return terms;
    }
    static Terms limited(std::optional<std::int32_t> total,
                         std::optional<std::int32_t> per_customer = {}) {
        Terms terms = ten_percent();
        terms.limit_total = total;
        terms.limit_per_customer = per_customer;
        return terms;
    }

    VoucherRow given(const Terms& terms) {
        auto made = services->vouchers.create(ctx(), {}, terms);
        EXPECT_TRUE(made.has_value());
        return made ? *made : VoucherRow();
    }

    Result<void> claim(Ctx own, const std::vector<VoucherRow>& vouchers, const Purchase& purchase,
                       const Customer& customer = {}) {
        orders::VoucherClaim asked{purchase.id, customer.user, customer.email, {}};
        for (const VoucherRow& voucher : vouchers) {
            asked.uses.push_back({voucher.id, voucher.code, eur(100), purchase.orders});
        }
        return transact(own, [&](Transaction& tx) { return services->desk.claim(tx, asked); });
    }
    Result<void> claim(const VoucherRow& voucher, const Purchase& purchase = {},
                       const Customer& customer = {}) {
        return claim(ctx(), {voucher}, purchase, customer);
    }

    void give_back(Ctx own, const Purchase& purchase, const std::vector<OrderId>& orders) {
        const auto given = transact(own, [&](Transaction& tx) {
            return services->desk.give_back(tx, purchase.id, orders);
        });
        EXPECT_TRUE(given.has_value());
    }

    /// Why the code takes nothing off for this customer, or "holds".
    std::string judged(const std::string& code, const Customer& customer = {}) {
        Session session(ctx());
        const auto verdict = services->desk.judge(
            session, {{code}, {goods(vendor.id, 1'000)}, customer.user, customer.email});
        return verdict->refusals.empty() ? "holds" : verdict->refusals.front().reason;
    }

    std::int64_t number(const std::string& sql) {
        return database->as_owner().lease()->query(sql)[0].integer(0);
    }
    std::int64_t used(const VoucherRow& voucher) {
        Session session(ctx());
        return services->voucher_store.find(session, {}, voucher.id)->used;
    }
    std::int64_t standing_uses() {
        return number("SELECT count(*) FROM vouchers.use WHERE given_back_at IS NULL");
    }

    /// `act(Ctx, i)` of so many at the same time; what each gave.
    template <class Act>
    auto together(std::size_t crowd, Act act) {
        std::vector<std::invoke_result_t<Act, Ctx, std::size_t>> results(crowd);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < crowd; ++i) {
            threads.emplace_back([&, i] {
                Request own(*database);
                results[i] = act(own.ctx(), i);
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        return results;
    }

    statybos::testing::FakeHost host;
    OneVendor vendor;
    OneCategory category;
    Desk* services = nullptr;
    std::unique_ptr<statybos::testing::PluginDatabase> database;
    std::unique_ptr<Request> request;
};

} // namespace statybos::vouchers
