#include "http/terminal_routes.hpp"

#include "service/terminal_file.hpp"

namespace statybos::shipping {

void TerminalRoutes::declare(Host& host) {
    Router router(host, *this, "shipping");
    router.get("/api/shipping/terminals", &TerminalRoutes::search)
        .access(Access::anyone)
        .summary("Parcel terminals; of one ?carrier=, ?country= or ?city=");
    router.get("/api/admin/shipping/terminals", &TerminalRoutes::carriers)
        .roles({"admin", "support"})
        .summary("Whose terminals are loaded, how many and since when");
    router.put("/api/admin/shipping/terminals/{carrier}", &TerminalRoutes::load)
        .roles({"admin"})
        .raw_body()
        .max_body(longest_terminal_file)
        .deadline(std::chrono::seconds(30))
        .summary("Replace a carrier's terminals by those of a CSV file");
    router.remove("/api/admin/shipping/terminals/{carrier}", &TerminalRoutes::remove)
        .roles({"admin"})
        .summary("Take a carrier's terminals out");
}

Result<TerminalPage> TerminalRoutes::search(Ctx& ctx, const TerminalQuery& query) {
    auto rows = terminals_.list(ctx, {query.carrier, query.country, query.city},
                                query.cursor.value_or(std::string()), query.limit + 1);
    TerminalPage page;
    if (rows.size() > static_cast<std::size_t>(query.limit)) {
        rows.pop_back();
        page.next_cursor = terminal_id(rows.back());
    }
    for (const TerminalRow& row : rows) {
        page.items.push_back(point_of(row));
    }
    return page;
}

Result<CarrierList> TerminalRoutes::carriers(Ctx& ctx) {
    return CarrierList{terminals_.lists(ctx), std::nullopt};
}

Result<TerminalListRow> TerminalRoutes::load(Ctx& ctx, const CarrierPath& path,
                                             const Request& request) {
    return terminals_.load(ctx, path.carrier, request.body());
}

Result<void> TerminalRoutes::remove(Ctx& ctx, const CarrierPath& path) {
    return terminals_.remove(ctx, path.carrier);
}

} // namespace statybos::shipping
