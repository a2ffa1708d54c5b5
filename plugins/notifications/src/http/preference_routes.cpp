#include "http/preference_routes.hpp"

namespace statybos::notifications {
namespace {

std::map<std::string, bool>& channel_in(NotificationPreferences& preferences,
                                        std::string_view channel) {
    return channel == email_channel ? preferences.email
           : channel == sms_channel ? preferences.sms
                                    : preferences.in_app;
}

std::vector<Switch> switches_of(const NotificationPreferences& wanted) {
    std::vector<Switch> switches;
    const auto append = [&](std::string_view channel, const std::map<std::string, bool>& events) {
        for (const auto& [event, on] : events) {
            switches.push_back({std::string(channel), event, on});
        }
    };
    append(email_channel, wanted.email);
    append(sms_channel, wanted.sms);
    append(in_app_channel, wanted.in_app);
    return switches;
}

} // namespace

void PreferenceRoutes::declare(Host& host) {
    Router router(host, *this, "notifications");
    router.get("/api/notifications/preferences", &PreferenceRoutes::show)
        .access(Access::signed_in)
        .summary("What one is told of, by channel and event");
    router.put("/api/notifications/preferences", &PreferenceRoutes::put)
        .access(Access::signed_in)
        .summary("Switch what one is told of; what is left out is as by default");
}

Result<NotificationPreferences> PreferenceRoutes::show(Ctx& ctx) {
    NotificationPreferences shown;
    for (const Switch& one : preferences_.of_caller(ctx)) {
        channel_in(shown, one.channel)[one.event] = one.on;
    }
    return shown;
}

Result<NotificationPreferences> PreferenceRoutes::put(Ctx& ctx,
                                                      const NotificationPreferences& wanted) {
    if (auto done = preferences_.put(ctx, switches_of(wanted)); !done) {
        return done.error();
    }
    return show(ctx);
}

} // namespace statybos::notifications
