// Two servers that send the same bytes: ours from its response cache, and a bare Beast server.
// Prints "bare <port>" and "kernel <port>", serves until its input ends. `./dev bench` puts the
// same load on both, in turns; by hand: wrk -t1 -c32 -d5 http://127.0.0.1:<port>/api/products/1
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "http/server.hpp"
#include "support/fake_application.hpp"
#include "support/raw_client.hpp"

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using statybos::test::Answer;
using statybos::test::RawClient;
namespace http = statybos::kernel::http;

const std::string product = R"({"title":")" + std::string(1500, 'x') + R"("})";

/// Coroutines, a loop per core, an answer made once; no limits, no routes, no dates.
class BareServer {
public:
    BareServer(unsigned threads, const Answer& like) : like_(like) {
        for (unsigned i = 0; i < threads; ++i) {
            loops_.push_back(std::make_unique<asio::io_context>(1));
        }
        acceptor_.emplace(*loops_.front(), asio::ip::tcp::endpoint(asio::ip::tcp::v4(), 0));
        asio::co_spawn(*loops_.front(), accept(), asio::detached);
        for (auto& loop : loops_) {
            threads_.emplace_back([&loop] { loop->run(); });
        }
    }
    ~BareServer() {
        for (auto& loop : loops_) {
            loop->stop();
        }
        for (auto& thread : threads_) {
            thread.join();
        }
    }
    std::uint16_t port() const { return acceptor_->local_endpoint().port(); }

private:
    asio::awaitable<void> accept() {
        for (std::size_t next = 0;; ++next) {
            auto& loop = *loops_[next % loops_.size()];
            asio::ip::tcp::socket socket(loop);
            co_await acceptor_->async_accept(socket, asio::use_awaitable);
            socket.set_option(asio::ip::tcp::no_delay(true));
            asio::co_spawn(loop, serve(beast::tcp_stream(std::move(socket))), asio::detached);
        }
    }

    asio::awaitable<void> serve(beast::tcp_stream stream) {
        beast::flat_buffer buffer;
        beast::error_code ec;
        auto quiet = asio::redirect_error(asio::use_awaitable, ec);
        beast::http::response<beast::http::string_body> response(beast::http::status::ok, 11);
        for (const auto& [name, value] : like_.headers) {
            response.set(name, value);
        }
        response.body() = like_.body;
        for (;;) {
            beast::http::request<beast::http::string_body> request;
            co_await beast::http::async_read(stream, buffer, request, quiet);
            if (ec) {
                co_return;
            }
            co_await beast::http::async_write(stream, response, quiet);
            if (ec) {
                co_return;
            }
        }
    }

    const Answer like_;
    std::vector<std::unique_ptr<asio::io_context>> loops_;
    std::optional<asio::ip::tcp::acceptor> acceptor_;
    std::vector<std::thread> threads_;
};

} // namespace

int main() {
    statybos::test::FakeApplication application;
    auto& route = application.route(
        "GET", "/api/products/{id}",
        [](const http::Request&, http::Response& response) -> statybos::Result<void> {
            response.set_header("Content-Type", "application/json");
            response.set_body(product);
            return {};
        });
    route.flags = STY_ROUTE_CACHED;
    route.cache_tags = {"product:{id}"};
    route.cache_lifetime = std::chrono::hours(1);
    application.publish();

    http::Settings settings;
    settings.port = 0;
    settings.rate_classes["default"] = {1e9, std::chrono::seconds(1), 0,
                                        http::RateClass::Key::address};
    settings.cors_origins = {"https://shop.example"};
    http::CountingMetrics metrics;
    auto dispatcher = http::Dispatcher::create(settings, application, metrics, {});
    auto server = http::Server::create(**dispatcher);
    const std::uint16_t port = (*server)->port();

    const std::string question = statybos::test::request("GET /api/products/1");
    RawClient(port).ask(question);
    const BareServer bare(std::max(std::thread::hardware_concurrency(), 1U),
                          RawClient(port).ask(question));
    std::cout << "bare " << bare.port() << "\nkernel " << port << std::endl;
    std::string line;
    while (std::getline(std::cin, line)) {
    }
    return 0;
}
