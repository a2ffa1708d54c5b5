// The connections of one kernel to one PostgreSQL.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "database/connection.hpp"
#include "database/outage.hpp"
#include "database/settings.hpp"

namespace statybos::kernel::database {

class Pool;

/// A connection that one thread uses until the lease ends. Gives it back with no transaction open:
/// one that was left is rolled back, and a broken connection is dropped.
class Lease {
public:
    Lease() = default;
    Lease(Pool& pool, Connection& connection) : pool_(&pool), connection_(&connection) {}
    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&& other) noexcept;
    ~Lease() { release(); }

    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_; }
    explicit operator bool() const { return connection_ != nullptr; }
    void release() noexcept;

private:
    friend class Pool;

    Pool* pool_ = nullptr;
    Connection* connection_ = nullptr;
    bool connected_ = false; // it worked when the lease began
};

/// A moment's figures, for metrics.
struct PoolFigures {
    std::size_t size = 0;
    std::size_t in_use = 0;
    std::size_t open = 0; // in use or idle, connected
    std::size_t waiting = 0;
    std::uint64_t leases = 0;
    std::uint64_t opened = 0;      // connections made since the start
    std::uint64_t failures = 0;    // connections that could not be made
    std::uint64_t lost = 0;        // connections that broke
    std::uint64_t exhausted = 0;   // leases refused because nothing came free in time
    std::uint64_t round_trips = 0; // times that PostgreSQL was asked and waited for
};

/// All functions may be called by any thread. Waiting threads are served in the order they came.
class Pool {
public:
    using Clock = Connection::Clock;

    /// Connects to nothing yet.
    /// @throws Failure(invalid, "database_url_invalid")
    explicit Pool(PoolSettings settings);
    /// Every lease must have ended.
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// A connection whose statements end by `deadline`. Waits for the lease timeout and never
    /// beyond the deadline; a connection that broke while idle is made anew first.
    ///
    /// While PostgreSQL is away, one caller at a time tries to connect, with growing pauses, and
    /// all others fail at once.
    /// @throws Failure(unavailable, "pool_exhausted")           none came free in time
    /// @throws DatabaseError(unavailable, "database_unavailable")  PostgreSQL cannot be reached
    Lease lease(Clock::time_point deadline = Clock::time_point::max());

    /// A lease in which a transaction has begun; `extra` as in Connection::begin. A connection that
    /// turns out to be broken only now is replaced once, since nothing was done on it.
    Lease begin(Clock::time_point deadline = Clock::time_point::max(), std::string_view extra = {});

    /// A connection of its own by `direct_url`, open and outside the pool's size: for LISTEN and
    /// for migrations.
    /// @throws DatabaseError(unavailable)
    std::unique_ptr<Connection> dedicated() const;

    /// Asks PostgreSQL for an answer; what is wrong otherwise.
    Result<> check(std::chrono::milliseconds timeout = std::chrono::seconds(1));

    /// Connects the connection of a lease anew after it broke, as lease() does.
    void renew(const Lease& lease);

    PoolFigures figures() const;
    const PoolSettings& settings() const { return settings_; }

private:
    friend class Lease;
    struct Waiter;

    Connection& take(Clock::time_point deadline);
    void connect(Connection& connection);
    void give_back(Connection& connection, bool was_connected) noexcept;
    void put(Connection& connection) noexcept;

    const PoolSettings settings_;
    std::vector<std::unique_ptr<Connection>> connections_;
    Outage outage_;

    mutable std::mutex mutex_;
    // Connected ones at the back, so that few connections are kept busy and the rest stay closed.
    std::vector<Connection*> idle_;
    std::size_t idle_closed_ = 0;
    std::list<Waiter*> waiters_;
    PoolFigures figures_;
};

} // namespace statybos::kernel::database
