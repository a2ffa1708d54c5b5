#include "service/distance_rules.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace statybos::shipping {
namespace {

constexpr double mean_radius = 6'371'008.8;

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

double squared(double x) {
    return x * x;
}

} // namespace

std::optional<Coordinates> coordinates_of(std::optional<double> lat, std::optional<double> lon) {
    return lat && lon ? std::optional(Coordinates{*lat, *lon}) : std::nullopt;
}

std::int64_t metres_between(Coordinates from, Coordinates to) {
    // The haversine: exact enough for neighbours, where the law of cosines cancels out.
    const double h = squared(std::sin(radians(to.lat - from.lat) / 2)) +
                     std::cos(radians(from.lat)) * std::cos(radians(to.lat)) *
                         squared(std::sin(radians(to.lon - from.lon) / 2));
    return std::llround(2 * mean_radius * std::asin(std::sqrt(std::clamp(h, 0.0, 1.0))));
}

} // namespace statybos::shipping
