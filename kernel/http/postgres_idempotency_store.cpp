#include "http/postgres_idempotency_store.hpp"

#include <chrono>

namespace statybos::kernel::http {
namespace {

using database::Bytes;
using database::Pool;

constexpr std::chrono::seconds patience{5};

// Runs `fn(Connection&)`; what the database throws is the result.
template <class Fn>
auto with_connection(Pool& pool, Fn fn) -> decltype(fn(*pool.lease())) {
    try {
        const auto lease = pool.lease(Pool::Clock::now() + patience);
        return fn(*lease);
    } catch (const Failure& failure) {
        return failure.error();
    }
}

// A field a line; neither names nor values can hold a line's end.
std::string lines_of(const StoredAnswer& answer) {
    std::string out;
    for (const auto& [name, value] : answer.headers) {
        out += name + ": " + value + "\n";
    }
    return out;
}

StoredAnswer answer_of(const database::Row& row) {
    StoredAnswer out{static_cast<unsigned>(row.integer(1)), {}, row.bytes(3)};
    std::string_view lines = row.text(2);
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        const std::string_view line = lines.substr(0, end);
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos) {
            out.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        }
        lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    }
    return out;
}

IdempotencyOutcome outcome_of(const database::Row& row) {
    using Kind = IdempotencyOutcome::Kind;
    if (!row.boolean(0)) {
        return {Kind::mismatch, {}};
    }
    if (row.is_null(1)) {
        return {Kind::busy, {}};
    }
    return {Kind::replay, answer_of(row)};
}

} // namespace

Result<IdempotencyOutcome> PostgresIdempotencyStore::begin(const IdempotencyKey& key) {
    using Kind = IdempotencyOutcome::Kind;
    return with_connection(
        pool_, [&](database::Connection& connection) -> Result<IdempotencyOutcome> {
            // Whoever holds the row may let go of it between the two statements.
            for (int attempt = 0; attempt < 3; ++attempt) {
                const auto claimed = connection.query(
                    "INSERT INTO kernel.idempotency_key AS k (scope, key, hash, expires_at)"
                    " VALUES ($1, $2, $3, now() + make_interval(secs => $4::bigint / 1000.0))"
                    " ON CONFLICT (scope, key) DO UPDATE SET hash = excluded.hash,"
                    " expires_at = excluded.expires_at, status = NULL, headers = NULL, body = NULL"
                    " WHERE k.expires_at <= now()",
                    key.scope, key.key, key.hash, static_cast<std::int64_t>(key.claim.count()));
                if (claimed.affected() == 1) {
                    return IdempotencyOutcome{Kind::fresh, {}};
                }
                const auto held = connection.query(
                    "SELECT hash = $3, status, headers, body FROM kernel.idempotency_key"
                    " WHERE scope = $1 AND key = $2",
                    key.scope, key.key, key.hash);
                if (!held.empty()) {
                    return outcome_of(held.front());
                }
            }
            return IdempotencyOutcome{Kind::busy, {}};
        });
}

Result<void> PostgresIdempotencyStore::finish(const IdempotencyKey& key,
                                              const StoredAnswer& answer) {
    return with_connection(pool_, [&](database::Connection& connection) -> Result<void> {
        const auto kept = connection.query(
            "UPDATE kernel.idempotency_key SET status = $4, headers = $5, body = $6,"
            " expires_at = now() + interval '24 hours'"
            " WHERE scope = $1 AND key = $2 AND hash = $3 AND status IS NULL",
            key.scope, key.key, key.hash, static_cast<int>(answer.status), lines_of(answer),
            Bytes{answer.body});
        if (kept.affected() != 1) {
            return Error(Errc::conflict, "idempotency_claim_lost",
                         "The claim on an Idempotency-Key ended before its request did.");
        }
        return {};
    });
}

Result<void> PostgresIdempotencyStore::abandon(const IdempotencyKey& key) {
    return with_connection(pool_, [&](database::Connection& connection) -> Result<void> {
        connection.query("DELETE FROM kernel.idempotency_key"
                         " WHERE scope = $1 AND key = $2 AND hash = $3 AND status IS NULL",
                         key.scope, key.key, key.hash);
        return {};
    });
}

Result<std::uint64_t> PostgresIdempotencyStore::remove_expired() {
    return with_connection(pool_, [](database::Connection& connection) -> Result<std::uint64_t> {
        return connection
            .query("DELETE FROM kernel.idempotency_key WHERE (scope, key) IN"
                   " (SELECT scope, key FROM kernel.idempotency_key WHERE expires_at <= now()"
                   " LIMIT 1000 FOR UPDATE SKIP LOCKED)")
            .affected();
    });
}

} // namespace statybos::kernel::http
