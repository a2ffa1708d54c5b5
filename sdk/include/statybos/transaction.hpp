// One database transaction, visible in the type of every function that needs one.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <statybos/json_writer.hpp>
#include <statybos/session.hpp>

namespace statybos {

/// What publish() needs to know of an event; made by STATYBOS_EVENT.
template <class E>
concept Event = requires(const E& event) {
    { statybos_event_topic(&event) } -> std::convertible_to<std::string_view>;
    { statybos_event_entity(event) } -> std::convertible_to<std::string>;
};

/// Open from its making until commit(); rolled back when destroyed before that.
///
/// Made while another is open on the same context it is a savepoint of that one.
class Transaction : public Session {
public:
    explicit Transaction(Ctx ctx);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// The caller's open transaction, in a callee of another plugin; ends nothing.
    static Transaction join(Ctx ctx) { return Transaction(ctx, Joined{}); }

    /// Throws Failure when the database refuses, e.g. by a deferred constraint.
    void commit();

    /// Writes the fact into the outbox: it exists when the outermost transaction commits.
    /// A listener in the transaction may veto: its error is thrown as Failure.
    template <Event E>
    void publish(const E& event) {
        publish_raw(statybos_event_topic(&event), statybos_event_entity(event), write_json(event));
    }

private:
    struct Joined {};
    Transaction(Ctx ctx, Joined);
    void publish_raw(std::string_view topic, const std::string& entity, const std::string& payload);

    bool open_;
};

namespace detail {
/// Whether a transaction is open on the context already.
bool in_transaction(Ctx ctx);
/// Counts a failed try; throws the failure on when it may not be tried again.
void retry_or_rethrow(const Failure& failure, int& tries, bool outermost);
} // namespace detail

/// Runs `work(tx)` in a transaction and commits when it succeeds; a Result that holds an error and
/// an exception roll back. The outermost one is run again after a serialization failure or
/// deadlock, so `work` must have no effects besides the database's.
template <class Work>
auto transact(Ctx ctx, Work&& work) -> decltype(work(std::declval<Transaction&>())) {
    const bool outermost = !detail::in_transaction(ctx);
    for (int tries = 0;;) {
        try {
            Transaction tx(ctx);
            if constexpr (std::is_void_v<decltype(work(tx))>) {
                work(tx);
                tx.commit();
                return;
            } else {
                auto result = work(tx);
                if constexpr (requires { result.has_error(); }) {
                    if (result.has_error()) {
                        return result;
                    }
                }
                tx.commit();
                return result;
            }
        } catch (const Failure& failure) {
            detail::retry_or_rethrow(failure, tries, outermost);
        }
    }
}

} // namespace statybos

/// Declares a record as an event: its versioned topic and the id field that it happened to.
#define STATYBOS_EVENT(Type, topic, entity_field)                                                  \
    [[maybe_unused]] constexpr std::string_view statybos_event_topic(const Type*) {                \
        return topic;                                                                              \
    }                                                                                              \
    inline std::string statybos_event_entity(const Type& event) {                                  \
        return event.entity_field.to_string();                                                     \
    }
