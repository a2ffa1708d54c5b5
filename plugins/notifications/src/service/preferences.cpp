#include "service/preferences.hpp"

#include <algorithm>

namespace statybos::notifications {
namespace {

constexpr std::string_view switched_channels[] = {email_channel, sms_channel, in_app_channel};

bool concerns(const KnownEvent& event, Ctx& ctx) {
    switch (event.audience) {
    case Audience::account:
    case Audience::buyer:
        return true;
    case Audience::vendor:
        return ctx.vendor().has_value();
    case Audience::operators:
        return ctx.has_role("admin");
    }
    return false;
}

// RFC 6901.
std::string pointer_to(const Switch& one) {
    std::string pointer = '/' + one.channel + '/';
    for (const char c : one.event) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
    return pointer;
}

void judge(Error& wrong, const Switch& one) {
    const KnownEvent* event = find_event(one.event);
    if (event == nullptr || !is_offered(*event, one.channel)) {
        wrong.add_field({pointer_to(one), "not_in_list", "nobody is told of such an event here"});
    } else if (is_required(*event, one.channel) && !one.on) {
        wrong.add_field({pointer_to(one), "required_notification",
                         "you could not use your account without it: it cannot be switched off"});
    }
}

} // namespace

std::vector<Switch> Preferences::of_caller(Ctx ctx) {
    Session session(ctx);
    const auto stored = store_.of_user(session, ctx.require_user());
    std::vector<Switch> all;
    for (const KnownEvent& event : known_events()) {
        if (!concerns(event, ctx)) {
            continue;
        }
        const Wishes wishes(event, stored);
        for (const std::string_view channel : switched_channels) {
            if (is_offered(event, channel)) {
                all.push_back(
                    {std::string(channel), std::string(event.name), wishes.want(channel)});
            }
        }
    }
    return all;
}

Result<void> Preferences::put(Ctx ctx, const std::vector<Switch>& switches) {
    Error wrong(Errc::invalid, "validation_failed", "the input is not acceptable");
    for (const Switch& one : switches) {
        judge(wrong, one);
    }
    if (!wrong.fields().empty()) {
        return wrong;
    }
    Session session(ctx);
    store_.replace(session, ctx.require_user(), switches);
    return {};
}

bool Preferences::Wishes::want(std::string_view channel) const {
    if (is_required(event_, channel)) {
        return true;
    }
    const auto said = std::find_if(switches_.begin(), switches_.end(), [&](const Switch& one) {
        return one.channel == channel && one.event == event_.name;
    });
    return said == switches_.end() ? by_default(event_, channel)
                                   : said->on && is_offered(event_, channel);
}

Preferences::Wishes Preferences::wishes(Session& session, std::optional<UserId> user,
                                        const KnownEvent& event) {
    return {event, user ? store_.of_user(session, *user) : std::vector<Switch>()};
}

} // namespace statybos::notifications
