// Delivery to a parcel locker of the carrier Gandras.
#pragma once

#include <string>
#include <vector>

#include <statybos/plugin.hpp>
#include <statybos/shipping/shipping_method.hpp>

namespace gandras {

using namespace statybos;
using namespace statybos::shipping;

struct Band {
    std::int64_t up_to_kg = 0;
    Money price;
};
STATYBOS_RECORD(Band, up_to_kg, price)

struct Settings {
    std::string lockers; ///< a file
    std::string country;
    std::vector<Band> bands;
};
STATYBOS_RECORD(Settings, lockers, country, bands)

/// The lockers in the file's order; addresses are in `country`.
/// @errors invalid bad_lockers  names the file and the line
Result<std::vector<PickupPoint>> read_lockers(const std::string& file, const std::string& country);

class GandrasLockers final : public Plugin, public ShippingMethod {
public:
    explicit GandrasLockers(Host host) : Plugin(host), settings_(host.settings<Settings>()) {
        host.provide<ShippingMethod>(*this, host.instance_name());
    }

    void start() override { lockers_ = read_lockers(settings_.lockers, settings_.country).value(); }

    Result<std::optional<ShippingOffer>> offer(Ctx& ctx, const ShippingQuestion& question) override;

private:
    const Band* band_of(const ShippingQuestion& question) const;

    Settings settings_;
    std::vector<PickupPoint> lockers_;
};

} // namespace gandras
