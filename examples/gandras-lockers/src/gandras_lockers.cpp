#include "gandras_lockers.hpp"

#include <algorithm>
#include <array>
#include <fstream>

namespace gandras {
namespace {

constexpr std::string_view head = "id;name;street;city;postal_code";

/// The cells of a line, or nothing when there are not just so many or one is empty.
std::optional<std::array<std::string, 5>> cells_of(std::string_view line) {
    std::array<std::string, 5> cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t end = std::min(line.find(';'), line.size());
        const bool last = i + 1 == cells.size();
        if (end == 0 || last != (end == line.size())) {
            return std::nullopt;
        }
        cells[i] = line.substr(0, end);
        line.remove_prefix(last ? end : end + 1);
    }
    return cells;
}

bool may_travel(const ParcelLine& line) {
    return std::find(line.kinds.begin(), line.kinds.end(), "delivery") != line.kinds.end();
}

} // namespace

Result<std::vector<PickupPoint>> read_lockers(const std::string& file, const std::string& country) {
    std::ifstream stream(file);
    std::vector<PickupPoint> lockers;
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number) {
        const auto cells = cells_of(line);
        if (!cells || (number == 1 && line != head)) {
            return Error(Errc::invalid, "bad_lockers",
                         file + ':' + std::to_string(number) + ": expected " + std::string(head));
        }
        if (number > 1) {
            const auto& [id, name, street, city, postal_code] = *cells;
            lockers.push_back({id, name, {{}, {}, street, city, {}, postal_code, country}});
        }
    }
    if (lockers.empty()) {
        return Error(Errc::invalid, "bad_lockers", file + ": cannot be read, or lists no locker");
    }
    return lockers;
}

const Band* GandrasLockers::band_of(const ShippingQuestion& question) const {
    std::int64_t grams = 0;
    for (const ParcelLine& line : question.lines) {
        if (!may_travel(line) || __builtin_add_overflow(grams, line.weight_grams, &grams)) {
            return nullptr;
        }
    }
    const auto fits = std::find_if(settings_.bands.begin(), settings_.bands.end(),
                                   [&](const Band& band) { return grams <= band.up_to_kg * 1000; });
    return fits == settings_.bands.end() ? nullptr : &*fits;
}

Result<std::optional<ShippingOffer>> GandrasLockers::offer(Ctx&, const ShippingQuestion& question) {
    const Band* band = band_of(question);
    if (band == nullptr || band->price.currency.code() != question.currency) {
        return std::optional<ShippingOffer>();
    }
    const bool lithuanian = question.language == "lt";
    ShippingOffer offer;
    offer.name = lithuanian ? "„Gandro“ paštomatas" : "Gandras parcel locker";
    offer.price = band->price;
    offer.estimate = lithuanian ? "1–2 darbo dienos" : "1–2 working days";
    offer.pickup_points = lockers_;
    return std::optional(std::move(offer));
}

} // namespace gandras
