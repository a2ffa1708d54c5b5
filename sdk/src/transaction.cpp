#include <statybos/transaction.hpp>

#include <random>
#include <thread>

namespace statybos {

Transaction::Transaction(Ctx ctx) : Session(ctx), open_(false) {
    detail::ErrorSlot error;
    error.check(detail::tables.db->begin(ctx.raw(), &error));
    open_ = true;
}

Transaction::Transaction(Ctx ctx, Joined) : Session(ctx), open_(false) {
    if (!detail::in_transaction(ctx)) {
        throw Failure(Errc::internal, "internal_error",
                      "a contract's method takes a Transaction, but its caller has none open");
    }
}

Transaction::~Transaction() {
    if (open_) {
        detail::ErrorSlot error;
        detail::tables.db->end(ctx().raw(), 0, &error);
    }
}

void Transaction::commit() {
    STATYBOS_ASSERT(open_);
    open_ = false;
    detail::ErrorSlot error;
    error.check(detail::tables.db->end(ctx().raw(), 1, &error));
}

void Transaction::publish_raw(std::string_view topic, const std::string& entity,
                              const std::string& payload) {
    detail::ErrorSlot error;
    error.check(detail::tables.events->publish(ctx().raw(), to_abi(topic), to_abi(entity),
                                               to_abi(payload), &error));
}

namespace detail {

bool in_transaction(Ctx ctx) {
    return tables.db->depth(ctx.raw()) != 0;
}

void retry_or_rethrow(const Failure& failure, int& tries, bool outermost) {
    constexpr int most_tries = 8;
    if (!outermost || failure.error().code() != Errc::serialization || ++tries == most_tries) {
        throw failure;
    }
    thread_local std::minstd_rand random(std::random_device{}());
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % (4u << tries)));
}

} // namespace detail
} // namespace statybos
