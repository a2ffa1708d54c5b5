#include "database/binding.hpp"

#include <utility>

#include "core/host.hpp"
#include "core/log.hpp"

namespace statybos::kernel::database {
namespace {

constexpr std::size_t most_waiting = 64;

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
    if (!marks_.empty()) {
        return run_in_transaction({sql, values}, false);
    }
    const Lease borrowed = pool_.lease(context_.deadline);
    ++round_trips_;
    Rows rows = borrowed->run(sql, values);
    refuse_transaction_control(rows, *borrowed);
    return rows;
}

void Binding::run_later(std::string_view sql, Values values) {
    if (marks_.empty() || waiting_.size() >= most_waiting) {
        run(sql, values);
        return;
    }
    ++statements_;
    waiting_.emplace_back(sql, values, false);
}

Rows Binding::run_in_transaction(const Statement& statement, bool own) {
    lease_->set_deadline(context_.deadline);
    ++round_trips_;
    Rows rows(nullptr);
    if (waiting_.empty()) {
        rows = lease_->run(statement.sql, statement.values);
    } else {
        auto answers = send_with_waiting(statement);
        rows = std::move(answers.back());
        answers.pop_back();
        check_waiting(answers);
    }
    if (!own) {
        refuse_transaction_control(rows, *lease_);
    }
    return rows;
}

std::vector<Rows> Binding::send_with_waiting(const Statement& statement) {
    std::vector<Statement> all;
    for (const StoredStatement& stored : waiting_) {
        all.push_back(stored.statement());
    }
    all.push_back(statement);
    const bool begins = marks_.front().sendings == sendings_;
    try {
        return lease_->run_together(all);
    } catch (const DatabaseError& error) {
        if (begins && !lease_->is_open() && error.is_unavailable()) {
            return send_afresh(all);
        }
        if (!lease_->is_open() || lease_->transaction_failed()) {
            ++sendings_;
            waiting_.clear();
        }
        throw; // else nothing was sent, and all of it still waits
    }
}

// The connection broke while it was idle, and nothing was done in the transaction so far.
std::vector<Rows> Binding::send_afresh(std::span<const Statement> statements) {
    try {
        pool_.renew(lease_);
        return lease_->run_together(statements);
    } catch (...) {
        // Closed, so that nothing that follows happens outside of a transaction unnoticed.
        lease_->close();
        ++sendings_;
        waiting_.clear();
        throw;
    }
}

// What waited has been done, with these answers.
void Binding::check_waiting(const std::vector<Rows>& answers) {
    const auto done = std::exchange(waiting_, {});
    ++sendings_;
    for (std::size_t i = 0; i < done.size(); ++i) {
        if (!done[i].is_own()) {
            refuse_transaction_control(answers[i], *lease_);
        }
    }
}

void Binding::begin() {
    if (marks_.empty()) {
        if (Context::Clock::now() >= context_.deadline) {
            throw DatabaseError::timed_out("the deadline passed before the transaction began");
        }
        lease_ = pool_.lease(context_.deadline);
    }
    marks_.push_back({tags_.size(), live_.size(), callbacks_.size(), waiting_.size(), sendings_});
    waiting_.emplace_back(
        marks_.size() == 1 ? "BEGIN" : "SAVEPOINT " + savepoint(marks_.size() - 1), Values(), true);
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
    const Mark& mark = marks_.back();
    if (mark.sendings == sendings_) {
        waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(mark.waiting));
        marks_.pop_back();
        return;
    }
    const std::string release = "RELEASE SAVEPOINT " + savepoint(marks_.size() - 1);
    try {
        run_in_transaction({release, {}}, true);
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
        send_commit();
    } catch (const std::exception& error) {
        const auto* refusal = dynamic_cast<const DatabaseError*>(&error);
        end_outermost(false, refusal != nullptr && refusal->outcome_is_unknown());
        throw;
    }
    end_outermost(true, true);
}

void Binding::send_commit() {
    const bool nothing_was_done = marks_.front().sendings == sendings_ && waiting_.size() == 1;
    if (nothing_was_done) {
        return;
    }
    std::vector<Statement> statements;
    for (const StoredStatement& stored : waiting_) {
        statements.push_back(stored.statement());
    }
    lease_->set_deadline(context_.deadline);
    ++round_trips_;
    check_waiting(lease_->commit_with(statements));
}

void Binding::end_outermost(bool committed, bool tags_are_old) {
    waiting_.clear();
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
    const Mark mark = marks_.back();
    forget_since(mark);
    marks_.pop_back();
    if (mark.sendings == sendings_) {
        waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(mark.waiting),
                       waiting_.end());
        return;
    }
    waiting_.clear();
    const std::string name = savepoint(marks_.size());
    try {
        // Undoing must not depend on time that has run out.
        lease_->set_deadline(Context::Clock::time_point::max());
        ++round_trips_;
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
