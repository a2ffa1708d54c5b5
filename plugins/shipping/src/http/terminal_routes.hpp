// /api/shipping/terminals for everybody, /api/admin/shipping/terminals for operators.
#pragma once

#include <statybos/router.hpp>

#include "service/rate_form.hpp"
#include "service/terminals.hpp"

namespace statybos::shipping {

struct TerminalPage {
    std::vector<PickupPoint> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(TerminalPage, items, next_cursor)

struct TerminalQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
    std::optional<std::string> carrier;
    std::optional<std::string> country;
    std::optional<std::string> city;
};
STATYBOS_PARAMETERS(TerminalQuery, limit, cursor, carrier, country, city)
STATYBOS_LIMITS(TerminalQuery, range(&TerminalQuery::limit, 1, 100),
                defaulted(&TerminalQuery::limit), length(&TerminalQuery::cursor, 1, 100),
                length(&TerminalQuery::carrier, 1, 40), length(&TerminalQuery::city, 1, 100),
                pattern_country(&TerminalQuery::country))

struct CarrierPath {
    std::string carrier;
};
STATYBOS_PARAMETERS(CarrierPath, carrier)
STATYBOS_LIMITS(CarrierPath, length(&CarrierPath::carrier, 1, 40),
                pattern(&CarrierPath::carrier, key_format))

struct CarrierList {
    std::vector<TerminalListRow> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(CarrierList, items, next_cursor)

class TerminalRoutes {
public:
    explicit TerminalRoutes(Terminals& terminals) : terminals_(terminals) {}
    void declare(Host& host);

private:
    Result<TerminalPage> search(Ctx& ctx, const TerminalQuery& query);
    Result<CarrierList> carriers(Ctx& ctx);
    Result<TerminalListRow> load(Ctx& ctx, const CarrierPath& path, const Request& request);
    Result<void> remove(Ctx& ctx, const CarrierPath& path);

    Terminals& terminals_;
};

} // namespace statybos::shipping
