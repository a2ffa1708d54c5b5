#include "events/broadcaster.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <system_error>

#include <statybos/uuid.hpp>

#include "core/abi.hpp"
#include "core/log.hpp"
#include "events/outbox.hpp"

namespace statybos::kernel::events {
Broadcaster::Broadcaster(Settings settings, database::Pool& pool, BroadcastHandlers handlers)
    : settings_(std::move(settings)),
      pool_(pool),
      handlers_(std::move(handlers)),
      node_(Uuid::make().to_string()),
      wake_(::eventfd(0, EFD_CLOEXEC)) {
    if (wake_ < 0) {
        throw std::system_error(errno, std::generic_category(), "eventfd");
    }
}

Broadcaster::~Broadcaster() {
    stop();
    ::close(wake_);
}

void Broadcaster::start() {
    thread_ = std::thread([this] { run(); });
    tried_.wait(false);
}

void Broadcaster::stop() {
    stopping_ = true;
    ::eventfd_write(wake_, 1);
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Broadcaster::send(database::Binding& binding) {
    const auto tags = binding.pending_tags();
    const auto events = binding.pending_live();
    if (tags.empty() && events.empty()) {
        return;
    }
    const BroadcastMessage message{.sender = node_,
                                   .tags = {tags.begin(), tags.end()},
                                   .events = {events.begin(), events.end()}};
    binding.later("SELECT pg_notify($1, $2)", settings_.channel, encode(message));
}

void Broadcaster::run() {
    while (!stopping_) {
        try {
            listen();
        } catch (...) {
            handlers_.lost();
            log(LogLevel::warning, "events", "the connection between the nodes broke",
                {{"why", current_exception_as_error().message()}});
        }
        have_tried();
        pollfd wake{.fd = wake_, .events = POLLIN, .revents = 0};
        ::poll(&wake, 1, static_cast<int>(settings_.reconnect.count()));
    }
}

void Broadcaster::listen() {
    const auto connection = pool_.dedicated();
    connection->script("LISTEN " + settings_.channel);
    handlers_.resync();
    have_tried();
    while (!stopping_) {
        // Throws when the connection is lost. Whether it is usable must not be asked: that would
        // throw away what has just arrived.
        if (const auto heard = connection->wait_for_notification(settings_.look, wake_)) {
            hear(heard->payload);
        }
    }
}

void Broadcaster::have_tried() {
    tried_.test_and_set();
    tried_.notify_all();
}

void Broadcaster::hear(const std::string& payload) {
    auto message = decode_broadcast(payload);
    if (!message) {
        log(LogLevel::warning, "events", "another node said what cannot be read",
            {{"bytes", std::to_string(payload.size())}});
        handlers_.resync();
        return;
    }
    if (message->sender == node_) {
        return;
    }
    if (message->all_tags) {
        handlers_.resync();
    } else if (!message->tags.empty()) {
        handlers_.invalidate(message->tags);
    }
    std::vector<database::LiveEvent> events = std::move(message->events);
    if (!message->event_ids.empty()) {
        auto loaded = load(message->event_ids);
        if (loaded.size() < message->event_ids.size()) {
            handlers_.resync();
        }
        std::move(loaded.begin(), loaded.end(), std::back_inserter(events));
    }
    if (!events.empty()) {
        handlers_.tell_live(std::move(events));
    }
}

std::vector<database::LiveEvent> Broadcaster::load(const std::vector<std::string>& ids) {
    const database::Rows rows = pool_.lease()->query(
        "SELECT id, topic, entity, payload, (extract(epoch FROM at) * 1000000)::bigint"
        " FROM kernel.outbox WHERE id = ANY ($1::uuid[]) ORDER BY id",
        text_array(ids));
    std::vector<database::LiveEvent> events;
    for (const database::Row row : rows) {
        events.push_back({.id = std::string(row.text(0)),
                          .topic = std::string(row.text(1)),
                          .entity = std::string(row.text(2)),
                          .payload = std::string(row.text(3)),
                          .at_us = row.integer(4)});
    }
    return events;
}

} // namespace statybos::kernel::events
