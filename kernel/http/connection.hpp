// One connection: reads requests, hands them on, writes answers. Included by server.cpp alone.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "http/dispatcher.hpp"
#include "http/io_thread.hpp"
#include "http/open_stream.hpp"
#include "http/request_parser.hpp"

namespace statybos::kernel::http {

namespace asio = boost::asio;
using Socket = asio::ip::tcp::socket;
using TlsStream = asio::ssl::stream<Socket>;

/// A coroutine on one I/O thread, the only thread that touches it.
template <class Stream>
class Connection final : public Watched, public std::enable_shared_from_this<Connection<Stream>> {
public:
    Connection(Stream stream, IoThread& thread, Dispatcher& dispatcher, MemoryBudget& budget,
               const std::atomic<bool>& stopping, std::string peer);
    ~Connection() override;

    asio::awaitable<void> run();

    void expire() override;
    void drain() override;
    void cut() override;

private:
    using Clock = std::chrono::steady_clock;
    enum class Phase { idle, reading, working, writing, following, closing };
    enum class Outcome { done, closed, refused };

    static constexpr std::size_t read_size = 16 * 1024;
    static constexpr std::size_t most_ignored = 4 * 1024;

    asio::awaitable<bool> handshake();
    asio::awaitable<bool> fill();
    asio::awaitable<Outcome> read_head();
    asio::awaitable<Outcome> read_body();
    asio::awaitable<bool> serve_one();
    asio::awaitable<void> work();
    asio::awaitable<bool> answer(bool keep_alive);
    asio::awaitable<void> follow();
    asio::awaitable<bool> send(std::string_view bytes);
    asio::awaitable<void> sleep_until(Clock::time_point end);
    void read_on();
    void ring();
    asio::awaitable<bool> send_continue();
    asio::awaitable<void> linger();
    asio::awaitable<void> close();
    void give_up();
    void refuse_late();

    void enter(Phase phase, std::chrono::milliseconds patience) {
        phase_ = phase;
        deadline_ = Clock::now() + patience;
    }
    Socket& socket() {
        if constexpr (std::is_same_v<Stream, Socket>) {
            return stream_;
        } else {
            return stream_.next_layer();
        }
    }
    const Settings& settings() const { return dispatcher_.settings(); }

    Stream stream_;
    IoThread& thread_;
    Dispatcher& dispatcher_;
    RequestParser parser_;
    std::shared_ptr<Exchange> exchange_;
    boost::beast::flat_buffer input_;
    std::string head_;
    const std::atomic<bool>& stopping_; // the server takes no further requests
    const std::string peer_;
    Phase phase_ = Phase::idle;
    bool late_ = false; // the watch ended what we waited for

    // While it follows a stream.
    std::unique_ptr<asio::steady_timer> bell_; // cancelled when there is something to do
    std::array<char, 256> ignored_{};          // what the client says meanwhile
    std::size_t ignored_bytes_ = 0;
    bool reading_on_ = false;
    bool gone_ = false; // the client, or the stream
};

template <class Stream>
Connection<Stream>::Connection(Stream stream, IoThread& thread, Dispatcher& dispatcher,
                               MemoryBudget& budget, const std::atomic<bool>& stopping,
                               std::string peer)
    : stream_(std::move(stream)),
      thread_(thread),
      dispatcher_(dispatcher),
      parser_({dispatcher.settings().max_header_bytes, dispatcher.settings().max_header_fields},
              budget),
      exchange_(std::make_shared<Exchange>()),
      input_(dispatcher.settings().max_header_bytes + 2 * read_size),
      stopping_(stopping),
      peer_(std::move(peer)) {
    thread_.watch(*this);
    dispatcher_.metrics().connections(1);
}

template <class Stream>
Connection<Stream>::~Connection() {
    dispatcher_.metrics().connections(-1);
    thread_.unwatch(*this);
}

// The deadline of the present phase has passed.
template <class Stream>
void Connection<Stream>::expire() {
    deadline_ = Clock::time_point::max();
    if (phase_ == Phase::working) {
        give_up();
        return;
    }
    late_ = true;
    if (phase_ == Phase::idle || phase_ == Phase::reading) {
        boost::system::error_code ignored;
        socket().cancel(ignored);
    } else {
        cut();
    }
}

// A handler is blocking code and cannot be stopped: the client gets its answer without it, and the
// exchange is left to the worker.
template <class Stream>
void Connection<Stream>::give_up() {
    if (exchange_->claim()) {
        late_ = true;
        const auto resume = std::move(exchange_->resume);
        resume();
    }
}

template <class Stream>
void Connection<Stream>::drain() {
    ring();
    if (phase_ == Phase::idle && input_.size() == 0) {
        boost::system::error_code ignored;
        socket().cancel(ignored);
    }
}

template <class Stream>
void Connection<Stream>::cut() {
    if (phase_ == Phase::working) {
        give_up();
    }
    boost::system::error_code ignored;
    socket().close(ignored);
}

template <class Stream>
asio::awaitable<bool> Connection<Stream>::handshake() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
        boost::system::error_code ec;
        co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                         asio::redirect_error(asio::use_awaitable, ec));
        co_return !ec;
    }
    co_return true;
}

template <class Stream>
asio::awaitable<bool> Connection<Stream>::fill() {
    const std::size_t space = std::min(read_size, input_.max_size() - input_.size());
    if (space == 0) {
        co_return false;
    }
    boost::system::error_code ec;
    const std::size_t size = co_await stream_.async_read_some(
        input_.prepare(space), asio::redirect_error(asio::use_awaitable, ec));
    input_.commit(size);
    co_return !ec && size != 0;
}

