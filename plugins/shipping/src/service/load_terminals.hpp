// `statybos terminals load CARRIER FILE`: a carrier's parcel terminals become those of a CSV file.
#pragma once

#include <statybos/command.hpp>

#include "service/terminals.hpp"

namespace statybos::shipping {

class LoadTerminals final : public Command {
public:
    explicit LoadTerminals(Terminals& terminals) : terminals_(terminals) {}
    Result<std::string> run(Ctx& ctx, const CommandCall& call) override;

private:
    Terminals& terminals_;
};

/// The file's text, as far as a list of terminals may be long and one byte more.
Result<std::string> read_list(const std::string& path);

/// One line for each thing that is wrong: "FILE:12: postal_code: this cell is empty".
Error with_lines(const Error& error, const std::string& path);

} // namespace statybos::shipping
