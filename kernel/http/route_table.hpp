// Which route answers a request. Immutable once built, so that any thread may ask.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>

#include "http/request.hpp"
#include "http/route.hpp"

namespace statybos::kernel::http {

constexpr std::size_t max_route_parameters = 8;

/// A tree of path segments. A literal segment goes before `{parameter}`, which goes before
/// `{rest...}`; a trailing slash is ignored, in declarations and in requests.
///
/// The path decides before the method: where /products/search is declared, no method of it is ever
/// answered by /products/{id}, and those it lacks are 405.
class RouteTable {
public:
    /// Builds a table of all routes of a generation.
    ///
    /// @errors invalid_route   a declaration that cannot stand: method, path pattern, access,
    ///                         roles or operation; the message names plugin, route and reason
    /// @errors route_clash     two routes answer the same method and path, or share an operation;
    ///                         the message names both plugins
    static Result<std::shared_ptr<const RouteTable>> create(std::vector<Route> routes);

    ~RouteTable();

    struct Match {
        const Route* route = nullptr;
        /// Raw segments of the parameters, in the order of route->parameter_names.
        std::array<std::string_view, max_route_parameters> values{};
        /// When there is no route: the path exists for other methods.
        bool path_exists = false;
    };

    /// @param path  Raw, accepted by parse_target(). HEAD finds the GET route.
    Match find(std::string_view method, std::string_view path) const;

    /// "GET, HEAD, OPTIONS": what `Allow` says of a path; empty when no route has it.
    std::string allowed_methods(std::string_view path) const;

    const std::vector<Route>& routes() const noexcept { return routes_; }
    /// Another number for each table of this process.
    std::uint64_t number() const noexcept { return number_; }

private:
    struct Node;

    RouteTable();
    Result<void> insert(Route& route);

    std::vector<Route> routes_;
    std::unique_ptr<Node> root_;
    std::uint64_t number_;
};

/// Percent-decodes the parameters of `match` into `out`; parse_target() has judged them.
void decode_parameters(const RouteTable::Match& match, std::vector<PathParameter>& out);

} // namespace statybos::kernel::http
