// Idempotency keys of all nodes, in kernel.idempotency_key.
#pragma once

#include "database/pool.hpp"
#include "http/idempotency_store.hpp"

namespace statybos::kernel::http {

class PostgresIdempotencyStore final : public IdempotencyStore {
public:
    /// `pool` outlives it.
    explicit PostgresIdempotencyStore(database::Pool& pool) : pool_(pool) {}

    Result<IdempotencyOutcome> begin(const IdempotencyKey& key) override;
    /// @errors idempotency_claim_lost  the work took longer than a claim holds, and another
    ///                                 request has the key now
    Result<void> finish(const IdempotencyKey& key, const StoredAnswer& answer) override;
    Result<void> abandon(const IdempotencyKey& key) override;

    /// Deletes at most 1,000 claims and answers whose time is over, and returns how many; for a job
    /// that calls it until there are none.
    Result<std::uint64_t> remove_expired();

private:
    database::Pool& pool_;
};

} // namespace statybos::kernel::http
