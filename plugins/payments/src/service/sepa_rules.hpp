// SEPA credit transfers as ISO 20022 pain.001: what a bank takes as one file. Pure text.
//
// After the EPC's implementation guidelines: Latin characters only, IBAN without BIC, one debtor,
// charges shared (SLEV), amounts in euros.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/instant.hpp>
#include <statybos/record.hpp>

namespace statybos::payments {

enum class SepaVersion : std::uint8_t { pain_001_001_03, pain_001_001_09 };
STATYBOS_ENUM(SepaVersion, pain_001_001_03, pain_001_001_09)

struct SepaParty {
    std::string name;
    std::string iban;
};

struct SepaTransfer {
    std::string id; ///< EndToEndId; at most 35 characters
    SepaParty payee;
    std::int64_t cents = 0; ///< at least 1
    std::string remittance; ///< what the payee reads
};

struct SepaOrder {
    std::string id; ///< MsgId; at most 35 characters; a bank takes each once
    Instant created_at;
    std::string execute_on; ///< a date
    SepaParty payer;
    std::vector<SepaTransfer> transfers;
};

/// The document, in UTF-8.
std::string sepa_document(const SepaOrder& order, SepaVersion version);

/// In the characters that every bank takes: diacritics dropped, others a dot; not longer than
/// `longest`.
std::string sepa_text(std::string_view text, std::size_t longest);

/// Whether a normal IBAN (no blanks, capitals) has the form, the length of its country where that
/// is in SEPA, and the check digits of one.
bool is_iban(std::string_view iban);

} // namespace statybos::payments
