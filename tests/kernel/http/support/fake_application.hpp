// An application whose handlers are lambdas, and a server around it.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <gtest/gtest.h>

#include "http/application.hpp"
#include "http/dispatcher.hpp"
#include "http/metrics.hpp"
#include "http/server.hpp"
#include "support/raw_client.hpp"

namespace statybos::test {

namespace http = kernel::http;
using http::Request;
using http::Response;
using http::Route;

/// A door that threads wait at until it is opened.
class Door {
public:
    void open() {
        std::lock_guard lock(mutex_);
        open_ = true;
        wake_.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        wake_.notify_all();
        wake_.wait(lock, [this] { return open_; });
    }
    /// Returns when `count` threads have come to the door.
    void wait_for_waiting(int count) {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return waiting_ >= count; });
    }

private:
    std::mutex mutex_;
    std::condition_variable wake_;
    bool open_ = false;
    int waiting_ = 0;
};

using Handler = std::function<Result<void>(const Request&, Response&)>;

class FakeApplication : public http::Application {
public:
    /// "Bearer user-1", "Bearer admin" or the cookie session=…; else `invalid_token`.
    static Result<kernel::Identity> who(const Request& request) {
        kernel::Identity identity;
        const std::string_view bearer = request.header("Authorization");
        const std::string_view cookie = request.cookie("session");
        if (bearer == "Bearer user-1" || bearer == "Bearer user-2") {
            identity.user_id = bearer.substr(7);
            identity.roles = {"customer"};
        } else if (bearer == "Bearer admin") {
            identity.user_id = "admin";
            identity.roles = {"admin"};
        } else if (bearer.empty() && cookie == "good") {
            identity.user_id = "user-1";
            identity.csrf_token = "csrf-1";
        } else if (!bearer.empty() || !cookie.empty()) {
            return Error(Errc::unauthenticated, "invalid_token", "The token is not valid.");
        }
        return identity;
    }

    Route& route(std::string method, std::string path, Handler handler) {
        Route route;
        route.owner = "test";
        route.method = std::move(method);
        route.path = std::move(path);
        route.access = STY_ACCESS_ANYONE;
        route.operation = "operation_" + std::to_string(declared_.size());
        handlers_[route.operation] = std::move(handler);
        declared_.push_back(std::move(route));
        return declared_.back();
    }

    /// Makes what was declared the current generation.
    void publish() {
        auto made = http::RouteTable::create(declared_);
        ASSERT_TRUE(made) << made.error().message();
        std::lock_guard lock(mutex_);
        routes_ = *made;
    }

    std::shared_ptr<const http::RouteTable> routes() const override {
        std::lock_guard lock(mutex_);
        return routes_;
    }

    std::unique_ptr<http::Call> begin(std::shared_ptr<const http::RouteTable>,
                                      const http::CallInfo& info) override {
        ++calls;
        std::lock_guard lock(mutex_);
        last_info = info;
        return std::make_unique<FakeCall>(*this);
    }

    http::IdempotencyStore& idempotency() override { return store; }

    std::atomic<int> calls{0};
    http::CallInfo last_info;
    http::MemoryIdempotencyStore store;

private:
    struct FakeCall : http::Call {
        explicit FakeCall(FakeApplication& made_by) : application(made_by) {}
        Result<kernel::Identity> authenticate(const Request& request) override {
            return who(request);
        }
        Result<void> invoke(const Route& route, const Request& request,
                            Response& response) override {
            return application.handlers_.at(route.operation)(request, response);
        }
        unsigned queries() const override { return 3; }
        unsigned round_trips() const override { return 2; }
        FakeApplication& application;
    };

    std::vector<Route> declared_;
    std::map<std::string, Handler> handlers_;
    mutable std::mutex mutex_;
    std::shared_ptr<const http::RouteTable> routes_;
};

/// Declare routes on `application`, change `settings`, then start().
class ServerTest : public testing::Test {
protected:
    ServerTest() {
        settings.port = 0;
        settings.io_threads = 2;
        settings.workers = 4;
    }
    ~ServerTest() override { stop(); }

    void start() {
        application.publish();
        auto dispatcher_made =
            http::Dispatcher::create(settings, application, metrics, std::move(built_in));
        ASSERT_TRUE(dispatcher_made) << dispatcher_made.error().message();
        dispatcher = std::move(*dispatcher_made);
        auto server_made = http::Server::create(*dispatcher);
        ASSERT_TRUE(server_made) << server_made.error().message();
        server = std::move(*server_made);
    }
    void stop() {
        server.reset();
        dispatcher.reset();
    }
    std::uint16_t port() const { return server->port(); }
    Answer ask(std::string_view bytes) { return RawClient(port()).ask(bytes); }

    static Handler says(std::string text) {
        return [text](const Request&, Response& response) -> Result<void> {
            response.set_header("Content-Type", "application/json");
            response.set_body(text);
            return {};
        };
    }

    FakeApplication application;
    http::CountingMetrics metrics;
    http::Settings settings;
    std::vector<http::BuiltIn> built_in;
    std::unique_ptr<http::Dispatcher> dispatcher;
    std::unique_ptr<http::Server> server;
};

} // namespace statybos::test
