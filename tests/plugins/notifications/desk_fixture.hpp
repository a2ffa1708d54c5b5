// Notifications on a real database, with people and orders that exist by being named, and channels
// that write down what they deliver.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <statybos/secrets.hpp>

#include "parts.hpp"
#include "support/plugin_database.hpp"

namespace statybos::notifications {

inline Error nobody() {
    return Error(Errc::not_found, "not_found", "nobody");
}

class KnownUsers final : public users::UserReader {
public:
    std::map<UserId, users::UserSnapshot> known;

    Result<users::UserSnapshot> find(Session&, UserId id) override {
        const auto found = known.find(id);
        return found == known.end() ? Result<users::UserSnapshot>(nobody())
                                    : Result<users::UserSnapshot>(found->second);
    }
    Result<std::vector<users::UserSnapshot>> with_role(Session&, std::string_view role) override {
        std::vector<users::UserSnapshot> found;
        for (const auto& [id, user] : known) {
            if (std::find(user.roles.begin(), user.roles.end(), role) != user.roles.end()) {
                found.push_back(user);
            }
        }
        return found;
    }
    Result<std::string> verification_token(Session&, UserId id) override {
        return known.count(id) == 0 ? Result<std::string>(nobody()) : std::string("t0ken");
    }
    Result<std::string> password_token(Session& session, UserId id) override {
        return verification_token(session, id);
    }
};

class KnownVendors final : public users::VendorReader {
public:
    std::map<std::string, users::VendorSnapshot> known;

    Result<std::vector<users::VendorSnapshot>> find_many(Session&,
                                                         const std::vector<VendorId>&) override {
        return nobody();
    }
    Result<users::VendorSnapshot> find(Session&, std::string_view key) override {
        const auto found = known.find(std::string(key));
        return found == known.end() ? Result<users::VendorSnapshot>(nobody())
                                    : Result<users::VendorSnapshot>(found->second);
    }
};

class KnownOrders final : public orders::OrderReader {
public:
    std::map<OrderId, orders::OrderSnapshot> known;

    Result<orders::OrderSnapshot> find(Session&, OrderId id) override {
        const auto found = known.find(id);
        return found == known.end() ? Result<orders::OrderSnapshot>(nobody())
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
    Result<orders::OrderSnapshot> find_visible(Session&, std::string_view,
                                               std::string_view) override {
        return nobody();
    }
    Result<orders::OrderSnapshot> find_by_number(Session&, std::string_view,
                                                 std::string_view) override {
        return nobody();
    }
};

class KnownCodes final : public shipping::CollectionCodes {
public:
    std::optional<std::string> code;
    Result<std::optional<std::string>> code_of(Session&, OrderId) override { return code; }
};

class KnownProducts final : public catalog::ProductReader {
public:
    Result<std::vector<catalog::ProductSnapshot>>
    find_many(Session&, const std::vector<ProductId>& ids) override {
        catalog::ProductSnapshot product;
        product.id = ids.at(0);
        product.slug = "katilas";
        product.title = "Katilas 15 kW";
        return std::vector{product};
    }
};

/// Delivers unless `fails` says how it fails; `dies` is a kill between sending and noting.
class WritingChannel final : public NotificationChannel {
public:
    explicit WritingChannel(bool by_phone) : by_phone_(by_phone) {}

    Result<bool> reaches(Ctx&, const Notification& notification) override {
        return (by_phone_ ? notification.phone : notification.email).has_value();
    }
    Result<void> deliver(Ctx&, const Notification& notification) override {
        const std::lock_guard lock(mutex_);
        ++tries;
        if (fails) {
            return *fails;
        }
        delivered.push_back(notification);
        if (dies) {
            throw std::runtime_error("killed");
        }
        return {};
    }

    int tries = 0;
    bool dies = false;
    std::optional<Error> fails;
    std::vector<Notification> delivered;

private:
    const bool by_phone_;
    std::mutex mutex_;
};

/// The plugin's services, within reach.
class Desk final : public Plugin {
public:
    explicit Desk(Host host)
        : Plugin(host),
          settings(host.settings<Settings>()),
          preferences(preference_store),
          recipients(host.require<users::UserReader>(), host.require<users::VendorReader>()),
          dispatching(host, settings, notifications, dispatches, preferences,
                      host.require_all<NotificationChannel>()),
          accounts(dispatching, recipients, settings, host.require<users::UserReader>()),
          orders(dispatching, recipients, settings, host.require<orders::OrderReader>(),
                 host.require_optional<shipping::CollectionCodes>()),
          money(dispatching, recipients, settings, host.require<orders::OrderReader>()),
          vendors(dispatching, recipients, settings,
                  host.require_optional<catalog::ProductReader>()) {
        dispatching.use_job(host.job<DispatchWork>(
            "dispatch", [](Ctx&, const DispatchWork&) { return Result<void>(); }));
    }

