#include "service/terminals.hpp"

#include "service/terminal_file.hpp"

namespace statybos::shipping {

std::string terminal_id(const TerminalRow& terminal) {
    return terminal.carrier + ':' + terminal.code;
}

PickupPoint point_of(const TerminalRow& terminal) {
    PickupPoint point;
    point.id = terminal_id(terminal);
    point.name = terminal.name;
    point.address.street = terminal.street;
    point.address.city = terminal.city;
    point.address.postal_code = terminal.postal_code;
    point.address.country = terminal.country;
    point.address.lat = terminal.lat;
    point.address.lon = terminal.lon;
    point.opening_hours = terminal.opening_hours;
    return point;
}

Result<TerminalListRow> Terminals::load(Ctx ctx, const std::string& carrier,
                                        std::string_view file) {
    const auto terminals = read_terminal_file(file, carrier);
    if (!terminals) {
        return terminals.error();
    }
    return transact(ctx, [&](Transaction& tx) -> Result<TerminalListRow> {
        auto list = terminals_.put_list(tx, carrier, terminals->size());
        terminals_.replace(tx, carrier, *terminals);
        return list;
    });
}

Result<void> Terminals::remove(Ctx ctx, const std::string& carrier) {
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        return terminals_.remove_list(tx, carrier)
                   ? Result<void>()
                   : Result<void>(Error(Errc::not_found, "not_found",
                                        "no terminals of such a carrier are loaded"));
    });
}

std::vector<TerminalListRow> Terminals::lists(Ctx ctx) {
    Session session(ctx);
    return terminals_.lists(session);
}

std::vector<TerminalRow> Terminals::list(Ctx ctx, const TerminalFilter& filter,
                                         std::string_view after, std::int32_t limit) {
    Session session(ctx);
    const std::size_t colon = std::min(after.find(':'), after.size());
    return terminals_.list(session, filter, std::string(after.substr(0, colon)),
                           std::string(after.substr(std::min(colon + 1, after.size()))), limit);
}

} // namespace statybos::shipping
