#include "http/server.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

#include <openssl/ssl.h>

#include "core/log.hpp"
#include "http/connection.hpp"

namespace statybos::kernel::http {
namespace {

using Acceptor = asio::ip::tcp::acceptor;

// Refused before there is a request to name: written once, for all.
const std::string& turned_away() {
    static const std::string text = [] {
        const std::string body =
            R"({"type":"urn:statybos:problem:overloaded","title":"Temporarily unavailable",)"
            R"("status":503,"detail":"Too many connections.","code":"overloaded"})";
        return "HTTP/1.1 503 Service Unavailable\r\n"
               "Content-Type: application/problem+json\r\n"
               "Retry-After: 1\r\n"
               "Connection: close\r\n"
               "Content-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }();
    return text;
}

Result<void> load_tls(asio::ssl::context& context, const TlsSettings& tls) {
    const auto failed = [](const std::string& path, const boost::system::error_code& ec) {
        return Error(Errc::invalid, "invalid_tls", "tls: " + path + ": " + ec.message() + ".");
    };
    boost::system::error_code ec;
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_options(asio::ssl::context::default_workarounds |
                        asio::ssl::context::single_dh_use | SSL_OP_NO_COMPRESSION |
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    context.use_certificate_chain_file(tls.certificate, ec);
    if (ec) {
        return failed(tls.certificate, ec);
    }
    context.use_private_key_file(tls.key, asio::ssl::context::pem, ec);
    if (ec) {
        return failed(tls.key, ec);
    }
    return {};
}

Result<Acceptor> listen(asio::io_context& context, const Settings& settings) {
    boost::system::error_code ec;
    const auto address = asio::ip::make_address(settings.address, ec);
    const std::string place = settings.address + ":" + std::to_string(settings.port);
    if (ec) {
        return Error(Errc::invalid, "invalid_address",
                     "http.address: \"" + settings.address + "\" is no IP address.");
    }
    const asio::ip::tcp::endpoint endpoint(address, settings.port);
    Acceptor acceptor(context);
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) {
        acceptor.set_option(Acceptor::reuse_address(true), ec);
    }
    if (!ec) {
        acceptor.bind(endpoint, ec);
    }
    if (!ec) {
        acceptor.listen(Acceptor::max_listen_connections, ec);
    }
    if (ec == asio::error::address_in_use) {
        return Error(Errc::conflict, "address_in_use",
                     place + " is taken by another process; stop it or set http.port.");
    }
    if (ec) {
        return Error(Errc::unavailable, "cannot_listen",
                     "Cannot listen on " + place + ": " + ec.message() + ".");
    }
    return acceptor;
}

// Sends the refusal and waits a moment for the client to read it.
asio::awaitable<void> turn_away(Socket socket) {
    boost::system::error_code ec;
    asio::steady_timer timer(socket.get_executor(), std::chrono::seconds(1));
    timer.async_wait([&socket](boost::system::error_code stopped) {
        if (!stopped) {
            boost::system::error_code ignored;
            socket.close(ignored);
        }
    });
    co_await asio::async_write(socket, asio::buffer(turned_away()),
                               asio::redirect_error(asio::use_awaitable, ec));
    socket.shutdown(Socket::shutdown_send, ec);
    std::array<char, 4096> rest;
    for (int i = 0; i < 16 && !ec; ++i) {
        co_await socket.async_read_some(asio::buffer(rest),
                                        asio::redirect_error(asio::use_awaitable, ec));
    }
    timer.cancel();
    // The timer's handler holds a reference to the socket: let it run out first.
    co_await asio::post(asio::use_awaitable);
}

} // namespace

struct Server::State {
    explicit State(Dispatcher& served)
        : dispatcher(served),
          budget(served.settings().max_body_memory),
          tls(asio::ssl::context::tls_server) {}

    asio::awaitable<void> accept();
    void open(Socket socket, IoThread& thread);
    std::size_t connections() const;
    bool empty_within(std::chrono::milliseconds patience);
    template <class Each>
    void each_connection(Each each);

