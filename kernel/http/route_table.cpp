#include "http/route_table.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <unordered_map>

#include "http/characters.hpp"
#include "http/path.hpp"

namespace statybos::kernel::http {
namespace {

enum class SegmentKind { literal, parameter, rest };

struct Segment {
    SegmentKind kind;
    std::string_view text; // literal text or parameter name
};

using Values = std::array<std::string_view, max_route_parameters>;

std::string described(const Route& route) {
    return "plugin " + route.owner + ": " + route.method + " " + route.path;
}

Error invalid(const Route& route, const std::string& reason) {
    return {Errc::invalid, "invalid_route", described(route) + ": " + reason};
}

Error clash(const Route& first, const Route& second, const std::string& what) {
    return {Errc::conflict, "route_clash",
            what + " is claimed twice: by " + described(first) + " and by " + described(second)};
}

bool is_name(std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                                std::string_view::npos;
}

bool is_literal(std::string_view text) {
    return !text.empty() && text != "." && text != ".." &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("-._~").find(c) != std::string_view::npos;
           });
}

std::string_view without_trailing_slash(std::string_view path) {
    return path.size() > 1 && path.back() == '/' ? path.substr(0, path.size() - 1) : path;
}

// What Node::find() goes through: empty for the root.
std::string_view segments_in(std::string_view path) {
    path = without_trailing_slash(path);
    return path == "/" ? std::string_view() : path;
}

// The next segment of `rest`, which loses it. `rest` starts with a slash.
std::string_view take_segment(std::string_view& rest) {
    const auto end = rest.find('/', 1);
    const std::string_view segment =
        rest.substr(1, end == std::string_view::npos ? std::string_view::npos : end - 1);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
    return segment;
}

Result<Segment> segment_of(const Route& route, std::string_view text, bool last) {
    if (text.size() < 2 || text.front() != '{' || text.back() != '}') {
        if (!is_literal(text)) {
            return invalid(route, "\"" + std::string(text) + "\" is no path segment");
        }
        return Segment{SegmentKind::literal, text};
    }
    std::string_view name = text.substr(1, text.size() - 2);
    const bool rest = name.size() > 3 && name.substr(name.size() - 3) == "...";
    if (rest) {
        name.remove_suffix(3);
    }
    if (!is_name(name)) {
        return invalid(route, "\"" + std::string(text) + "\" is no parameter");
    }
    if (rest && !last) {
        return invalid(route, "\"" + std::string(text) + "\" must be the last segment");
    }
    return Segment{rest ? SegmentKind::rest : SegmentKind::parameter, name};
}

Result<std::vector<Segment>> segments_of(const Route& route) {
    std::string_view rest = without_trailing_slash(route.path);
    if (rest.empty() || rest.front() != '/') {
        return invalid(route, "the path does not start with a slash");
    }
    std::vector<Segment> out;
    if (rest == "/") {
        return out;
    }
    while (!rest.empty()) {
        const std::string_view text = take_segment(rest);
        auto segment = segment_of(route, text, rest.empty());
        if (!segment) {
            return segment.error();
        }
        out.push_back(*segment);
    }
    if (out.size() > max_path_segments) {
        return invalid(route, "the path has more than 32 segments");
    }
    return out;
}

Result<void> check(const Route& route) {
    constexpr std::array<std::string_view, 5> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
    if (std::find(methods.begin(), methods.end(), route.method) == methods.end()) {
        return invalid(route, "the method must be GET, POST, PUT, PATCH or DELETE");
    }
    if (route.access < STY_ACCESS_ANYONE || route.access > STY_ACCESS_ROLES) {
        return invalid(route, "access is not stated; no route is public by oversight");
    }
    if ((route.access == STY_ACCESS_ROLES) == route.roles.empty()) {
        return invalid(route, "roles belong to access by role, and it needs at least one");
    }
    if (!is_name(route.operation)) {
        return invalid(route, "the operation must be a snake_case name");
    }
    if (route.has(STY_ROUTE_CACHED) && (route.method != "GET" || !route.is_public())) {
        return invalid(route, "only a public GET can be cached");
    }
    return {};
}

} // namespace

