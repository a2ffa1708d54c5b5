#include "service/bank_entries.hpp"

#include <algorithm>

#include <statybos/secrets.hpp>

#include "service/bank_transfer_gateway.hpp"
#include "service/reference_rules.hpp"

namespace statybos::bank_transfer {
namespace {

std::optional<std::string> reference_of(const camt::Credit& credit) {
    auto reference = reference_in(credit.creditor_reference);
    return reference ? reference : reference_in(credit.remittance);
}

EntryRow entry_of(BankEntryId id, const camt::Credit& credit) {
    EntryRow entry;
    entry.id = id;
    entry.amount = credit.amount.minor;
    entry.currency = credit.amount.currency.code();
    entry.booked_on = credit.booked_on;
    entry.payer = credit.payer;
    entry.payer_iban = credit.payer_iban;
    entry.remittance = credit.remittance.empty() ? credit.creditor_reference : credit.remittance;
    return entry;
}

Error no_such_entry() {
    return Error(Errc::not_found, "not_found", "there is no such bank entry");
}

Error nothing_left_over() {
    return Error(Errc::conflict, "nothing_left_over", "all of this entry is used or went back");
}

} // namespace

Result<ImportReport> BankEntries::import(Ctx ctx, std::string_view xml) {
    const auto statements = camt::read_bank_statements(xml);
    if (!statements) {
        return statements.error();
    }
    for (const camt::BankStatement& statement : *statements) {
        if (statement.iban != settings_.iban) {
            return Error(Errc::invalid, "foreign_account",
                         "the statement is of another account than the one that buyers pay to");
        }
    }
    ImportReport report;
    Session session(ctx);
    for (const camt::BankStatement& statement : *statements) {
        const auto id = new_id<BankStatementId>(host_);
        entries_.insert_statement(session, id, statement.iban, statement.number);
        for (const camt::Credit& credit : statement.credits) {
            import_credit(ctx, id, credit, report);
        }
        report.passed_over += static_cast<std::int64_t>(statement.passed_over);
    }
    host_.log_info("bank statements were imported",
                   {{"imported", std::to_string(report.imported)},
                    {"left_over", std::to_string(report.left_over)},
                    {"repeated", std::to_string(report.repeated)}});
    return report;
}

void BankEntries::import_credit(Ctx ctx, BankStatementId statement, const camt::Credit& credit,
                                ImportReport& report) {
    EntryRow entry = entry_of(new_id<BankEntryId>(host_), credit);
    bool is_new = false;
    try {
        is_new = take(ctx, statement, credit, entry, true);
    } catch (const Failure& failure) {
        if (failure.error().is("database_unavailable")) {
            throw;
        }
        // A payment that cannot be told must not hold up the rest of the statement.
        host_.log_error("a bank entry fits a payment and could not be used for it: assign it",
                        {{"entry", entry.id.to_string()}, {"reason", failure.error().message()}});
        entry = entry_of(entry.id, credit);
        is_new = take(ctx, statement, credit, entry, false);
    }
    if (!is_new) {
        ++report.repeated;
        return;
    }
    ++report.imported;
    report.assigned += entry.assigned > 0 ? 1 : 0;
    report.left_over += entry.left_over() > 0 ? 1 : 0;
}

bool BankEntries::take(Ctx ctx, BankStatementId statement, const camt::Credit& credit,
                       EntryRow& entry, bool match) {
    const EntryRow as_read = entry;
    return transact(ctx, [&](Transaction& tx) {
        entry = as_read;
        if (!entries_.insert(tx, statement, credit.key, entry)) {
            return false;
        }
        const auto reference = match ? reference_of(credit) : std::nullopt;
        const auto transfer =
            reference ? transfers_.lock_by_reference(tx, *reference) : std::nullopt;
        if (transfer && transfer->currency == entry.currency && !transfer->is_complete()) {
            if (auto paid = pay(tx, entry, *transfer); !paid) {
                throw Failure(paid.error());
            }
        }
        return true;
    });
}

Result<void> BankEntries::pay(Transaction& tx, EntryRow& entry, const TransferRow& transfer) {
    const std::int64_t used = std::min(entry.left_over(), transfer.amount - transfer.received);
    entries_.assign(tx, entry.id, transfer.idempotency_key, used);
    transfers_.add_received(tx, transfer.idempotency_key, used);
    entry.assigned += used;
    entry.assignments.push_back({transfer.payment_id, transfer.reference, used});
    if (transfer.received + used < transfer.amount) {
        return {}; // a part: the payment waits for the rest
    }
    payments::GatewayEvent complete;
    complete.event_id = "transfer:" + transfer.idempotency_key;
    complete.kind = payments::GatewayEventKind::captured;
    complete.payment_id = transfer.payment_id;
    complete.gateway_reference = transfer.reference;
    complete.amount = transfer.money(transfer.amount);
    complete.at = host_.now();
    const auto told = events_(tx.ctx()).record(tx, gateway_name, {complete});
    if (!told) {
        return told.error();
    }
    const auto verdict = told->front().verdict;
    if (verdict == payments::EventVerdict::recorded ||
        verdict == payments::EventVerdict::repeated) {
        return {};
    }
    return Error(Errc::conflict, "payment_mismatch",
                 "payment " + transfer.payment_id.to_string() + " does not take this amount");
}

std::vector<EntryRow> BankEntries::list(Ctx ctx, bool left_over,
                                        const std::optional<BankEntryId>& after,
                                        std::int32_t limit) {
    Session session(ctx);
    return entries_.list(session, left_over, after, limit);
}

Result<EntryRow> BankEntries::assign(Ctx ctx, BankEntryId id, PaymentId payment) {
    return transact(ctx, [&](Transaction& tx) -> Result<EntryRow> {
        auto entry = entries_.lock(tx, id);
        if (!entry) {
            return no_such_entry();
        }
        if (entry->left_over() == 0) {
            return nothing_left_over();
        }
        const auto transfer = transfers_.lock_by_payment(tx, payment);
        if (!transfer || transfer->currency != entry->currency) {
            return Error(Errc::invalid, "unknown_payment", "the input is not acceptable")
                .field("/payment_id", "unknown_payment",
                       "no transfer in this currency is awaited for this payment");
        }
        if (transfer->is_complete()) {
            return Error(Errc::conflict, "already_paid", "the payment has all its money");
        }
        if (std::any_of(entry->assignments.begin(), entry->assignments.end(),
                        [&](const AssignmentRow& one) { return one.payment_id == payment; })) {
            return Error(Errc::conflict, "already_assigned", "it is assigned to this payment");
        }
        auto paid = pay(tx, *entry, *transfer);
        return paid ? Result<EntryRow>(std::move(*entry)) : Result<EntryRow>(paid.error());
    });
}

Result<EntryRow> BankEntries::mark_returned(Ctx ctx, BankEntryId id, std::string_view note) {
    return transact(ctx, [&](Transaction& tx) -> Result<EntryRow> {
        const auto entry = entries_.lock(tx, id);
        if (!entry) {
            return no_such_entry();
        }
        if (entry->left_over() == 0) {
            return nothing_left_over();
        }
        entries_.mark_returned(tx, id, note);
        return entries_.find(tx, id).value();
    });
}

} // namespace statybos::bank_transfer
