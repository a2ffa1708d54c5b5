// What happens in the kernel when a transaction commits: caches, live listeners, other nodes.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "database/binding.hpp"
#include "events/broadcaster.hpp"
#include "events/event_engine.hpp"

namespace statybos::kernel::events {

/// The runtime puts one into Engines::commits.
class CommitHub final : public database::CommitObserver {
public:
    /// Called after a commit with the tags of cached answers that it made old; must not throw.
    using Invalidate = std::function<void(std::span<const std::string>)>;

    /// `broadcaster` is null where this is the only node: then a commit costs no NOTIFY.
    CommitHub(EventEngine& engine, Broadcaster* broadcaster, Invalidate invalidate)
        : engine_(engine), broadcaster_(broadcaster), invalidate_(std::move(invalidate)) {}

    void before_commit(database::Binding& binding) override {
        if (broadcaster_ != nullptr) {
            broadcaster_->send(binding);
        }
    }
    void invalidate(std::span<const std::string> tags) noexcept override { invalidate_(tags); }
    void send_live(std::vector<database::LiveEvent> events) noexcept override {
        engine_.tell_live(std::move(events));
    }

private:
    EventEngine& engine_;
    Broadcaster* broadcaster_;
    Invalidate invalidate_;
};

} // namespace statybos::kernel::events
