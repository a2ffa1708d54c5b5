#include "database/binding.hpp"

#include <utility>

#include "core/host.hpp"
#include "core/log.hpp"

namespace statybos::kernel::database {
namespace {

std::string savepoint(std::size_t level) {
    return "statybos_" + std::to_string(level);
}

/// A statement that began or ended a transaction has made ours another than we think. The
/// connection is closed, so that nothing that follows happens outside of a transaction unnoticed.
void refuse_transaction_control(const Rows& rows, Connection& connection) {
    const std::string_view tag = rows.tag();
    for (const std::string_view control : {"BEGIN", "START TRANSACTION", "COMMIT", "ROLLBACK",
                                           "SAVEPOINT", "RELEASE", "PREPARE TRANSACTION"}) {
        if (tag == control) {
            connection.close();
            throw Failure(Error(Errc::internal, "transaction_control",
                                "a statement may not begin or end a transaction; use begin(), "
                                "commit() and rollback()")
                              .flag(STY_ERROR_PRIVATE));
        }
    }
}

} // namespace

Binding::Binding(Pool& pool, const Context& context, CommitObserver* observer)
    : pool_(pool), context_(context), observer_(observer) {}

Binding::~Binding() {
    if (marks_.empty()) {
        return;
    }
    log(LogLevel::warning, "database", "a transaction was left open; it is rolled back",
        {{"request_id", context_.request_id}, {"depth", std::to_string(depth())}});
    end_outermost(false, false);
}

Binding& Binding::of(Context& context) {
    const Engines* engines = context.engines;
    if (context.database == nullptr && engines != nullptr && engines->database != nullptr) {
        context.database = std::make_shared<Binding>(*engines->database, context, engines->commits);
    }
    if (context.database == nullptr) {
        throw Failure(Error(Errc::unavailable, "database_unavailable",
                            "this context was made without a database")
                          .flag(STY_ERROR_PRIVATE));
    }
    return *context.database;
}

Rows Binding::run(std::string_view sql, Values values) {
    ++statements_;
    if (marks_.empty()) {
        const Lease borrowed = pool_.lease(context_.deadline);
        Rows rows = borrowed->run(sql, values);
        refuse_transaction_control(rows, *borrowed);
        return rows;
    }
    lease_->set_deadline(context_.deadline);
    Rows rows = lease_->run(sql, values);
    refuse_transaction_control(rows, *lease_);
    return rows;
}

void Binding::begin() {
    if (marks_.empty()) {
        lease_ = pool_.begin(context_.deadline);
    } else {
        lease_->set_deadline(context_.deadline);
        lease_->script("SAVEPOINT " + savepoint(marks_.size()));
    }
    marks_.push_back({tags_.size(), live_.size(), callbacks_.size()});
}

void Binding::commit() {
    require_transaction("commit()");
    if (marks_.size() > 1) {
        commit_savepoint();
    } else {
        commit_outermost();
    }
}

void Binding::commit_savepoint() {
    const std::string name = savepoint(marks_.size() - 1);
    try {
        lease_->script("RELEASE SAVEPOINT " + name);
    } catch (...) {
        rollback_savepoint();
        throw;
    }
    marks_.pop_back();
}

void Binding::commit_outermost() {
    try {
        if (Context::Clock::now() >= context_.deadline) {
            throw DatabaseError::timed_out("the deadline passed before the commit");
        }
        if (observer_ != nullptr) {
            observer_->before_commit(*this);
        }
        lease_->commit();
    } catch (const std::exception& error) {
        const auto* refusal = dynamic_cast<const DatabaseError*>(&error);
        end_outermost(false, refusal != nullptr && refusal->outcome_is_unknown());
        throw;
    }
    end_outermost(true, true);
}

void Binding::end_outermost(bool committed, bool tags_are_old) {
    lease_.release();
    marks_.clear();
    finish(committed, tags_are_old);
}

void Binding::rollback() {
    require_transaction("rollback()");
    if (marks_.size() > 1) {
        rollback_savepoint();
        return;
    }
    lease_->rollback();
    end_outermost(false, false);
}

void Binding::rollback_savepoint() {
    forget_since(marks_.back());
    marks_.pop_back();
    const std::string name = savepoint(marks_.size());
    try {
        // Undoing must not depend on time that has run out.
        lease_->set_deadline(Context::Clock::time_point::max());
        lease_->script("ROLLBACK TO SAVEPOINT " + name + "; RELEASE SAVEPOINT " + name);
    } catch (const DatabaseError& error) {
        // The outer levels find the transaction failed, and their commit says so.
        log(LogLevel::warning, "database", "could not roll back to a savepoint",
            {{"why", error.what()}});
    }
}

void Binding::forget_since(const Mark& mark) {
    tags_.resize(mark.tags);
    live_.resize(mark.live);
    for (std::size_t i = mark.callbacks; i < callbacks_.size(); ++i) {
        callbacks_[i].kept = false;
    }
}

void Binding::finish(bool committed, bool tags_are_old) {
    // Callbacks may begin the next transaction, so what they find here must be empty.
    const auto tags = std::exchange(tags_, {});
    auto live = std::exchange(live_, {});
    const auto callbacks = std::exchange(callbacks_, {});
    if (observer_ != nullptr && tags_are_old && !tags.empty()) {
        observer_->invalidate(tags);
    }
    if (observer_ != nullptr && committed && !live.empty()) {
        observer_->send_live(std::move(live));
    }
    for (const Callback& callback : callbacks) {
        try {
            callback.fn(committed && callback.kept);
        } catch (const std::exception& error) {
            log(LogLevel::error, "database", "a callback at the end of a transaction failed",
                {{"why", error.what()}});
        }
    }
}

void Binding::on_end(std::function<void(bool)> fn) {
    require_transaction("on_end()");
    callbacks_.push_back({std::move(fn)});
}

void Binding::invalidate(std::string tag) {
    tags_.push_back(std::move(tag));
    if (marks_.empty()) {
        finish_without_transaction();
    }
}

void Binding::send_live(LiveEvent event) {
    live_.push_back(std::move(event));
    if (marks_.empty()) {
        finish_without_transaction();
    }
}

void Binding::finish_without_transaction() {
    try {
        if (observer_ != nullptr) {
            observer_->before_commit(*this);
        }
    } catch (...) {
        finish(true, true);
        throw;
    }
    finish(true, true);
}

void Binding::require_transaction(const char* what) const {
    if (marks_.empty()) {
        throw Failure(Errc::internal, "no_transaction",
                      std::string(what) + " needs an open transaction");
    }
}

TransactionScope::~TransactionScope() {
    if (open_) {
        binding_.rollback();
    }
}

void TransactionScope::commit() {
    open_ = false;
    binding_.commit();
}

} // namespace statybos::kernel::database
