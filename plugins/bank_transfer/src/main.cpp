#include "bank_transfer_plugin.hpp"

STATYBOS_PLUGIN(statybos::bank_transfer::BankTransferPlugin, "statybos.bank_transfer", "0.1.0")