struct RouteTable::Node {
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>()(text);
        }
    };

    std::unordered_map<std::string, std::unique_ptr<Node>, Hash, std::equal_to<>> literals;
    std::unique_ptr<Node> parameter;
    std::vector<const Route*> routes;      // that end here, one a method
    std::vector<const Route*> rest_routes; // whose {rest...} starts here

    static const Route* of_method(const std::vector<const Route*>& routes,
                                  std::string_view method) {
        for (const Route* route : routes) {
            if (route->method == method) {
                return route;
            }
        }
        return nullptr;
    }

    // The routes of the best path that `rest` fits; null when it fits none.
    const std::vector<const Route*>* find(std::string_view rest, Values& values,
                                          std::size_t used = 0) const {
        if (rest.empty()) {
            return routes.empty() ? nullptr : &routes;
        }
        std::string_view after = rest;
        const std::string_view segment = take_segment(after);
        if (const auto literal = literals.find(segment); literal != literals.end()) {
            if (const auto* found = literal->second->find(after, values, used)) {
                return found;
            }
        }
        if (parameter && !segment.empty() && used < values.size()) {
            values[used] = segment;
            if (const auto* found = parameter->find(after, values, used + 1)) {
                return found;
            }
        }
        if (!rest_routes.empty() && rest.size() > 1 && used < values.size()) {
            values[used] = rest.substr(1);
            return &rest_routes;
        }
        return nullptr;
    }
};

RouteTable::RouteTable() : root_(std::make_unique<Node>()) {
    static std::atomic<std::uint64_t> tables{0};
    number_ = ++tables;
}

RouteTable::~RouteTable() = default;

Result<std::shared_ptr<const RouteTable>> RouteTable::create(std::vector<Route> routes) {
    std::shared_ptr<RouteTable> table(new RouteTable);
    table->routes_ = std::move(routes);
    std::map<std::string_view, const Route*> operations;
    std::uint32_t index = 0;
    for (Route& route : table->routes_) {
        route.index = index++;
        if (auto fine = check(route); !fine) {
            return fine.error();
        }
        const auto [place, fresh] = operations.emplace(route.operation, &route);
        if (!fresh) {
            return clash(*place->second, route, "operation " + route.operation);
        }
        if (auto inserted = table->insert(route); !inserted) {
            return inserted.error();
        }
    }
    return std::shared_ptr<const RouteTable>(std::move(table));
}

Result<void> RouteTable::insert(Route& route) {
    auto segments = segments_of(route);
    if (!segments) {
        return segments.error();
    }
    Node* node = root_.get();
    std::vector<const Route*>* ends = nullptr;
    for (const Segment& segment : *segments) {
        if (segment.kind == SegmentKind::literal) {
            auto& child = node->literals[std::string(segment.text)];
            child = child ? std::move(child) : std::make_unique<Node>();
            node = child.get();
            continue;
        }
        const auto& names = route.parameter_names;
        if (names.size() == max_route_parameters ||
            std::find(names.begin(), names.end(), segment.text) != names.end()) {
            return invalid(route, "parameters need different names, and 8 are the most");
        }
        route.parameter_names.emplace_back(segment.text);
        if (segment.kind == SegmentKind::rest) {
            ends = &node->rest_routes;
        } else {
            node->parameter =
                node->parameter ? std::move(node->parameter) : std::make_unique<Node>();
            node = node->parameter.get();
        }
    }
    ends = ends != nullptr ? ends : &node->routes;
    if (const Route* other = Node::of_method(*ends, route.method)) {
        return clash(*other, route, route.method + " " + route.path);
    }
    ends->push_back(&route);
    return {};
}

RouteTable::Match RouteTable::find(std::string_view method, std::string_view path) const {
    const std::string_view wanted = method == "HEAD" ? std::string_view("GET") : method;
    Match match;
    if (const auto* routes = root_->find(segments_in(path), match.values)) {
        match.path_exists = true;
        match.route = Node::of_method(*routes, wanted);
    }
    return match;
}

std::string RouteTable::allowed_methods(std::string_view path) const {
    std::vector<std::string_view> methods;
    Values values{};
    if (const auto* routes = root_->find(segments_in(path), values)) {
        for (const Route* route : *routes) {
            methods.push_back(route->method);
            if (route->method == "GET") {
                methods.push_back("HEAD");
            }
        }
    }
    if (methods.empty()) {
        return {};
    }
    methods.push_back("OPTIONS");
    std::sort(methods.begin(), methods.end());
    std::string out;
    for (const std::string_view method : methods) {
        out += out.empty() ? "" : ", ";
        out += method;
    }
    return out;
}

void decode_parameters(const RouteTable::Match& match, std::vector<PathParameter>& out) {
    out.clear();
    for (std::size_t i = 0; i < match.route->parameter_names.size(); ++i) {
        out.push_back({match.route->parameter_names[i],
                       percent_decoded(match.values[i], false).value_or(std::string())});
    }
}

} // namespace statybos::kernel::http