    Settings settings;
    NotificationStore notifications;
    DispatchStore dispatches;
    PreferenceStore preference_store;
    Preferences preferences;
    Recipients recipients;
    Dispatching dispatching;
    AccountNews accounts;
    OrderNews orders;
    MoneyNews money;
    VendorNews vendors;
};

class DeskTest : public ::testing::Test {
protected:
    DeskTest() {
        host.give<users::UserReader>(users);
        host.give<users::VendorReader>(vendors);
        host.give<orders::OrderReader>(orders);
        host.give<shipping::CollectionCodes>(codes);
        host.give<catalog::ProductReader>(products);
        host.give<NotificationChannel>(email, "email");
        host.give<NotificationChannel>(sms, "sms");
        desk = &host.create<Desk>();
        database = std::make_unique<statybos::testing::PluginDatabase>(
            host, std::vector<std::string>{"notifications"});
        request = std::make_unique<statybos::testing::PluginDatabase::Request>(*database);
        add_people();
    }

    void add_people() {
        buyer = add_user("buyer@e2e.test", "en", {"customer"}, "+37061234567");
        seller = add_user("vendor@e2e.test", "lt", {"customer", "vendor"});
        admin = add_user("admin@e2e.test", "en", {"admin"});
        other_admin = add_user("other@e2e.test", "lt", {"admin"});
        users::VendorSnapshot vendor;
        vendor.id = vendor_id;
        vendor.user_id = seller;
        vendor.display_name = "UAB Sandėlis";
        vendors.known[vendor_id.to_string()] = vendor;
        order.id = OrderId::make();
        order.number = "AB12";
        order.purchase_id = PurchaseId::make();
        order.purchase_number = "P-77";
        order.user_id = buyer;
        order.email = "buyer@e2e.test";
        order.phone = "+37061234567";
        order.buyer_name = "Petras";
        order.language = "en";
        order.vendor_id = vendor_id;
        order.vendor_name = "UAB Sandėlis";
        order.grand = eur(1'210);
        order.confirmed_at = Instant::from_seconds(1);
        orders.known[order.id] = order;
    }
    UserId add_user(const std::string& address, const std::string& language,
                    std::vector<std::string> roles,
                    std::optional<std::string> phone = std::nullopt) {
        users::UserSnapshot user;
        user.id = UserId::make();
        user.email = address;
        user.name = address.substr(0, address.find('@'));
        user.language = language;
        user.roles = std::move(roles);
        user.phone = std::move(phone);
        users.known[user.id] = user;
        return user.id;
    }
    static Occurrence once() { return {Uuid::make(), {}}; }

    /// `tell(tx)` in a transaction of its own, as the kernel delivers an event.
    template <class Tell>
    void hear(Tell tell, Ctx ctx) {
        const auto heard = transact(ctx, tell);
        ASSERT_TRUE(heard) << heard.error().message();
    }
    template <class Tell>
    void hear(Tell tell) {
        hear(tell, request->ctx());
    }
    void place() {
        hear([this](Transaction& tx) { return desk->orders.placed(tx, order.id); });
    }
    orders::OrderStatusChanged moved(orders::OrderStatus from, orders::OrderStatus to) const {
        orders::OrderStatusChanged changed;
        changed.order_id = order.id;
        changed.vendor_id = vendor_id;
        changed.user_id = order.user_id;
        changed.from = from;
        changed.to = to;
        return changed;
    }
    void move(const orders::OrderStatusChanged& changed) {
        hear([&](Transaction& tx) { return desk->orders.moved(tx, changed); });
    }

    /// "channel key" of what waits for its channel, in alphabetic order.
    std::vector<std::string> waiting() {
        Session session(request->ctx());
        return session.query<std::string>(
            "SELECT channel || ' ' || key FROM notifications.dispatch"
            " WHERE delivered_at IS NULL AND refused IS NULL ORDER BY 1");
    }
    /// Takes everything that waits to its channel, once.
    void dispatch_all() {
        for (const std::string& one : waiting()) {
            const auto space = one.find(' ');
            Ctx ctx = request->ctx();
            const auto done =
                desk->dispatching.dispatch(ctx, {one.substr(space + 1), one.substr(0, space)});
            ASSERT_TRUE(done) << done.error().message();
        }
    }
    std::vector<std::string> events_of(UserId user) {
        std::vector<std::string> events;
        Session session(request->ctx());
        for (const auto& shown : desk->notifications.list(session, user, std::nullopt, 100)) {
            events.push_back(shown.event);
        }
        return events;
    }
    std::string key(std::string_view event, std::string_view role) const {
        return std::string(event) + '/' + order.id.to_string() + '/' + std::string(role);
    }

    statybos::testing::FakeHost host{
        R"({"site_url":"https://shop.test","sender":"x","eml_files":false,"smtp":{},)"
        R"("give_up_after":259200000,"time_zone":"Europe/Vilnius"})",
        "notifications"};
    KnownUsers users;
    KnownVendors vendors;
    KnownOrders orders;
    KnownCodes codes;
    KnownProducts products;
    WritingChannel email{false};
    WritingChannel sms{true};
    Desk* desk = nullptr;
    std::unique_ptr<statybos::testing::PluginDatabase> database;
    std::unique_ptr<statybos::testing::PluginDatabase::Request> request;
    UserId buyer, seller, admin, other_admin;
    VendorId vendor_id = VendorId::make();
    orders::OrderSnapshot order;
};

} // namespace statybos::notifications
