// Between the nodes that share a database: live events and cache tags, over LISTEN and NOTIFY.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "database/binding.hpp"
#include "database/pool.hpp"
#include "events/broadcast_message.hpp"

namespace statybos::kernel::events {

/// What a node does with what it hears. Called on the broadcaster's thread; must not throw.
struct BroadcastHandlers {
    std::function<void(std::span<const std::string> tags)> invalidate;
    std::function<void(std::vector<database::LiveEvent>)> tell_live;
    /// Something may have been missed, as after a lost connection: drop everything that is cached.
    /// Also called once when the first connection stands.
    std::function<void()> resync;
    /// The connection is gone: what others say is missed until resync().
    std::function<void()> lost;
};

/// Whatever is missed of tags and events ends in resync(). A connection of its own listens.
class Broadcaster {
public:
    struct Settings {
        std::string channel = "kernel_live";
        std::chrono::milliseconds reconnect{1'000};
        std::chrono::milliseconds look{1'000}; ///< how often the connection is looked at
    };

    Broadcaster(Settings settings, database::Pool& pool, BroadcastHandlers handlers);
    ~Broadcaster();
    Broadcaster(const Broadcaster&) = delete;
    Broadcaster& operator=(const Broadcaster&) = delete;

    /// Returns when it listens, so that nothing is missed from then on, or has failed to once.
    void start();
    void stop();

    /// One NOTIFY with the tags and events that the binding's transaction has collected, in that
    /// transaction; none when there are neither. Throws DatabaseError.
    void send(database::Binding& binding);

    const std::string& node() const { return node_; }

private:
    void run();
    void listen();
    void have_tried();
    void hear(const std::string& payload);
    std::vector<database::LiveEvent> load(const std::vector<std::string>& ids);

    const Settings settings_;
    database::Pool& pool_;
    const BroadcastHandlers handlers_;
    const std::string node_;
    int wake_ = -1; // eventfd
    std::atomic<bool> stopping_{false};
    std::atomic_flag tried_; ///< to listen, with success or without
    std::thread thread_;
};

} // namespace statybos::kernel::events
