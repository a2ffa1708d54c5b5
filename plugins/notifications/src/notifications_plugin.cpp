#include "notifications_plugin.hpp"

namespace statybos::notifications {

NotificationsPlugin::NotificationsPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      preferences_(preference_store_),
      email_(host, settings_),
      recipients_(host.require<users::UserReader>(), host.require<users::VendorReader>()),
      dispatching_(host, settings_, notifications_, dispatches_, preferences_,
                   host.require_all<NotificationChannel>()),
      account_news_(parts.make_account_news(dispatching_, recipients_, settings_,
                                            host.require<users::UserReader>())),
      order_news_(parts.make_order_news(dispatching_, recipients_, settings_,
                                        host.require<orders::OrderReader>(),
                                        host.require_optional<shipping::CollectionCodes>())),
      money_news_(parts.make_money_news(dispatching_, recipients_, settings_,
                                        host.require<orders::OrderReader>())),
      vendor_news_(parts.make_vendor_news(dispatching_, recipients_, settings_,
                                          host.require_optional<catalog::ProductReader>())),
      notification_routes_(notifications_),
      preference_routes_(preferences_),
      stream_routes_(notifications_) {
    host.provide<NotificationChannel>(email_, "email");
    notification_routes_.declare(host);
    preference_routes_.declare(host);
    stream_routes_.declare(host);
    dispatching_.use_job(
        host.job<DispatchWork>("dispatch", [this](Ctx& ctx, const DispatchWork& work) {
            return dispatching_.dispatch(ctx, work);
        }));
    listen(host);
}

void NotificationsPlugin::listen(Host& host) {
    host.on<users::UserRegistered>(
        "verify_email", [this](Transaction& tx, const users::UserRegistered& event) {
            return account_news_->verify_email(tx, event.user_id, "registered");
        });
    host.on<users::VerificationRequested>(
        "verify_email_again",
        [this](Transaction& tx, const users::VerificationRequested& event, const Occurrence& once) {
            return account_news_->verify_email(tx, event.user_id, once.id.to_string());
        });
    host.on<users::PasswordForgotten>(
        "reset_password",
        [this](Transaction& tx, const users::PasswordForgotten& event, const Occurrence& once) {
            return account_news_->reset_password(tx, event.user_id, once.id.to_string());
        });
    host.on<orders::PaymentAwaited>("payment_awaited",
                                    [this](Transaction& tx, const orders::PaymentAwaited& event) {
                                        return order_news_->payment_awaited(tx, event);
                                    });
    host.on<orders::OrderPlaced>("order_placed",
                                 [this](Transaction& tx, const orders::OrderPlaced& event) {
                                     return order_news_->placed(tx, event.order_id);
                                 });
    host.on<orders::OrderStatusChanged>(
        "order_status_changed", [this](Transaction& tx, const orders::OrderStatusChanged& event) {
            return order_news_->moved(tx, event);
        });
    host.on<orders::ReturnChanged>("return_changed",
                                   [this](Transaction& tx, const orders::ReturnChanged& event) {
                                       return order_news_->returned(tx, event);
                                   });
    host.on<payments::RefundSettled>("refund_settled",
                                     [this](Transaction& tx, const payments::RefundSettled& event) {
                                         return money_news_->refunded(tx, event);
                                     });
    host.on<payments::PayoutChanged>("payout_changed",
                                     [this](Transaction& tx, const payments::PayoutChanged& event) {
                                         return money_news_->paid_out(tx, event);
                                     });
    host.on<payments::ChargebackReceived>(
        "chargeback_received",
        [this](Transaction& tx, const payments::ChargebackReceived& event, const Occurrence& once) {
            return money_news_->charged_back(tx, event, once);
        });
    host.on<payments::PaymentMismatched>(
        "payment_mismatched",
        [this](Transaction& tx, const payments::PaymentMismatched& event, const Occurrence& once) {
            return money_news_->mismatched(tx, event, once);
        });
    host.on<users::VendorChanged>(
        "vendor_changed",
        [this](Transaction& tx, const users::VendorChanged& event, const Occurrence& once) {
            return vendor_news_->changed(tx, event, once);
        });
    host.on<catalog::ProductBackInStock>(
        "product_back_in_stock",
        [this](Transaction& tx, const catalog::ProductBackInStock& event, const Occurrence& once) {
            return vendor_news_->back_in_stock(tx, event, once);
        });
}

} // namespace statybos::notifications
