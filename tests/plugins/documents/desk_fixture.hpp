// Documents on a real database, with orders, payments and vendors that exist by being named.
#pragma once

#include <map>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "plugins/documents/sample_orders.hpp"
#include "service/documents.hpp"
#include "support/plugin_database.hpp"

namespace statybos::documents {

inline Error not_asked_here() {
    return Error(Errc::unsupported, "unsupported", "not asked here");
}

class KnownOrders final : public orders::OrderReader {
public:
    std::map<OrderId, orders::OrderSnapshot> known;

    Result<orders::OrderSnapshot> find(Session&, OrderId id) override {
        const auto found = known.find(id);
        return found == known.end()
                   ? Result<orders::OrderSnapshot>(Error(Errc::not_found, "not_found", "no order"))
                   : Result<orders::OrderSnapshot>(found->second);
    }
    Result<std::vector<orders::OrderSnapshot>> of_purchase(Session&, PurchaseId id) override {
        std::vector<orders::OrderSnapshot> found;
        for (const auto& [order_id, order] : known) {
            if (order.purchase_id == id) {
                found.push_back(order);
            }
        }
        return found;
    }
    /// To everybody who has the token "open".
    Result<orders::OrderSnapshot> find_visible(Session& session, std::string_view id,
                                               std::string_view token) override {
        const auto parsed = OrderId::parse(id);
        return find(session, parsed && token == "open" ? *parsed : OrderId());
    }
    Result<orders::OrderSnapshot> find_by_number(Session&, std::string_view,
                                                 std::string_view) override {
        return not_asked_here();
    }
};

class KnownPayments final : public payments::Payments {
public:
    payments::PaymentSnapshot payment; ///< everybody's

    Result<void> check(Ctx&, std::string_view, const Money&, bool) override {
        return not_asked_here();
    }
    Result<void> open(Transaction&, const payments::PaymentRequest&) override {
        return not_asked_here();
    }
    Result<payments::PaymentSnapshot> charge(Ctx&, PaymentId,
                                             const std::optional<std::string>&) override {
        return not_asked_here();
    }
    Result<payments::PaymentSnapshot> refresh(Ctx&, PaymentId, bool) override {
        return not_asked_here();
    }
    Result<void> give_back(Transaction&, PaymentId, OrderId, const Money&, std::string_view,
                           std::string_view) override {
        return not_asked_here();
    }
    Result<std::vector<payments::PaymentSnapshot>>
    find_many(Session&, const std::vector<PaymentId>& ids) override {
        std::vector<payments::PaymentSnapshot> found(ids.size(), payment);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            found[i].id = ids[i];
        }
        return found;
    }
    Result<payments::RefundSnapshot> refund(Transaction&, const payments::RefundRequest&) override {
        return not_asked_here();
    }
    Result<payments::RefundableOrder> refundable(Transaction&, OrderId) override {
        return not_asked_here();
    }
    Result<payments::PaymentSnapshot> charge_opened(Ctx&, const payments::PaymentRequest&,
                                                    const std::optional<std::string>&) override {
        return not_asked_here();
    }
};

class KnownVendors final : public users::VendorReader {
public:
    std::map<std::string, users::VendorSnapshot> known;

    Result<std::vector<users::VendorSnapshot>> find_many(Session&,
                                                         const std::vector<VendorId>&) override {
        return not_asked_here();
    }
    Result<users::VendorSnapshot> find(Session&, std::string_view key) override {
        return known.at(std::string(key));
    }
};

/// The plugin's services, within reach.
class Desk final : public Plugin {
public:
    explicit Desk(Host host)
        : Plugin(host),
          settings(host.settings<Settings>()),
          orders(host.require<orders::OrderReader>()),
          issuing(host, store,
                  {orders, host.require<payments::Payments>(), host.require<users::VendorReader>()},
                  settings),
          printer(settings),
          documents(store, issuing, printer, orders) {}

    Settings settings;
    DocumentStore store;
    Use<orders::OrderReader> orders;
    Issuing issuing;
    Printer printer;
    Documents documents;
};

class DeskTest : public ::testing::Test {
protected:
    using Request = statybos::testing::PluginDatabase::Request;

