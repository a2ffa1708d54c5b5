// What a connection writes, and how it ends. Included by connection.hpp alone.
#pragma once

#include "http/connection.hpp"

namespace statybos::kernel::http {

template <class Stream>
asio::awaitable<bool> Connection<Stream>::send_continue() {
    enter(Phase::writing, settings().write_time);
    boost::system::error_code ec;
    co_await asio::async_write(stream_, asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25),
                               asio::redirect_error(asio::use_awaitable, ec));
    co_return !ec;
}

template <class Stream>
asio::awaitable<bool> Connection<Stream>::answer(bool keep_alive) {
    const std::string_view body = dispatcher_.write(*exchange_, keep_alive, head_);
    const auto rate = std::max<std::size_t>(settings().min_bytes_per_second, 1);
    enter(Phase::writing, settings().write_time + std::chrono::seconds(body.size() / rate));
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head_),
                                                  asio::buffer(body.data(), body.size())};
    boost::system::error_code ec;
    co_await asio::async_write(stream_, parts, asio::redirect_error(asio::use_awaitable, ec));
    dispatcher_.finish(*exchange_);
    exchange_->clear(); // now, since it pins a generation that may be waiting to go
    co_return !ec;
}

// The stream ends with the connection: no framing, so that HTTP/1.0 has it too. The exchange is let
// go first, since it pins a generation.
template <class Stream>
asio::awaitable<void> Connection<Stream>::follow() {
    const std::shared_ptr<OpenStream> stream = exchange_->response.stream();
    const auto ends_at = Clock::now() + settings().streams.max_age;
    dispatcher_.write(*exchange_, false, head_);
    head_ += "retry: 2000\n\n";
    bool open = co_await send(head_);
    dispatcher_.finish(*exchange_);
    exchange_->clear();
    bell_ = std::make_unique<asio::steady_timer>(stream_.get_executor());
    read_on();
    stream->on_news([weak = this->weak_from_this(), executor = stream_.get_executor()] {
        asio::post(executor, [weak] {
            if (const auto self = weak.lock()) {
                self->ring();
            }
        });
    });
    auto beats_at = Clock::now() + settings().streams.heartbeat;
    while (open && !gone_ && !stopping_ && Clock::now() < ends_at) {
        OpenStream::Taken taken = stream->take();
        if (taken.bytes.empty() && !taken.over) {
            if (Clock::now() < beats_at) {
                co_await sleep_until(std::min(beats_at, ends_at));
                continue;
            }
            taken.bytes = ":\n\n";
        }
        open = (taken.bytes.empty() || co_await send(taken.bytes)) && !taken.over;
        beats_at = Clock::now() + settings().streams.heartbeat;
    }
    stream->on_news({});
    gone_ = true; // a read that has just ended begins no other one
    boost::system::error_code ignored;
    socket().cancel(ignored);
    while (reading_on_) {
        co_await sleep_until(Clock::time_point::max());
    }
    bell_.reset();
}

template <class Stream>
asio::awaitable<bool> Connection<Stream>::send(std::string_view bytes) {
    const auto rate = std::max<std::size_t>(settings().min_bytes_per_second, 1);
    enter(Phase::writing, settings().write_time + std::chrono::seconds(bytes.size() / rate));
    boost::system::error_code ec;
    co_await asio::async_write(stream_, asio::buffer(bytes.data(), bytes.size()),
                               asio::redirect_error(asio::use_awaitable, ec));
    co_return !ec;
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::sleep_until(Clock::time_point end) {
    phase_ = Phase::following;
    deadline_ = Clock::time_point::max();
    boost::system::error_code ignored;
    bell_->expires_at(end);
    co_await bell_->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

template <class Stream>
void Connection<Stream>::ring() {
    if (bell_) {
        bell_->cancel();
    }
}

// Only by reading does one learn that a client has hung up. What it says is not listened to.
template <class Stream>
void Connection<Stream>::read_on() {
    reading_on_ = true;
    stream_.async_read_some(
        asio::buffer(ignored_),
        [self = this->shared_from_this()](boost::system::error_code ec, std::size_t size) {
            self->ignored_bytes_ += size;
            if (!ec && !self->gone_ && self->ignored_bytes_ < most_ignored) {
                self->read_on();
                return;
            }
            self->reading_on_ = false;
            self->gone_ = true;
            self->ring();
        });
}

// Closing with unread input makes the system send RST, which may destroy the answer on its way:
// what still comes is read for a moment.
template <class Stream>
asio::awaitable<void> Connection<Stream>::linger() {
    constexpr int most_reads = 64;
    enter(Phase::closing, std::chrono::seconds(1));
    boost::system::error_code ec;
    socket().shutdown(Socket::shutdown_send, ec);
    for (int i = 0; i < most_reads && !ec; ++i) {
        input_.clear();
        co_await socket().async_read_some(input_.prepare(read_size),
                                          asio::redirect_error(asio::use_awaitable, ec));
    }
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::close() {
    enter(Phase::closing, std::chrono::seconds(1));
    boost::system::error_code ec;
    if constexpr (std::is_same_v<Stream, TlsStream>) {
        if (socket().is_open()) {
            co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ec));
        }
    }
    socket().shutdown(Socket::shutdown_both, ec);
    socket().close(ec);
    co_return;
}

} // namespace statybos::kernel::http
