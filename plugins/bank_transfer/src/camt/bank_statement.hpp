// ISO 20022 camt.053: what a bank says came in. Any version from 001.02 on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>
#include <statybos/money.hpp>

namespace statybos::bank_transfer::camt {

/// One booked credit: an entry of the statement, or one transfer of an entry that gathers several.
struct Credit {
    std::string key; ///< the bank's own name of it; the same in every statement that has it
    Money amount;
    std::string booked_on; ///< "2026-11-22"
    std::string payer;
    std::string payer_iban;
    std::string creditor_reference; ///< as the structured remittance has it
    std::string remittance;         ///< all texts, structured or not
};

struct BankStatement {
    std::string iban;
    std::string number;
    std::vector<Credit> credits;
    std::size_t passed_over = 0; ///< debits, reversals, and what is not booked yet
};

/// @errors malformed malformed_xml
/// @errors invalid not_a_bank_statement  no camt.053, or an entry without what it must have
Result<std::vector<BankStatement>> read_bank_statements(std::string_view xml);

} // namespace statybos::bank_transfer::camt
