// The plugin on one screen: settings in, services made, routes and the command declared.
#pragma once

#include <statybos/plugin.hpp>

#include "http/bank_transfer_routes.hpp"
#include "service/bank_entries.hpp"
#include "service/bank_transfer_gateway.hpp"
#include "service/import_command.hpp"
#include "service/transfer_refunds.hpp"
#include "settings.hpp"

namespace statybos::bank_transfer {

class BankTransferPlugin final : public Plugin {
public:
    explicit BankTransferPlugin(Host host);

private:
    Settings settings_;
    TransferStore transfers_;
    EntryStore entry_store_;
    Use<payments::PaymentEvents> events_;
    BankTransferGateway gateway_;
    BankEntries entries_;
    TransferRefunds refunds_;
    ImportCommand import_;
    BankTransferRoutes routes_;
};

} // namespace statybos::bank_transfer