template <class Stream>
asio::awaitable<typename Connection<Stream>::Outcome> Connection<Stream>::read_head() {
    enter(Phase::idle, settings().idle_time);
    parser_.begin(exchange_->request);
    while (parser_.state() == RequestParser::State::head) {
        if (input_.size() != 0) {
            if (phase_ == Phase::idle) {
                enter(Phase::reading, settings().header_time);
            }
            const auto bytes = input_.cdata();
            input_.consume(parser_.put({static_cast<const char*>(bytes.data()), bytes.size()}));
            if (parser_.state() != RequestParser::State::head) {
                break;
            }
        } else if (stopping_) {
            co_return Outcome::closed;
        }
        if (!co_await fill()) {
            if (late_ && phase_ == Phase::reading) {
                refuse_late();
                co_return Outcome::refused;
            }
            co_return Outcome::closed;
        }
    }
    co_return parser_.state() == RequestParser::State::failed ? Outcome::refused : Outcome::done;
}

template <class Stream>
void Connection<Stream>::refuse_late() {
    dispatcher_.refuse(*exchange_, 408,
                       {Errc::malformed, "request_timeout",
                        "The request did not arrive in time; send it faster."});
}

template <class Stream>
asio::awaitable<typename Connection<Stream>::Outcome> Connection<Stream>::read_body() {
    const auto began = Clock::now();
    const auto rate = std::max<std::size_t>(settings().min_bytes_per_second, 1);
    parser_.accept_body(exchange_->body_limit);
    while (parser_.state() == RequestParser::State::body) {
        if (input_.size() != 0) {
            const auto bytes = input_.cdata();
            const std::size_t used =
                parser_.put({static_cast<const char*>(bytes.data()), bytes.size()});
            input_.consume(used);
            if (parser_.state() != RequestParser::State::body) {
                break;
            }
            if (used != 0) {
                continue;
            }
        }
        phase_ = Phase::reading;
        deadline_ = began + settings().body_time +
                    std::chrono::seconds(exchange_->request.body.size() / rate);
        if (!co_await fill()) {
            if (late_) {
                refuse_late();
                co_return Outcome::refused;
            }
            if (input_.size() == input_.max_size()) {
                dispatcher_.refuse(*exchange_, 400,
                                   {Errc::malformed, "malformed_request",
                                    "A chunk's header or the trailer is too long."});
                co_return Outcome::refused;
            }
            co_return Outcome::closed;
        }
    }
    if (parser_.state() == RequestParser::State::failed) {
        exchange_->response.clear();
        dispatcher_.refuse(*exchange_, parser_.status(), parser_.error());
        co_return Outcome::refused;
    }
    co_return Outcome::done;
}

// True: the connection goes on.
template <class Stream>
asio::awaitable<bool> Connection<Stream>::serve_one() {
    exchange_->request.remote_address = peer_;
    const Outcome head = co_await read_head();
    if (head == Outcome::closed) {
        co_return false;
    }
    if (head == Outcome::refused) {
        if (!late_) {
            dispatcher_.refuse(*exchange_, parser_.status(), parser_.error());
        }
        co_await answer(false);
        co_await linger();
        co_return false;
    }
    dispatcher_.admit(*exchange_, {parser_.has_body(), parser_.content_length()});
    if (parser_.state() == RequestParser::State::body) {
        // A refused body is read when that is cheap, so that the connection can be kept.
        const bool cheap = parser_.content_length().value_or(read_size + 1) <= read_size &&
                           !parser_.expects_continue();
        if (exchange_->answered && !cheap) {
            co_await answer(false);
            co_await linger();
            co_return false;
        }
        if (exchange_->answered) {
            exchange_->body_limit = read_size;
        } else if (parser_.expects_continue() && input_.size() == 0 && !co_await send_continue()) {
            dispatcher_.finish(*exchange_);
            co_return false;
        }
        const Outcome body = co_await read_body();
        if (body != Outcome::done) {
            if (body == Outcome::refused) {
                co_await answer(false);
                co_await linger();
            } else {
                dispatcher_.finish(*exchange_);
            }
            co_return false;
        }
    }
    if (!dispatcher_.answer_now(*exchange_)) {
        co_await work();
    }
    if (exchange_->response.stream() != nullptr && !exchange_->is_head()) {
        co_await follow();
        co_return false;
    }
    const bool keep_alive = parser_.keep_alive() && !stopping_ && !late_;
    co_return co_await answer(keep_alive) && keep_alive;
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::work() {
    const Route* route = exchange_->route();
    const auto deadline =
        route != nullptr && route->deadline.count() != 0 ? route->deadline : settings().deadline;
    enter(Phase::working, deadline + settings().deadline_grace);
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(
        [this](auto handler) {
            auto held = std::make_shared<decltype(handler)>(std::move(handler));
            exchange_->resume = [executor = stream_.get_executor(), held] {
                asio::post(executor, [held] { std::move (*held)(); });
            };
            dispatcher_.submit(exchange_);
        },
        asio::use_awaitable);
    if (late_) {
        auto mine = std::make_shared<Exchange>();
        mine->request_id = exchange_->request_id;
        mine->traceparent = exchange_->traceparent;
        mine->language = exchange_->language;
        mine->started = exchange_->started;
        mine->routes = exchange_->routes;
        mine->operation = exchange_->operation;
        mine->request.method = exchange_->request.method;
        exchange_ = std::move(mine);
        dispatcher_.refuse(*exchange_, 503,
                           {Errc::timeout, "deadline_exceeded",
                            "The handler did not answer within the route's deadline."});
    }
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::run() {
    const auto self = this->shared_from_this();
    enter(Phase::idle, settings().header_time);
    if (co_await handshake()) {
        while (co_await serve_one()) {
        }
    }
    co_await close();
}

} // namespace statybos::kernel::http

#include "http/connection_writing.hpp"
