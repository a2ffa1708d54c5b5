// The carriers' parcel terminals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <statybos/context.hpp>
#include <statybos/error.hpp>

#include "store/terminal_store.hpp"

namespace statybos::shipping {

/// By which buyers choose a terminal: "carrier:code".
std::string terminal_id(const TerminalRow& terminal);
PickupPoint point_of(const TerminalRow& terminal);

class Terminals {
public:
    explicit Terminals(TerminalStore& terminals) : terminals_(terminals) {}

    /// The carrier's terminals become those of the file, all at once or not at all.
    /// @errors invalid validation_failed, too_large list_too_large  as read_terminal_file()
    Result<TerminalListRow> load(Ctx ctx, const std::string& carrier, std::string_view file);
    /// @errors not_found
    Result<void> remove(Ctx ctx, const std::string& carrier);
    std::vector<TerminalListRow> lists(Ctx ctx);
    /// By id, after the one named.
    std::vector<TerminalRow> list(Ctx ctx, const TerminalFilter& filter, std::string_view after,
                                  std::int32_t limit);

private:
    TerminalStore& terminals_;
};

} // namespace statybos::shipping
