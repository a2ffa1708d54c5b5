// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/notifier.hpp"
#include "settings.hpp"
#include "store/notification_store.hpp"

namespace statybos::notifications {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// Who is told of what, and in which words.
    virtual std::unique_ptr<Notifier> make_notifier(Host host, NotificationStore& store,
                                                    const Readers& readers,
                                                    const Settings& settings) const {
        return std::make_unique<Notifier>(host, store, readers, settings);
    }
};

} // namespace statybos::notifications
