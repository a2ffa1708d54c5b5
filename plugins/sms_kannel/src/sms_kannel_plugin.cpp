#include "sms_kannel_plugin.hpp"

namespace statybos::sms_kannel {

SmsKannelPlugin::SmsKannelPlugin(Host host)
    : Plugin(host), settings_(host.settings<Settings>()), channel_(host, settings_, messages_) {
    host.provide<notifications::NotificationChannel>(channel_, "sms");
    host.every(std::chrono::hours(24), "tidy", [this](Ctx& ctx) -> Result<void> {
        Session session(ctx);
        messages_.forget_old(session);
        return {};
    });
}

} // namespace statybos::sms_kannel
