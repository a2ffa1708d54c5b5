// How far it is.
#pragma once

#include <cstdint>
#include <optional>

namespace statybos::shipping {

struct Coordinates {
    double lat = 0; ///< degrees
    double lon = 0;
};

/// The place, when both of its coordinates are known.
std::optional<Coordinates> coordinates_of(std::optional<double> lat, std::optional<double> lon);

/// Along the great circle on a sphere of 6,371,008.8 m (IUGG's mean radius), to the metre.
std::int64_t metres_between(Coordinates from, Coordinates to);

} // namespace statybos::shipping
