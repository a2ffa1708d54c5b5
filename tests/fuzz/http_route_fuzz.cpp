// The target of a request and the route table: what is accepted has harmless parameters.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/characters.hpp"
#include "http/path.hpp"
#include "http/route_table.hpp"

using namespace statybos::kernel::http;

namespace {

std::shared_ptr<const RouteTable> table() {
    std::vector<Route> routes;
    for (const char* path : {"/", "/api/products/", "/api/products/{id}", "/api/products/search",
                             "/api/products/{id}/images/{image_id}", "/media/{path...}",
                             "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}"}) {
        Route route;
        route.owner = "fuzz";
        route.method = "GET";
        route.path = path;
        route.operation = "operation_" + std::to_string(routes.size());
        route.access = STY_ACCESS_ANYONE;
        routes.push_back(std::move(route));
    }
    return *RouteTable::create(std::move(routes));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto routes = table();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto target = parse_target(text);
    if (!target) {
        return 0;
    }
    (void)routes->allowed_methods(target->path);
    const auto match = routes->find("GET", target->path);
    if (match.route == nullptr) {
        return 0;
    }
    std::vector<PathParameter> parameters;
    decode_parameters(match, parameters);
    for (const PathParameter& parameter : parameters) {
        const std::string& value = parameter.value;
        STATYBOS_ASSERT(is_utf8(value) && value.find('\0') == std::string::npos);
        STATYBOS_ASSERT(value != ".." && value.find('\\') == std::string::npos);
        STATYBOS_ASSERT(parameter.name == "path" || value.find('/') == std::string::npos);
        STATYBOS_ASSERT(("/" + value + "/").find("/../") == std::string::npos);
    }
    return 0;
}
