#include "service/load_demo.hpp"

#include <algorithm>

#include "service/load_terminals.hpp"

namespace statybos::shipping {

struct DemoRate {
    std::optional<std::string> vendor; ///< slug; null: the marketplace's
    NewRate rate;
};
STATYBOS_RECORD(DemoRate, vendor, rate)

struct DemoZone {
    std::string name;
    std::vector<Area> areas;
    std::vector<DemoRate> rates;
};
STATYBOS_RECORD(DemoZone, name, areas, rates)

struct DemoPoint {
    std::string vendor;
    NewPickupPoint point;
};
STATYBOS_RECORD(DemoPoint, vendor, point)

struct DemoTerminals {
    std::string carrier;
    std::string file;
};
STATYBOS_RECORD(DemoTerminals, carrier, file)

struct DemoShipping {
    std::vector<DemoZone> zones;
    std::vector<DemoPoint> pickup_points;
    std::vector<DemoTerminals> terminals;
};
STATYBOS_RECORD(DemoShipping, zones, pickup_points, terminals)

Result<void> LoadDemo::load_zones(Ctx& ctx, const DemoShipping& demo) {
    const auto known = zones_.list(ctx);
    for (const DemoZone& zone : demo.zones) {
        if (std::any_of(known.begin(), known.end(),
                        [&](const ZoneRow& row) { return row.name == zone.name; })) {
            continue;
        }
        const auto made = zones_.create(ctx, {zone.name, std::nullopt, zone.areas});
        if (!made) {
            return made.error();
        }
        for (const DemoRate& one : zone.rates) {
            NewRate rate = one.rate;
            rate.zone_id = made->id;
            if (one.vendor) {
                Session session(ctx);
                rate.vendor_id = vendors_(ctx)->find(session, *one.vendor).value().id;
            }
            if (auto added = rates_.create(ctx, std::nullopt, rate); !added) {
                return added.error();
            }
        }
    }
    return {};
}

Result<void> LoadDemo::load_points(Ctx& ctx, const DemoShipping& demo) {
    Session session(ctx);
    for (const DemoPoint& one : demo.pickup_points) {
        const auto vendor = vendors_(ctx)->find(session, one.vendor);
        if (!vendor) {
            return vendor.error();
        }
        const auto known = points_.list(ctx, vendor->id);
        if (std::any_of(known.begin(), known.end(),
                        [&](const PickupPointRow& row) { return row.name == one.point.name; })) {
            continue;
        }
        if (auto made = points_.create(ctx, vendor->id, one.point); !made) {
            return made.error();
        }
    }
    return {};
}

Result<void> LoadDemo::load_terminals(Ctx& ctx, const DemoShipping& demo,
                                      const std::string& folder) {
    const auto known = terminals_.lists(ctx);
    for (const DemoTerminals& one : demo.terminals) {
        if (std::any_of(known.begin(), known.end(),
                        [&](const TerminalListRow& row) { return row.carrier == one.carrier; })) {
            continue;
        }
        const std::string path = folder + '/' + one.file;
        const auto text = read_list(path);
        if (!text) {
            return text.error();
        }
        if (auto loaded = terminals_.load(ctx, one.carrier, *text); !loaded) {
            return with_lines(loaded.error(), path);
        }
    }
    return {};
}

Result<std::string> LoadDemo::run(Ctx& ctx, const CommandCall& call) {
    if (call.arguments.size() != 1) {
        return Error(Errc::invalid, "usage", "usage: statybos demo load FOLDER");
    }
    const std::string path = call.arguments[0] + "/shipping.json";
    const auto text = read_list(path);
    if (!text) {
        return text.error();
    }
    const auto demo = read_stored_json<DemoShipping>(*text);
    if (!demo) {
        return Error(Errc::invalid, "usage", path + ": " + demo.error().message());
    }
    auto loaded = load_zones(ctx, *demo);
    loaded = loaded ? load_points(ctx, *demo) : loaded;
    loaded = loaded ? load_terminals(ctx, *demo, call.arguments[0]) : loaded;
    if (!loaded) {
        return loaded.error();
    }
    return std::to_string(demo->zones.size()) + " shipping zones there";
}

} // namespace statybos::shipping
