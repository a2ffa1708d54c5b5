// Rows of catalog.vat_class.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/percent.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::catalog {

STATYBOS_ID(VatClassId)

/// The class of new categories; it stays.
inline constexpr std::string_view default_vat_class = "standard";

struct VatClassRow {
    VatClassId id;
    std::string code;
    std::string name_lt;
    std::string name_en;
    Percent rate;
};
STATYBOS_RECORD(VatClassRow, id, code, name_lt, name_en, rate)

class VatClassStore {
public:
    /// The highest rate first.
    std::vector<VatClassRow> all(Session& session);
    std::optional<VatClassRow> find(Session& session, VatClassId id);
    bool knows(Session& session, std::string_view code);

    /// False: the code is another's, here and below.
    bool insert(Transaction& tx, const VatClassRow& row);
    bool update(Transaction& tx, const VatClassRow& row);
    /// False: a category is in it.
    bool remove(Transaction& tx, VatClassId id);
};

} // namespace statybos::catalog
