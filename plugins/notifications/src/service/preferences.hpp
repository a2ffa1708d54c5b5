// What readers want to be told, and by which channel.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/transaction.hpp>

#include "service/event_list.hpp"
#include "store/preference_store.hpp"

namespace statybos::notifications {

class Preferences {
public:
    explicit Preferences(PreferenceStore& store) : store_(store) {}

    /// Every event that may concern the caller, by every channel that tells of it.
    std::vector<Switch> of_caller(Ctx ctx);

    /// What is not among `switches` is as by default again.
    /// @errors invalid  an event that there is not (not_in_list), or one switched off that cannot
    /// be
    ///                  (required_notification); each with its pointer "/channel/event"
    Result<void> put(Ctx ctx, const std::vector<Switch>& switches);

    /// Whether one reader is to be told of an event by a channel.
    class Wishes {
    public:
        Wishes(const KnownEvent& event, std::vector<Switch> switches)
            : event_(event), switches_(std::move(switches)) {}
        bool want(std::string_view channel) const;

    private:
        const KnownEvent& event_;
        std::vector<Switch> switches_;
    };
    /// @param user  nothing: a guest, who has no say
    Wishes wishes(Session& session, std::optional<UserId> user, const KnownEvent& event);

private:
    PreferenceStore& store_;
};

} // namespace statybos::notifications