    DeskTest() {
        host.give<orders::OrderReader>(orders);
        host.give<payments::Payments>(payments);
        host.give<users::VendorReader>(vendors);
        desk = &host.create<Desk>();
        database = std::make_unique<statybos::testing::PluginDatabase>(
            host, std::vector<std::string>{"documents"});
        request = std::make_unique<Request>(*database);
        payments.payment.gateway = "test";
        a = given_vendor();
        b = given_vendor();
    }
    ~DeskTest() override { request.reset(); }

    Ctx ctx() { return request->ctx(); }

    VendorId given_vendor(bool is_private = false) {
        const auto vendor = sample_vendor(is_private);
        vendors.known[vendor.id.to_string()] = vendor;
        return vendor.id;
    }

    /// Paid: 121.00 and delivery 12.10.
    orders::OrderSnapshot given_order(VendorId vendor) {
        const bool is_private =
            vendors.known.at(vendor.to_string()).kind == users::VendorKind::private_;
        const std::int32_t rate = is_private ? 0 : 2'100;
        const auto order =
            sample_order(vendor, {sample_line("Katilas", "2", "pcs", 6'050, rate)}, 1'210, rate);
        orders.known[order.id] = order;
        return order;
    }

    Result<void> hear_paid(Ctx own, const orders::OrderSnapshot& order) {
        payments::PaymentChanged changed;
        changed.payment_id = order.payment_id;
        changed.purchase_id = order.purchase_id;
        changed.status = payments::PaymentStatus::paid;
        return transact(own, [&](Transaction& tx) { return desk->issuing.hear(tx, changed); });
    }

    /// One of the order's two boilers goes back: 60.50 with 10.50 VAT.
    static orders::OrderRefunded refund_of(const orders::OrderSnapshot& order) {
        orders::OrderRefunded refunded;
        refunded.refund_id = Uuid::make();
        refunded.order_id = order.id;
        refunded.amount = eur(6'050);
        refunded.vat = eur(1'050);
        refunded.shipping = refunded.shipping_vat = eur(0);
        refunded.lines = {{order.lines[0].id, Quantity::of(1), eur(6'050), eur(1'050)}};
        refunded.reason = "Sudužo";
        return refunded;
    }
    static payments::RefundSettled settled(const orders::OrderRefunded& refunded) {
        payments::RefundSettled event;
        event.refund_id = payments::RefundId::from(refunded.refund_id);
        event.order_id = refunded.order_id;
        event.amount = refunded.amount;
        event.status = payments::RefundState::succeeded;
        return event;
    }
    template <class E>
    Result<void> hear(Ctx own, const E& event) {
        return transact(own, [&](Transaction& tx) { return desk->issuing.hear(tx, event); });
    }

    std::vector<std::string> numbers_of(const orders::OrderSnapshot& order) {
        Session session(ctx());
        std::vector<std::string> numbers;
        for (const DocumentRow& document : desk->store.of_order(session, order.id)) {
            numbers.push_back(document.number);
        }
        return numbers;
    }
    std::vector<std::string> numbers_of(VendorId vendor) {
        Session session(ctx());
        std::vector<std::string> numbers;
        for (const DocumentRow& document :
             desk->store.list(session, {vendor, {}, {}, {}}, {}, 1000)) {
            numbers.push_back(document.number);
        }
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }

    std::int64_t count(const std::string& table) {
        return database->as_owner().lease()->query("SELECT count(*) FROM " + table)[0].integer(0);
    }

    /// `act(Ctx, i)` of so many at the same time; what each gave.
    template <class Act>
    auto together(std::size_t crowd, Act act) {
        using Given = std::invoke_result_t<Act, Ctx, std::size_t>;
        std::vector<std::optional<Given>> slots(crowd);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < crowd; ++i) {
            threads.emplace_back([&, i] {
                Request own(*database);
                slots[i] = act(own.ctx(), i);
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        std::vector<Given> given;
        for (auto& slot : slots) {
            given.push_back(std::move(*slot));
        }
        return given;
    }

    statybos::testing::FakeHost host{
        R"({"marketplace":"Statybos","time_zone":"Europe/Vilnius","font":"Inter",)"
        R"("series":{"invoice":"SF","credit_note":"KR","receipt":"KV","refund_receipt":"GK"}})"};
    KnownOrders orders;
    KnownPayments payments;
    KnownVendors vendors;
    Desk* desk = nullptr;
    std::unique_ptr<statybos::testing::PluginDatabase> database;
    std::unique_ptr<Request> request;
    VendorId a;
    VendorId b;
};

} // namespace statybos::documents
