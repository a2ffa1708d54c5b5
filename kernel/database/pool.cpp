#include "database/pool.hpp"

#include <algorithm>
#include <condition_variable>
#include <utility>

#include "core/log.hpp"

namespace statybos::kernel::database {

/// One thread in the queue; lies on its stack.
struct Pool::Waiter {
    std::condition_variable came;
    Connection* given = nullptr;
};

Lease::Lease(Lease&& other) noexcept
    : pool_(other.pool_),
      connection_(std::exchange(other.connection_, nullptr)),
      connected_(other.connected_) {}

Lease& Lease::operator=(Lease&& other) noexcept {
    release();
    pool_ = other.pool_;
    connection_ = std::exchange(other.connection_, nullptr);
    connected_ = other.connected_;
    return *this;
}

void Lease::release() noexcept {
    if (connection_ != nullptr) {
        pool_->give_back(*std::exchange(connection_, nullptr), connected_);
    }
}

Pool::Pool(PoolSettings settings) : settings_(std::move(settings)) {
    figures_.size = std::max<std::size_t>(1, settings_.size);
    idle_.reserve(figures_.size);
    for (std::size_t i = 0; i < figures_.size; ++i) {
        connections_.push_back(std::make_unique<Connection>(settings_));
        idle_.push_back(connections_.back().get());
    }
    idle_closed_ = idle_.size();
}

Pool::~Pool() {
    STATYBOS_ASSERT(idle_.size() == connections_.size());
}

Lease Pool::lease(Clock::time_point deadline) {
    Lease lease(*this, take(deadline));
    lease->set_deadline(deadline);
    if (lease->is_open() && !lease->usable()) {
        const std::lock_guard lock(mutex_);
        ++figures_.lost;
    }
    if (!lease->is_open()) {
        connect(*lease);
    }
    lease.connected_ = true;
    return lease;
}

Lease Pool::begin(Clock::time_point deadline, std::string_view extra) {
    Lease first = lease(deadline);
    try {
        first->begin(extra);
        return first;
    } catch (const DatabaseError&) {
        if (first->is_open()) {
            throw;
        }
    }
    first.release();
    Lease second = lease(deadline);
    second->begin(extra);
    return second;
}

void Pool::renew(const Lease& lease) {
    {
        const std::lock_guard lock(mutex_);
        ++figures_.lost;
    }
    connect(*lease);
}

Connection& Pool::take(Clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    ++figures_.leases;
    if (!idle_.empty()) {
        Connection& connection = *idle_.back();
        idle_.pop_back();
        idle_closed_ = std::min(idle_closed_, idle_.size());
        return connection;
    }
    Waiter self;
    const auto place = waiters_.insert(waiters_.end(), &self);
    const auto until = std::min(deadline, Clock::now() + settings_.lease_timeout);
    self.came.wait_until(lock, until, [&] { return self.given != nullptr; });
    if (self.given != nullptr) {
        return *self.given;
    }
    waiters_.erase(place);
    ++figures_.exhausted;
    throw Failure(Error(Errc::unavailable, "pool_exhausted",
                        "all " + std::to_string(figures_.size) +
                            " database connections are in use; see database.pool_size")
                      .flag(STY_ERROR_RETRYABLE | STY_ERROR_PRIVATE));
}

void Pool::connect(Connection& connection) {
    if (const auto why = outage_.refusal()) {
        throw DatabaseError::unavailable(*why);
    }
    try {
        connection.open();
    } catch (const std::exception& error) {
        {
            const std::lock_guard lock(mutex_);
            ++figures_.failures;
        }
        if (outage_.failed(error.what())) {
            log(LogLevel::error, "database", "PostgreSQL cannot be reached",
                {{"why", error.what()}});
        }
        throw;
    }
    {
        const std::lock_guard lock(mutex_);
        ++figures_.opened;
    }
    if (outage_.succeeded()) {
        log(LogLevel::info, "database", "PostgreSQL can be reached again");
    }
}

void Pool::give_back(Connection& connection, bool was_connected) noexcept {
    connection.rollback();
    const std::lock_guard lock(mutex_);
    if (was_connected && !connection.is_open()) {
        ++figures_.lost;
    }
    if (!waiters_.empty()) {
        Waiter& first = *waiters_.front();
        waiters_.pop_front();
        first.given = &connection;
        first.came.notify_one();
        return;
    }
    put(connection);
}

void Pool::put(Connection& connection) noexcept {
    if (connection.is_open()) {
        idle_.push_back(&connection);
        return;
    }
    idle_.insert(idle_.begin() + static_cast<std::ptrdiff_t>(idle_closed_), &connection);
    ++idle_closed_;
}

std::unique_ptr<Connection> Pool::dedicated() const {
    PoolSettings direct = settings_;
    if (!direct.direct_url.empty()) {
        direct.url = direct.direct_url;
    }
    auto connection = std::make_unique<Connection>(direct);
    connection->open();
    return connection;
}

Result<> Pool::check(std::chrono::milliseconds timeout) {
    try {
        lease(Clock::now() + timeout)->query("SELECT 1");
        return {};
    } catch (const Failure& failure) {
        return failure.error();
    }
}

PoolFigures Pool::figures() const {
    const std::lock_guard lock(mutex_);
    PoolFigures figures = figures_;
    figures.in_use = connections_.size() - idle_.size();
    figures.open = connections_.size() - idle_closed_;
    figures.waiting = waiters_.size();
    for (const auto& connection : connections_) {
        figures.round_trips += connection->round_trips();
    }
    return figures;
}

} // namespace statybos::kernel::database
