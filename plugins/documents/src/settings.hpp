// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <string>

#include <statybos/record.hpp>

namespace statybos::documents {

/// How the numbers of a vendor's documents begin.
struct SeriesSettings {
    std::string invoice;
    std::string credit_note;
    std::string receipt;
    std::string refund_receipt;
};
STATYBOS_RECORD(SeriesSettings, invoice, credit_note, receipt, refund_receipt)

struct Settings {
    std::string marketplace; ///< its name, as documents state it
    std::string time_zone;   ///< decides the date on which something was issued
    std::string font;
    SeriesSettings series;
};
STATYBOS_RECORD(Settings, marketplace, time_zone, font, series)

} // namespace statybos::documents