    Dispatcher& dispatcher;
    MemoryBudget budget;
    asio::ssl::context tls;
    std::vector<std::unique_ptr<IoThread>> threads;
    std::optional<Acceptor> acceptor;
    std::uint16_t port = 0;
    std::atomic<int> being_turned_away{0};
    std::atomic<bool> stopping{false};
};

std::size_t Server::State::connections() const {
    std::size_t sum = 0;
    for (const auto& thread : threads) {
        sum += thread->size();
    }
    return sum;
}

asio::awaitable<void> Server::State::accept() {
    for (std::size_t next = 0;; ++next) {
        IoThread& thread = *threads[next % threads.size()];
        Socket socket(thread.context());
        boost::system::error_code ec;
        co_await acceptor->async_accept(socket, asio::redirect_error(asio::use_awaitable, ec));
        if (ec == asio::error::operation_aborted || !acceptor->is_open()) {
            co_return;
        }
        if (ec) {
            // Out of descriptors, most likely: accepting again at once would only spin.
            log(LogLevel::warning, "http", "cannot accept a connection", {{"error", ec.message()}});
            asio::steady_timer pause(acceptor->get_executor(), std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ec));
            continue;
        }
        asio::post(thread.context(), [this, &thread, socket = std::move(socket)]() mutable {
            open(std::move(socket), thread);
        });
    }
}

// On the connection's thread.
void Server::State::open(Socket socket, IoThread& thread) {
    constexpr int most_turned_away = 256;
    boost::system::error_code ec;
    const auto peer = socket.remote_endpoint(ec);
    if (ec || stopping) {
        return;
    }
    socket.set_option(asio::ip::tcp::no_delay(true), ec);
    if (connections() >= dispatcher.settings().max_connections) {
        dispatcher.metrics().overloaded();
        if (!dispatcher.settings().tls.enabled() && being_turned_away < most_turned_away) {
            ++being_turned_away;
            asio::co_spawn(thread.context(), turn_away(std::move(socket)),
                           [this](std::exception_ptr) { --being_turned_away; });
        }
        return;
    }
    const auto start = [&](auto stream) {
        auto connection = std::make_shared<Connection<decltype(stream)>>(
            std::move(stream), thread, dispatcher, budget, stopping, peer.address().to_string());
        auto running = connection->run();
        asio::co_spawn(thread.context(), std::move(running),
                       [connection](std::exception_ptr fault) {
                           if (fault) {
                               log(LogLevel::error, "http", "a connection ended by an exception");
                           }
                       });
    };
    if (dispatcher.settings().tls.enabled()) {
        start(TlsStream(std::move(socket), tls));
    } else {
        start(std::move(socket));
    }
}

template <class Each>
void Server::State::each_connection(Each each) {
    for (const auto& thread : threads) {
        asio::post(thread->context(), [&thread = *thread, each] { thread.for_each(each); });
    }
}

bool Server::State::empty_within(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (connections() != 0) {
        if (std::chrono::steady_clock::now() >= until) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

Result<std::unique_ptr<Server>> Server::create(Dispatcher& dispatcher) {
    const Settings& settings = dispatcher.settings();
    auto state = std::make_unique<State>(dispatcher);
    if (settings.tls.enabled()) {
        if (auto fine = load_tls(state->tls, settings.tls); !fine) {
            return fine.error();
        }
    }
    const unsigned cores = std::max(std::thread::hardware_concurrency(), 1U);
    const unsigned count = settings.io_threads != 0 ? settings.io_threads : cores;
    for (unsigned i = 0; i < count; ++i) {
        state->threads.push_back(std::make_unique<IoThread>());
    }
    auto acceptor = listen(state->threads.front()->context(), settings);
    if (!acceptor) {
        return acceptor.error();
    }
    state->port = acceptor->local_endpoint().port();
    state->acceptor.emplace(std::move(*acceptor));
    asio::co_spawn(state->threads.front()->context(), state->accept(), asio::detached);
    for (const auto& thread : state->threads) {
        thread->start();
    }
    return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
    stop(std::chrono::milliseconds(0));
}

std::uint16_t Server::port() const noexcept {
    return state_->port;
}

void Server::stop(std::chrono::milliseconds patience) {
    if (state_->stopping.exchange(true)) {
        return;
    }
    asio::post(state_->threads.front()->context(), [this] {
        boost::system::error_code ignored;
        state_->acceptor->close(ignored);
    });
    state_->each_connection([](Watched& connection) { connection.drain(); });
    if (!state_->empty_within(patience)) {
        log(LogLevel::warning, "http", "connections are cut off at the end of the patience",
            {{"connections", std::to_string(state_->connections())}});
        state_->each_connection([](Watched& connection) { connection.cut(); });
        state_->empty_within(std::chrono::seconds(2));
    }
    for (const auto& thread : state_->threads) {
        thread->join();
    }
}

} // namespace statybos::kernel::http
