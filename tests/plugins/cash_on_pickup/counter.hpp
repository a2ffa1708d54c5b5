// The plugin's services on a real database, with a purchase of two orders and payments that write
// down what they are told.
#pragma once

#include <gtest/gtest.h>

#include "service/cash_gateway.hpp"
#include "service/handovers.hpp"
#include "support/plugin_database.hpp"

namespace statybos::cash_on_pickup {

class TellingPayments final : public payments::PaymentEvents {
public:
    std::vector<payments::GatewayEvent> told;

    Result<std::vector<payments::RecordedEvent>>
    record(Transaction&, std::string_view gateway,
           const std::vector<payments::GatewayEvent>& events) override {
        EXPECT_EQ(gateway, "cash_on_pickup");
        told.push_back(events.at(0));
        return std::vector{payments::RecordedEvent{events[0].event_id, {}}};
    }
};

class KnownOrders final : public orders::OrderReader {
public:
    std::vector<orders::OrderSnapshot> all;

    Result<orders::OrderSnapshot> find(Session&, OrderId id) override {
        for (const orders::OrderSnapshot& order : all) {
            if (order.id == id) {
                return order;
            }
        }
        return Error(Errc::not_found, "not_found", "there is no such order");
    }
    Result<std::vector<orders::OrderSnapshot>> of_purchase(Session&, PurchaseId) override {
        return all;
    }
    Result<orders::OrderSnapshot> find_visible(Session&, std::string_view,
                                               std::string_view) override {
        return Error(Errc::unsupported, "unsupported", "not asked here");
    }
    Result<orders::OrderSnapshot> find_by_number(Session&, std::string_view,
                                                 std::string_view) override {
        return Error(Errc::unsupported, "unsupported", "not asked here");
    }
};

/// The services, within reach.
class Services final : public Plugin {
public:
    explicit Services(Host host)
        : Plugin(host),
          settings_(host.settings<Settings>()),
          gateway(host, promises, settings_),
          handovers(host, promises, host.require<orders::OrderReader>(),
                    host.require<payments::PaymentEvents>()) {}

private:
    Settings settings_;

public:
    PromiseStore promises;
    CashGateway gateway;
    Handovers handovers;
};

class Counter {
public:
    Counter() {
        host.give<orders::OrderReader>(orders);
        host.give<payments::PaymentEvents>(payments);
        services = &host.create<Services>();
        host.sign_in(UserId::make(), {"admin"});
        database_ = std::make_unique<statybos::testing::PluginDatabase>(
            host, std::vector<std::string>{"cash_on_pickup"});
        request_ = std::make_unique<statybos::testing::PluginDatabase::Request>(*database_);
    }

    Ctx ctx() { return request_->ctx(); }

    static payments::GatewayPayment payment(std::int64_t amount = 5'000) {
        payments::GatewayPayment made;
        made.payment_id = PaymentId::make();
        made.idempotency_key = made.payment_id.to_string();
        made.amount = eur(amount);
        return made;
    }

    statybos::testing::FakeHost host{R"({"maximum":{"amount":"5000.00","currency":"EUR"}})",
                                     "cash_on_pickup"};
    KnownOrders orders;
    TellingPayments payments;
    Services* services = nullptr;

private:
    std::unique_ptr<statybos::testing::PluginDatabase> database_;
    std::unique_ptr<statybos::testing::PluginDatabase::Request> request_;
};

} // namespace statybos::cash_on_pickup
