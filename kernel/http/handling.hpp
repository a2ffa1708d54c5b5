// The part of a request's way that a worker walks.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/application.hpp"
#include "http/dispatcher.hpp"
#include "http/exchange.hpp"

namespace statybos::kernel::http {

/// Who asks → may he → is it a repetition → the handler → what goes back. It may leave the worker
/// in the middle, to wait for an equal request, and go on on another one.
class Handling : public std::enable_shared_from_this<Handling> {
public:
    /// Answers `exchange`, now or when the request it repeats is done.
    static void run(Dispatcher& dispatcher, std::shared_ptr<Exchange> exchange);

    Handling(Dispatcher& dispatcher, std::shared_ptr<Exchange> exchange);

private:
    Result<void> prepare();
    Result<void> authenticate();
    Result<void> authorize() const;
    Result<void> check_csrf() const;
    Result<void> read_input();

    bool takes_idempotency_key() const;
    std::string idempotency_scope() const;
    /// True: goes on later, elsewhere.
    bool pass_gate();
    void claim_key(const IdempotencyKey& key);
    void replay(const StoredAnswer& answer);
    void wake(std::shared_ptr<const StoredAnswer> answer) noexcept;
    IdempotencyKey key() const;

    void proceed() noexcept;
    void invoke();
    void fail(const Error& error);
    void complete();
    void complete_stream();
    void keep_in_cache();
    void deliver();

    Dispatcher& dispatcher_;
    std::shared_ptr<Exchange> exchange_;
    std::unique_ptr<Call> call_;
    Identity identity_;
    std::string scope_;
    std::string hash_;
    bool failed_ = false;
};

} // namespace statybos::kernel::http
