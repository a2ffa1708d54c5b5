// The kernel's tables in memory, for unit tests of a plugin: no process, no database, no network.
//
//     FakeHost host(R"({"webhook_secret":"s3cret"})");
//     host.answer_sql("SELECT status", {{"paid"}});
//     host.create<OmegaPay>();
//     auto answer = host.call("POST", "/omega/webhook", "{…}", {{"x-signature", "…"}});
//     EXPECT_EQ(answer.status, 200u);
//
// One at a time per test: the tables belong to the binary. Link libcrypto for the digests.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <statybos/plugin.hpp>

namespace statybos::testing {

using Headers = std::vector<std::pair<std::string, std::string>>;
/// Columns of one row; nothing is NULL. Whole numbers and true/false arrive as such.
using FakeRow = std::vector<std::optional<std::string>>;

struct FakeAnswer {
    unsigned status = 0;
    Headers headers;
    std::string body;
    std::optional<Error> error; ///< what the handler gave instead; the kernel makes a problem of it
    std::optional<std::string> topic = {}; ///< that it follows, when it is a stream
    std::vector<StreamMessage> beginning = {};
    bool more = false; ///< StreamBeginning::more
};

struct FakeSent {
    std::string topic;
    StreamMessage message;
};

struct FakeEvent {
    std::string topic, entity, payload;
};

struct FakeStatement {
    std::string sql;
    std::vector<std::string> parameters; ///< NULL as "NULL"
};

struct FakeHttpCall {
    std::string method, url, body;
    Headers headers;
};

struct FakeHttpAnswer {
    unsigned status = 200;
    std::string body;
};
/// A company that answers by what it was asked before. @throws Failure instead of an answer
using FakeCompany = std::function<FakeHttpAnswer(const FakeHttpCall&)>;

class FakeHost {
public:
    explicit FakeHost(std::string settings = "{}", std::string instance = "test");
    ~FakeHost();
    FakeHost(const FakeHost&) = delete;
    FakeHost& operator=(const FakeHost&) = delete;

    /// Makes the plugin as the kernel would. @throws Failure what its constructor threw
    template <class T>
    T& create() {
        make([](Host host) -> std::unique_ptr<Plugin> { return std::make_unique<T>(host); });
        return static_cast<T&>(plugin());
    }

    /// Satisfies `Use<I>`; call it before create(). `provider` must outlive the host.
    template <class I>
    void give(I& provider, std::string_view name = {}) {
        give_service(detail::Description<I>::id, name, service_of<I>(provider));
    }
    /// What the plugin provides, called over the border as another plugin would.
    template <class I>
    Proxy<I> provided(std::string_view name = {}) {
        return Proxy<I>(provided_service(detail::Description<I>::id, name));
    }
    /// `provider` inside the decorators that the plugin declared for it, the last one outermost.
    /// `provider` must outlive the host.
    template <class I>
    Proxy<I> decorated(I& provider, std::string_view name = {}) {
        return Proxy<I>(
            decorated_service(detail::Description<I>::id, name, service_of<I>(provider)));
    }

    FakeAnswer call(std::string_view method, std::string_view target, std::string_view body = {},
                    const Headers& headers = {});
    /// Delivers an event to every listener of its topic. @throws Failure what the listener gave
    /// @param id  the event's; nothing: a new one
    void deliver(std::string_view topic, std::string_view payload,
                 std::optional<Uuid> id = std::nullopt);

    /// Statements that contain `part` give `rows` (query) or their number (execute); the latest
    /// rule wins. Others give nothing.
    void answer_sql(std::string part, std::vector<FakeRow> rows);
    /// Calls whose URL contains `part` get this answer.
    void answer_http(std::string part, unsigned status, std::string body);
    /// Calls whose URL contains `part` fail.
    void fail_http(std::string part, Error error);
    /// Calls whose URL contains `part` go to the company.
    void serve_http(std::string part, FakeCompany company);

    void sign_in(UserId user, std::vector<std::string> roles = {"customer"});
    void set_now(Instant now) { now_ = now; }
    Ctx ctx();

    const std::vector<FakeEvent>& events() const { return events_; }
    /// What went to streams.
    const std::vector<FakeSent>& sent() const { return sent_; }
    const std::vector<FakeStatement>& statements() const { return statements_; }
    const std::vector<FakeHttpCall>& http_calls() const { return http_calls_; }
    const std::vector<std::string>& log_lines() const { return log_lines_; }

private:
    friend struct FakeTables;

    struct Route {
        std::string method, path;
        sty_http_fn handler;
        void* user;
    };
    struct Listener {
        std::string topic;
        sty_event_fn handler;
        void* user;
    };
    struct Slot {
        std::string contract, name;
    };
    struct Decorator {
        std::string contract, name;
        sty_decorate_fn fn;
        void* user;
    };
    struct Wrapper {
        void* self;
        void (*drop)(void*);
    };
    struct HttpRule {
        std::string part;
        unsigned status = 0;
        std::string body;
        std::optional<Error> error;
        FakeCompany company;
    };

    void make(detail::MakePlugin make);
    Plugin& plugin();
    void give_service(std::string_view contract, std::string_view name, sty_service service);
    sty_service provided_service(std::string_view contract, std::string_view name) const;
    sty_service decorated_service(std::string_view contract, std::string_view name,
                                  sty_service service);
    void fill_slots();

    sty_host raw_{};
    sty_ctx ctx_{};
    sty_principal principal_{};
    std::string settings_, instance_, user_id_, data_dir_;
    std::vector<std::string> roles_;
    std::vector<sty_str> raw_roles_;
    Instant now_ = Instant::from_seconds(1'767'225'600);
    void* self_ = nullptr;

    std::vector<Route> routes_;
    std::vector<Listener> listeners_;
    std::vector<Slot> slots_;
    std::vector<Decorator> decorators_;
    std::vector<Wrapper> wrappers_;
    std::vector<std::string> groups_;
    std::vector<sty_service> services_;
    std::map<std::pair<std::string, std::string>, sty_service> given_, provided_;

    std::deque<std::pair<std::string, std::vector<FakeRow>>> sql_rules_;
    std::deque<HttpRule> http_rules_;
    std::uint32_t depth_ = 0;
    std::vector<FakeEvent> events_;
    std::vector<FakeSent> sent_;
    std::vector<FakeStatement> statements_;
    std::vector<FakeHttpCall> http_calls_;
    std::vector<std::string> log_lines_;
};

} // namespace statybos::testing
