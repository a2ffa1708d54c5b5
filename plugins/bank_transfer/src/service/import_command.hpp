// statybos bank-transfer import FILE …
#pragma once

#include <statybos/command.hpp>

#include "service/bank_entries.hpp"

namespace statybos::bank_transfer {

class ImportCommand final : public Command {
public:
    explicit ImportCommand(BankEntries& entries) : entries_(entries) {}

    Result<std::string> run(Ctx& ctx, const CommandCall& call) override;

private:
    BankEntries& entries_;
};

} // namespace statybos::bank_transfer
