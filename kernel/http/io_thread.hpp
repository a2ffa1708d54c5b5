// One thread with its own event loop, and the watch over the time limits of its connections.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

namespace statybos::kernel::http {

/// What the watch looks after. All functions: on the I/O thread.
class Watched : public boost::intrusive::list_base_hook<> {
public:
    virtual ~Watched() = default;
    virtual void expire() = 0; // deadline_ has passed
    virtual void drain() = 0;  // no further request
    virtual void cut() = 0;    // end now

    std::chrono::steady_clock::time_point deadline() const noexcept { return deadline_; }

protected:
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
};

/// A timer per connection costs two system calls' worth of work a request; one tick over all of
/// them costs nothing that shows, and limits of seconds do not need better than its tenth.
class IoThread {
public:
    static constexpr std::chrono::milliseconds tick{50};

    IoThread() : context_(1), timer_(context_) {}

    boost::asio::io_context& context() noexcept { return context_; }

    void start() {
        wait_for_tick();
        thread_ = std::thread([this] { context_.run(); });
    }

    void join() {
        context_.stop();
        if (thread_.joinable()) {
            thread_.join();
        }
    }

    // On this thread.
    void watch(Watched& watched) {
        watched_.push_back(watched);
        ++size_;
    }
    void unwatch(Watched& watched) {
        watched_.erase(watched_.iterator_to(watched));
        --size_;
    }
    template <class Each>
    void for_each(Each each) {
        for (auto at = watched_.begin(); at != watched_.end();) {
            each(*at++);
        }
    }

    /// Any thread.
    std::size_t size() const noexcept { return size_; }

private:
    void wait_for_tick() {
        timer_.expires_after(tick);
        timer_.async_wait([this](boost::system::error_code ec) {
            if (ec) {
                return;
            }
            const auto now = std::chrono::steady_clock::now();
            for_each([now](Watched& watched) {
                if (watched.deadline() <= now) {
                    watched.expire();
                }
            });
            wait_for_tick();
        });
    }

    // Before the loop: its end destroys connections, which leave this list.
    boost::intrusive::list<Watched> watched_;
    std::atomic<std::size_t> size_{0};
    boost::asio::io_context context_;
    boost::asio::steady_timer timer_;
    std::thread thread_;
};

} // namespace statybos::kernel::http
