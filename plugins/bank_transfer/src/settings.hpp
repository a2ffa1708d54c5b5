// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <string>
#include <vector>

#include <statybos/record.hpp>

namespace statybos::bank_transfer {

struct Settings {
    std::string name;
    std::string iban;
    std::string bic;
    std::vector<std::string> currencies;
};
STATYBOS_RECORD(Settings, name, iban, bic, currencies)

} // namespace statybos::bank_transfer
