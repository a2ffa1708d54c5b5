#include "events/outbox.hpp"

namespace statybos::kernel::events {
namespace {

constexpr std::size_t max_error = 500;

std::optional<std::string> or_null(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

} // namespace

std::string text_array(const std::vector<std::string>& values) {
    std::string text = "{";
    for (const std::string& value : values) {
        text += text.size() > 1 ? ",\"" : "\"";
        for (const char c : value) {
            if (c == '"' || c == '\\') {
                text += '\\';
            }
            text += c;
        }
        text += '"';
    }
    return text + '}';
}

void insert_event(database::Binding& binding, const Event& event, std::string_view traceparent,
                  const std::vector<std::string>& durable) {
    binding.later(
        "WITH event AS ("
        "  INSERT INTO kernel.outbox (id, topic, entity, payload, traceparent, at)"
        "  VALUES ($1, $2, $3, $4, $5, timestamptz 'epoch' + $6::bigint * interval '1 us'))"
        " INSERT INTO kernel.delivery (event_id, subscriber, entity)"
        " SELECT $1, name, $3 FROM kernel.subscriber WHERE topic = $2"
        " UNION SELECT $1, unnest($7::text[]), $3",
        event.id, event.topic, event.entity, event.payload, or_null(traceparent), event.at_us,
        text_array(durable));
}

std::optional<Delivery> claim_delivery(database::Binding& binding,
                                       const std::vector<std::string>& subscribers) {
    // Only the head of each (subscriber, entity) can be due. The heads are stepped through by
    // index, one probe each, whatever the backlog behind them and whatever the planner believes; a
    // NOT EXISTS over all that wait cost 200 ms at a thousand. A head that another worker has in
    // hand is still `waiting` to everybody else, and SKIP LOCKED passes over its entity as a whole.
    const database::Rows rows = binding.query(
        "UPDATE kernel.delivery d"
        " SET status = 'done', attempts = d.attempts + 1, ended_at = clock_timestamp()"
        " FROM kernel.outbox o"
        " WHERE o.id = d.event_id AND d.id = ("
        "  SELECT due.id FROM unnest($1::text[]) AS s (name)"
        "  CROSS JOIN LATERAL ("
        "   WITH RECURSIVE head AS ("
        "    (SELECT entity, id FROM kernel.delivery"
        "     WHERE status = 'waiting' AND subscriber = s.name ORDER BY entity, id LIMIT 1)"
        "    UNION ALL"
        "    SELECT next.entity, next.id FROM head CROSS JOIN LATERAL ("
        "     SELECT entity, id FROM kernel.delivery"
        "     WHERE status = 'waiting' AND subscriber = s.name AND entity > head.entity"
        "     ORDER BY entity, id LIMIT 1) next)"
        "   SELECT id FROM head) head"
        "  CROSS JOIN LATERAL ("
        "   SELECT id FROM kernel.delivery WHERE id = head.id AND status = 'waiting'"
        "    AND next_attempt_at <= clock_timestamp() FOR UPDATE SKIP LOCKED) due"
        "  LIMIT 1)"
        " RETURNING d.id, d.subscriber, o.traceparent, o.id, o.topic, o.entity, o.payload,"
        "  (extract(epoch FROM o.at) * 1000000)::bigint, d.attempts",
        text_array(subscribers));
    if (rows.empty()) {
        return std::nullopt;
    }
    const database::Row row = rows.front();
    return Delivery{
        .id = row.integer(0),
        .subscriber = std::string(row.text(1)),
        .traceparent = std::string(row.text(2)),
        .event = {.id = std::string(row.text(3)),
                  .topic = std::string(row.text(4)),
                  .entity = std::string(row.text(5)),
                  .payload = std::string(row.text(6)),
                  .at_us = row.integer(7),
                  .attempt = static_cast<std::uint32_t>(row.integer(8))},
    };
}

void fail_delivery(database::Binding& binding, const Delivery& delivery,
                   std::optional<std::chrono::milliseconds> pause, const std::string& error) {
    // Both callers: after a rollback to the savepoint the row still says `done` with this attempt;
    // after a failed commit it is as it was before it.
    binding.execute("UPDATE kernel.delivery"
                    " SET status = CASE WHEN $3::bigint IS NULL THEN 'dead' ELSE 'waiting' END,"
                    "  ended_at = CASE WHEN $3::bigint IS NULL THEN clock_timestamp() END,"
                    "  next_attempt_at = clock_timestamp()"
                    "   + coalesce($3::bigint, 0) * interval '1 ms',"
                    "  attempts = $2::int, last_error = $4"
                    " WHERE id = $1 AND (status = 'done' AND attempts = $2::int"
                    "  OR status = 'waiting' AND attempts = $2::int - 1)",
                    delivery.id, delivery.event.attempt,
                    pause ? std::optional<std::int64_t>(pause->count()) : std::nullopt,
                    error.substr(0, max_error));
}

void register_subscribers(database::Pool& pool,
                          const std::vector<std::pair<std::string, std::string>>& subscribers) {
    std::vector<std::string> names;
    std::vector<std::string> topics;
    for (const auto& [name, topic] : subscribers) {
        names.push_back(name);
        topics.push_back(topic);
    }
    pool.lease()->execute(
        "INSERT INTO kernel.subscriber AS s (name, topic)"
        " SELECT * FROM unnest($1::text[], $2::text[])"
        " ON CONFLICT (name) DO UPDATE SET topic = excluded.topic, registered_at = now()"
        " WHERE s.topic <> excluded.topic",
        text_array(names), text_array(topics));
}

std::uint64_t delete_old_events(database::Pool& pool, std::chrono::seconds keep) {
    return pool.lease()->execute(
        "DELETE FROM kernel.outbox WHERE id IN ("
        " SELECT o.id FROM kernel.outbox o"
        " WHERE o.at < now() - $1::bigint * interval '1 s' AND NOT EXISTS ("
        "  SELECT FROM kernel.delivery d WHERE d.event_id = o.id AND d.status <> 'done')"
        " ORDER BY o.at LIMIT 1000 FOR UPDATE SKIP LOCKED)",
        static_cast<std::int64_t>(keep.count()));
}

OutboxFigures outbox_figures(database::Pool& pool) {
    const database::Rows rows = pool.lease()->query(
        "SELECT (SELECT count(*) FROM kernel.delivery WHERE status = 'waiting'),"
        " (SELECT count(*) FROM kernel.delivery WHERE status = 'dead'),"
        " (SELECT coalesce(extract(epoch FROM now() - o.at), 0)::float8 FROM kernel.delivery d"
        "  JOIN kernel.outbox o ON o.id = d.event_id"
        "  WHERE d.status = 'waiting' ORDER BY d.id LIMIT 1)");
    return {.waiting = rows.front().integer(0),
            .dead = rows.front().integer(1),
            .oldest_seconds = rows.front().number(2)};
}

} // namespace statybos::kernel::events
