#include <omega/prices.hpp>

namespace omega {

statybos::Result<std::int64_t> price_of(std::int64_t grams) {
    if (grams < 1 || grams > 30'000) {
        return statybos::Error(statybos::Errc::invalid, "parcel_weight",
                               "A parcel weighs 1 g to 30 kg.")
            .member("grams", std::to_string(grams));
    }
    return grams <= 5'000 ? 363 : 605;
}

} // namespace omega
