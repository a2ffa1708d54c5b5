// Rows of shipping.terminal and shipping.terminal_list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/instant.hpp>
#include <statybos/shipping/shipping_method.hpp>
#include <statybos/transaction.hpp>

namespace statybos::shipping {

struct TerminalRow {
    std::string carrier;
    std::string code;
    std::string name;
    std::string street;
    std::string city;
    std::string postal_code;
    std::string country;
    std::optional<double> lat;
    std::optional<double> lon;
    std::vector<OpeningHours> opening_hours;
};
STATYBOS_RECORD(TerminalRow, carrier, code, name, street, city, postal_code, country, lat, lon,
                opening_hours)

struct TerminalListRow {
    std::string carrier;
    std::int32_t terminals = 0;
    Instant loaded_at;
};
STATYBOS_RECORD(TerminalListRow, carrier, terminals, loaded_at)

/// Near which place terminals are wanted; `number` tells the answers of several apart.
struct TerminalsWanted {
    std::int32_t number = 0;
    std::string carrier;
    std::string country;
    std::string city;
    std::optional<double> lat;
    std::optional<double> lon;
};
STATYBOS_RECORD(TerminalsWanted, number, carrier, country, city, lat, lon)

struct TerminalFound {
    std::int32_t number = 0;
    TerminalRow terminal;
};
STATYBOS_RECORD(TerminalFound, number, terminal)

struct TerminalFilter {
    std::optional<std::string> carrier;
    std::optional<std::string> country;
    std::optional<std::string> city;
};

class TerminalStore {
public:
    std::vector<TerminalListRow> lists(Session& session);
    /// Others who replace the same carrier's list wait until the commit.
    TerminalListRow put_list(Transaction& tx, const std::string& carrier, std::size_t terminals);
    /// The carrier's terminals become these; readers see the old ones or the new ones.
    void replace(Transaction& tx, const std::string& carrier,
                 const std::vector<TerminalRow>& terminals);
    bool remove_list(Transaction& tx, const std::string& carrier);

    /// By carrier and code, after the one named.
    std::vector<TerminalRow> list(Session& session, const TerminalFilter& filter,
                                  const std::string& after_carrier, const std::string& after_code,
                                  std::int32_t limit);
    /// For each place the nearest ones: by distance where the place is known, else those of the
    /// same city before all others.
    std::vector<TerminalFound> near(Session& session, const std::vector<TerminalsWanted>& wanted,
                                    std::int32_t limit);
};

} // namespace statybos::shipping
