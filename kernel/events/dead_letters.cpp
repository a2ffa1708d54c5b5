#include "events/dead_letters.hpp"

#include "database/transact.hpp"

namespace statybos::kernel::events {

std::vector<DeadLetter> list_dead(database::Pool& pool, std::uint32_t limit) {
    const database::Rows rows = pool.lease()->query(
        "SELECT d.id, d.subscriber, o.id, o.topic, o.entity, d.attempts, d.last_error,"
        " to_char(d.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
        " FROM kernel.delivery d JOIN kernel.outbox o ON o.id = d.event_id"
        " WHERE d.status = 'dead' ORDER BY d.id DESC LIMIT $1",
        limit);
    std::vector<DeadLetter> letters;
    for (const database::Row row : rows) {
        letters.push_back({.id = row.integer(0),
                           .subscriber = std::string(row.text(1)),
                           .event_id = std::string(row.text(2)),
                           .topic = std::string(row.text(3)),
                           .entity = std::string(row.text(4)),
                           .attempts = static_cast<std::uint32_t>(row.integer(5)),
                           .last_error = std::string(row.text(6)),
                           .ended_at = std::string(row.text(7))});
    }
    return letters;
}

bool replay_dead(database::Pool& pool, std::int64_t id) {
    return pool.lease()->execute("UPDATE kernel.delivery SET status = 'waiting', attempts = 0,"
                                 " ended_at = NULL, next_attempt_at = now()"
                                 " WHERE id = $1 AND status = 'dead'",
                                 id) == 1;
}

std::uint64_t replay_all_dead(database::Pool& pool, std::string_view subscriber) {
    return pool.lease()->execute("UPDATE kernel.delivery SET status = 'waiting', attempts = 0,"
                                 " ended_at = NULL, next_attempt_at = now()"
                                 " WHERE status = 'dead' AND ($1 = '' OR subscriber = $1)",
                                 subscriber);
}

std::vector<KnownSubscriber> list_subscribers(database::Pool& pool) {
    const database::Rows rows = pool.lease()->query(
        "SELECT s.name, s.topic, count(d.id) FILTER (WHERE d.status = 'waiting'),"
        " count(d.id) FILTER (WHERE d.status = 'dead')"
        " FROM kernel.subscriber s LEFT JOIN kernel.delivery d"
        "  ON d.subscriber = s.name AND d.status <> 'done'"
        " GROUP BY s.name ORDER BY s.name");
    std::vector<KnownSubscriber> known;
    for (const database::Row row : rows) {
        known.push_back({.name = std::string(row.text(0)),
                         .topic = std::string(row.text(1)),
                         .waiting = row.integer(2),
                         .dead = row.integer(3)});
    }
    return known;
}

std::uint64_t forget_subscriber(database::Pool& pool, std::string_view name) {
    return database::transact(pool, [&](database::Connection& connection) {
        connection.execute("DELETE FROM kernel.subscriber WHERE name = $1", name);
        return connection.execute(
            "DELETE FROM kernel.delivery WHERE subscriber = $1 AND status <> 'done'", name);
    });
}

} // namespace statybos::kernel::events
