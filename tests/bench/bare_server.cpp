// What the marketplace is compared to: a Beast server that does nothing but what is measured.
//
//   bench_bare_server <answer>                                   sends the same answer to everybody
//   bench_bare_server <answer> <conninfo> <sql> <key> <connections>
//       asks PostgreSQL first, on a thread and a connection of its own for each of `connections`,
//       and sends the row's columns as a JSON object below the head of <answer>
//
// <answer> and <sql> are files, <key> is the statement's only parameter. Prints its port, and
// serves until its input ends.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <libpq-fe.h>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Answer = http::response<http::string_body>;

std::string content_of(const char* file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

Answer answer_of(const std::string& bytes) {
    http::response_parser<http::string_body> parser;
    parser.eager(true);
    beast::error_code failed;
    parser.put(asio::buffer(bytes), failed);
    if (failed || !parser.is_done()) {
        throw std::runtime_error("the answer's file holds no whole HTTP answer");
    }
    return parser.release();
}

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};

/// The statement on a connection that each thread has for itself.
class Table {
public:
    Table(std::string conninfo, std::string sql, std::string key)
        : conninfo_(std::move(conninfo)), sql_(std::move(sql)), key_(std::move(key)) {}

    /// The first row as a JSON object.
    std::string ask() const {
        thread_local const std::unique_ptr<PGconn, Finish> connection(connect());
        const char* values[] = {key_.c_str()};
        const std::unique_ptr<PGresult, Finish> rows(
            PQexecPrepared(connection.get(), "ask", 1, values, nullptr, nullptr, 0));
        if (PQresultStatus(rows.get()) != PGRES_TUPLES_OK || PQntuples(rows.get()) == 0) {
            std::cerr << PQerrorMessage(connection.get());
            std::abort();
        }
        std::string json = "{";
        for (int column = 0; column < PQnfields(rows.get()); ++column) {
            json += column == 0 ? "\"" : ",\"";
            json += PQfname(rows.get(), column);
            json += "\":";
            append_value(json, PQgetvalue(rows.get(), 0, column));
        }
        return json + '}';
    }

private:
    PGconn* connect() const {
        PGconn* connection = PQconnectdb(conninfo_.c_str());
        const std::unique_ptr<PGresult, Finish> prepared(
            PQprepare(connection, "ask", sql_.c_str(), 1, nullptr));
        if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) {
            std::cerr << PQerrorMessage(connection);
            std::abort();
        }
        return connection;
    }

    static void append_value(std::string& json, const char* value) {
        if (*value == '{' || *value == '[') {
            json += value;
            return;
        }
        json += '"';
        for (; *value != '\0'; ++value) {
            if (*value == '"' || *value == '\\') {
                json += '\\';
            }
            json += *value;
        }
        json += '"';
    }

    const std::string conninfo_, sql_, key_;
};

/// Coroutines, a loop per core; no limits, no routes, no dates.
class BareServer {
public:
    BareServer(Answer answer, const Table* table, unsigned threads)
        : answer_(std::move(answer)), table_(table), workers_(threads) {
        for (unsigned i = 0; i < std::max(std::thread::hardware_concurrency(), 1U); ++i) {
            loops_.push_back(std::make_unique<asio::io_context>(1));
        }
        acceptor_.emplace(*loops_.front(),
                          asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0));
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
        workers_.join();
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
        Answer answer = answer_;
        for (;;) {
            http::request<http::string_body> request;
            co_await http::async_read(stream, buffer, request, quiet);
            if (ec) {
                co_return;
            }
            if (table_ != nullptr) {
                answer.body() = co_await ask();
                answer.prepare_payload();
            }
            co_await http::async_write(stream, answer, quiet);
            if (ec) {
                co_return;
            }
        }
    }

    // The worker's thread blocks, the loop's does not.
    asio::awaitable<std::string> ask() {
        return asio::async_initiate<const asio::use_awaitable_t<>&, void(std::string)>(
            [this](auto handler) {
                asio::post(workers_, [this, handler = std::move(handler)]() mutable {
                    auto loop = asio::get_associated_executor(handler);
                    asio::post(loop, [handler = std::move(handler), row = table_->ask()]() mutable {
                        std::move(handler)(std::move(row));
                    });
                });
            },
            asio::use_awaitable);
    }

    const Answer answer_;
    const Table* table_;
    std::vector<std::unique_ptr<asio::io_context>> loops_;
    std::optional<asio::ip::tcp::acceptor> acceptor_;
    std::vector<std::thread> threads_;
    asio::thread_pool workers_;
};

} // namespace

int main(int count, char** words) {
    if (count != 2 && count != 6) {
        std::cerr << "usage: bench_bare_server <answer> [<conninfo> <sql> <key> <connections>]\n";
        return 2;
    }
    std::optional<Table> table;
    if (count == 6) {
        table.emplace(words[2], content_of(words[3]), words[4]);
    }
    const unsigned threads = count == 6 ? static_cast<unsigned>(std::atoi(words[5])) : 1;
    const BareServer server(answer_of(content_of(words[1])), table ? &*table : nullptr, threads);
    std::cout << server.port() << std::endl;
    std::cin.ignore(std::numeric_limits<std::streamsize>::max());
    return 0;
}
