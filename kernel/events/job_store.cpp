#include "events/job_store.hpp"

#include "database/transact.hpp"
#include "events/outbox.hpp"

namespace statybos::kernel::jobs {
namespace {

using events::text_array;

constexpr std::size_t max_error = 500;

struct NameArrays {
    std::string plugins;
    std::string names;
};

NameArrays arrays_of(const std::vector<JobName>& jobs) {
    std::vector<std::string> plugins;
    std::vector<std::string> names;
    for (const auto& [plugin, name] : jobs) {
        plugins.push_back(plugin);
        names.push_back(name);
    }
    return {text_array(plugins), text_array(names)};
}

std::string id_array(const std::vector<std::int64_t>& ids) {
    std::string text = "{";
    for (const std::int64_t id : ids) {
        text += (text.size() > 1 ? "," : "") + std::to_string(id);
    }
    return text + '}';
}

} // namespace

void insert_job(database::Binding& binding, const JobName& job, std::string_view key,
                std::string_view payload, std::int64_t run_at_us) {
    binding.execute("INSERT INTO kernel.job (plugin, name, key, payload, run_at)"
                    " VALUES ($1, $2, $3, $4, CASE WHEN $5::bigint = 0 THEN now()"
                    "  ELSE timestamptz 'epoch' + $5::bigint * interval '1 us' END)"
                    " ON CONFLICT (plugin, name, key) WHERE status = 'waiting' AND key <> ''"
                    " DO NOTHING",
                    job.first, job.second, key, payload, run_at_us);
}

std::optional<ClaimedJob> claim_job(database::Pool& pool, const std::vector<JobName>& jobs,
                                    const std::string& owner, std::chrono::milliseconds lease) {
    const NameArrays arrays = arrays_of(jobs);
    // A probe per job name and kind, in the order of the names: the planner has no choice that
    // would sort a long queue. Materialized, so that the join cannot claim twice.
    const database::Rows rows = pool.lease()->query(
        "WITH claimed AS MATERIALIZED ("
        "  SELECT due.id, due.status FROM unnest($1::text[], $2::text[]) AS s (plugin, name)"
        "  CROSS JOIN LATERAL ("
        "   SELECT lost.id, lost.status FROM ("
        "    SELECT c.id, c.status FROM kernel.job c"
        "    WHERE c.status = 'running' AND c.plugin = s.plugin AND c.name = s.name"
        "     AND c.locked_until < clock_timestamp()"
        "    ORDER BY c.locked_until LIMIT 1 FOR UPDATE SKIP LOCKED) lost"
        "   UNION ALL"
        "   SELECT next.id, next.status FROM ("
        "    SELECT c.id, c.status FROM kernel.job c"
        "    WHERE c.status = 'waiting' AND c.plugin = s.plugin AND c.name = s.name"
        "     AND c.run_at <= clock_timestamp()"
        "     AND (c.key = '' OR NOT EXISTS (SELECT FROM kernel.job r WHERE r.status = 'running'"
        "      AND r.plugin = c.plugin AND r.name = c.name AND r.key = c.key))"
        "    ORDER BY c.run_at, c.id LIMIT 1 FOR UPDATE SKIP LOCKED) next"
        "  ) due LIMIT 1)"
        " UPDATE kernel.job j SET attempts = j.attempts + 1, status = 'running',"
        "  locked_by = $3, locked_until = clock_timestamp() + $4::bigint * interval '1 ms'"
        " FROM claimed WHERE j.id = claimed.id"
        " RETURNING j.id, j.plugin, j.name, j.key, j.payload, j.attempts,"
        "  claimed.status = 'running'",
        arrays.plugins, arrays.names, owner, static_cast<std::int64_t>(lease.count()));
    if (rows.empty()) {
        return std::nullopt;
    }
    const database::Row row = rows.front();
    return ClaimedJob{
        .id = row.integer(0),
        .job = {std::string(row.text(1)), std::string(row.text(2))},
        .key = std::string(row.text(3)),
        .payload = std::string(row.text(4)),
        .attempt = static_cast<std::uint32_t>(row.integer(5)),
        .taken_over = row.boolean(6),
    };
}

void extend_leases(database::Pool& pool, const std::vector<std::int64_t>& ids,
                   const std::string& owner, std::chrono::milliseconds lease) {
    pool.lease()->execute(
        "UPDATE kernel.job SET locked_until = clock_timestamp()"
        "  + $3::bigint * interval '1 ms'"
        " WHERE id = ANY ($1::bigint[]) AND status = 'running' AND locked_by = $2",
        id_array(ids), owner, static_cast<std::int64_t>(lease.count()));
}

bool finish_job(database::Pool& pool, const ClaimedJob& job, const std::string& owner) {
    return pool.lease()->execute("DELETE FROM kernel.job WHERE id = $1 AND status = 'running'"
                                 " AND locked_by = $2 AND attempts = $3",
                                 job.id, owner, job.attempt) == 1;
}

bool fail_job(database::Pool& pool, const ClaimedJob& job, const std::string& owner,
              std::optional<std::chrono::milliseconds> pause, const std::string& error) {
    const auto pause_ms = pause ? std::optional<std::int64_t>(pause->count()) : std::nullopt;
    try {
        return pool.lease()->execute(
                   "UPDATE kernel.job"
                   " SET status = CASE WHEN $4::bigint IS NULL THEN 'dead' ELSE 'waiting' END,"
                   "  locked_until = NULL, locked_by = NULL, last_error = $5,"
                   "  run_at = clock_timestamp() + coalesce($4::bigint, 0) * interval '1 ms'"
                   " WHERE id = $1 AND status = 'running' AND locked_by = $2 AND attempts = $3",
                   job.id, owner, job.attempt, pause_ms, error.substr(0, max_error)) == 1;
    } catch (const database::DatabaseError& failure) {
        if (!failure.is_unique_violation()) {
            throw;
        }
        return finish_job(pool, job, owner);
    }
}

void register_schedules(
    database::Pool& pool,
    const std::vector<std::pair<JobName, std::chrono::milliseconds>>& schedules) {
    std::vector<JobName> jobs;
    std::vector<std::int64_t> every;
    for (const auto& [job, interval] : schedules) {
        jobs.push_back(job);
        every.push_back(interval.count());
    }
    const NameArrays arrays = arrays_of(jobs);
    // A schedule that became shorter must not wait for the end of its longer interval.
    pool.lease()->execute("INSERT INTO kernel.schedule AS s (plugin, name, every_ms)"
                          " SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])"
                          " ON CONFLICT (plugin, name) DO UPDATE SET every_ms = excluded.every_ms,"
                          "  next_run_at = least(s.next_run_at,"
                          "   now() + excluded.every_ms * interval '1 ms')"
                          " WHERE s.every_ms <> excluded.every_ms",
                          arrays.plugins, arrays.names, id_array(every));
}

std::uint64_t enqueue_scheduled(database::Pool& pool, const std::vector<JobName>& jobs) {
    const NameArrays arrays = arrays_of(jobs);
    // The cadence is kept; runs missed while nobody ran are not made up for. '@schedule' keeps a
    // run that takes longer than its interval from queueing up behind itself.
    return pool.lease()->execute(
        "WITH due AS ("
        "  UPDATE kernel.schedule s SET next_run_at = CASE"
        "    WHEN s.next_run_at + s.every_ms * interval '1 ms' > clock_timestamp()"
        "    THEN s.next_run_at + s.every_ms * interval '1 ms'"
        "    ELSE clock_timestamp() + s.every_ms * interval '1 ms' END"
        "  FROM unnest($1::text[], $2::text[]) AS known (plugin, name)"
        "  WHERE s.plugin = known.plugin AND s.name = known.name"
        "   AND s.next_run_at <= clock_timestamp()"
        "  RETURNING s.plugin, s.name)"
        " INSERT INTO kernel.job (plugin, name, key) SELECT plugin, name, '@schedule' FROM due"
        " ON CONFLICT (plugin, name, key) WHERE status = 'waiting' AND key <> '' DO NOTHING",
        arrays.plugins, arrays.names);
}

std::vector<ListedJob> list_jobs(database::Pool& pool, std::string_view status,
                                 std::uint32_t limit) {
    const database::Rows rows = pool.lease()->query(
        "SELECT id, plugin, name, key, status, attempts,"
        " to_char(run_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), last_error"
        " FROM kernel.job WHERE $1 = '' OR status = $1"
        " ORDER BY status <> 'dead', run_at, id LIMIT $2",
        status, limit);
    std::vector<ListedJob> jobs;
    for (const database::Row row : rows) {
        jobs.push_back({.id = row.integer(0),
                        .job = {std::string(row.text(1)), std::string(row.text(2))},
                        .key = std::string(row.text(3)),
                        .status = std::string(row.text(4)),
                        .attempts = static_cast<std::uint32_t>(row.integer(5)),
                        .run_at = std::string(row.text(6)),
                        .last_error = std::string(row.text(7))});
    }
    return jobs;
}

bool retry_job(database::Pool& pool, std::int64_t id) {
    try {
        return pool.lease()->execute("UPDATE kernel.job SET status = 'waiting', attempts = 0,"
                                     " run_at = now() WHERE id = $1 AND status = 'dead'",
                                     id) == 1;
    } catch (const database::DatabaseError& error) {
        if (!error.is_unique_violation()) {
            throw;
        }
        return pool.lease()->execute("DELETE FROM kernel.job WHERE id = $1 AND status = 'dead'",
                                     id) == 1;
    }
}

std::uint64_t retry_all_jobs(database::Pool& pool) {
    std::uint64_t retried = 0;
    const database::Rows dead =
        pool.lease()->query("SELECT id FROM kernel.job WHERE status = 'dead' ORDER BY id");
    for (const database::Row row : dead) {
        retried += retry_job(pool, row.integer(0)) ? 1 : 0;
    }
    return retried;
}

JobFigures job_figures(database::Pool& pool) {
    const database::Rows rows = pool.lease()->query(
        "SELECT count(*) FILTER (WHERE status = 'waiting'),"
        " count(*) FILTER (WHERE status = 'running'), count(*) FILTER (WHERE status = 'dead'),"
        " greatest(0, extract(epoch FROM"
        "  now() - min(run_at) FILTER (WHERE status = 'waiting')))::float8 FROM kernel.job");
    return {.waiting = rows.front().integer(0),
            .running = rows.front().integer(1),
            .dead = rows.front().integer(2),
            .late_seconds = rows.front().number(3)};
}

} // namespace statybos::kernel::jobs
