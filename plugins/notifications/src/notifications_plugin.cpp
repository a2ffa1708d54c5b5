#include "notifications_plugin.hpp"

#include <statybos/secrets.hpp>
#include <statybos/users/events.hpp>

namespace statybos::notifications {

NotificationsPlugin::NotificationsPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      email_(host, settings_),
      notifier_(parts.make_notifier(
          host, store_,
          {host.require<users::UserReader>(), host.require<users::VendorReader>(),
           host.require<orders::OrderReader>(), host.require_all<NotificationChannel>()},
          settings_)),
      routes_(store_) {
    host.provide<NotificationChannel>(email_, "email");
    routes_.declare(host);
    notifier_->use_job(
        host.job<DispatchWork>("dispatch", [this](Ctx& ctx, const DispatchWork& work) {
            return notifier_->dispatch(ctx, work);
        }));

    host.on<users::UserRegistered>(
        "verify_email", [this](Transaction& tx, const users::UserRegistered& event) {
            return notifier_->verify_email(tx, event.user_id, "registered");
        });
    host.on<users::VerificationRequested>(
        "verify_email_again", [this](Transaction& tx, const users::VerificationRequested& event) {
            return notifier_->verify_email(tx, event.user_id, random_token(8));
        });
    host.on<users::PasswordForgotten>(
        "reset_password", [this](Transaction& tx, const users::PasswordForgotten& event) {
            return notifier_->reset_password(tx, event.user_id, random_token(8));
        });
    host.on<orders::OrderPlaced>("order_placed",
                                 [this](Transaction& tx, const orders::OrderPlaced& event) {
                                     return notifier_->order_placed(tx, event.order_id);
                                 });
    host.on<orders::OrderStatusChanged>(
        "order_status_changed", [this](Transaction& tx, const orders::OrderStatusChanged& event) {
            return notifier_->order_status_changed(tx, event);
        });
}

} // namespace statybos::notifications
