// /api/admin/shipping/zones, and their list for vendors, whose rates refer to them.
#pragma once

#include <statybos/router.hpp>

#include "service/zones.hpp"

namespace statybos::shipping {

struct ZoneList {
    std::vector<ZoneRow> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(ZoneList, items, next_cursor)

struct ZonePath {
    ZoneId id;
};
STATYBOS_PARAMETERS(ZonePath, id)

class ZoneRoutes {
public:
    explicit ZoneRoutes(Zones& zones) : zones_(zones) {}
    void declare(Host& host);

private:
    Result<ZoneList> list(Ctx& ctx);
    Result<ZoneRow> create(Ctx& ctx, const NewZone& body);
    Result<ZoneRow> show(Ctx& ctx, const ZonePath& path);
    Result<ZoneRow> change(Ctx& ctx, const ZonePath& path, const ZoneChange& body);
    Result<void> remove(Ctx& ctx, const ZonePath& path);

    Zones& zones_;
};

} // namespace statybos::shipping
