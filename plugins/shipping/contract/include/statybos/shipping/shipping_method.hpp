// One way in which goods reach the buyer: the contract that a shipping plugin provides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/money.hpp>
#include <statybos/quantity.hpp>
#include <statybos/record.hpp>

namespace statybos::shipping {

struct Address {
    std::optional<std::string> name;
    std::optional<std::string> company;
    std::string street;
    std::string city;
    std::optional<std::string> region;
    std::string postal_code;
    std::string country; ///< ISO 3166-1 alpha-2, capitals
    std::optional<std::string> phone;
    std::optional<double> lat;
    std::optional<double> lon;
};
STATYBOS_RECORD(Address, name, company, street, city, region, postal_code, country, phone, lat, lon)
STATYBOS_LIMITS(Address, length(&Address::name, 1, 200), length(&Address::company, 1, 200),
                length(&Address::street, 1, 200), length(&Address::city, 1, 100),
                length(&Address::region, 1, 100), length(&Address::postal_code, 1, 20),
                length(&Address::country, 2, 2), length(&Address::phone, 3, 30),
                range(&Address::lat, -90, 90), range(&Address::lon, -180, 180))

struct ParcelLine {
    ProductId product_id;
    Quantity quantity;
    std::int64_t weight_grams = 0;  ///< of the whole line
    std::vector<std::string> kinds; ///< what the product allows: "pickup", "delivery"
};
STATYBOS_RECORD(ParcelLine, product_id, quantity, weight_grams, kinds)

/// One vendor's goods and where they are to go.
struct ShippingQuestion {
    VendorId vendor_id;
    std::string vendor_city;
    std::string vendor_country;
    std::optional<double> vendor_lat;
    std::optional<double> vendor_lon;
    std::vector<ParcelLine> lines;
    std::optional<Address> address; ///< absent: not known yet
    std::string currency;
    std::string language;
    Money goods;                                ///< gross, what the lines cost after discounts
    std::optional<std::string> method;          ///< chosen already: no other one is wanted
    std::optional<std::string> pickup_point_id; ///< chosen already
};
STATYBOS_RECORD(ShippingQuestion, vendor_id, vendor_city, vendor_country, vendor_lat, vendor_lon,
                lines, address, currency, language, goods, method, pickup_point_id)

enum class Weekday : std::uint8_t {
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday,
};
STATYBOS_ENUM(Weekday, monday, tuesday, wednesday, thursday, friday, saturday, sunday)

/// One stretch of a day; a day with a break at noon has two. Local time, "24:00" ends a day.
struct OpeningHours {
    Weekday day = Weekday::monday;
    std::string opens; ///< "08:00"
    std::string closes;

    friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};
STATYBOS_RECORD(OpeningHours, day, opens, closes)
STATYBOS_LIMITS(OpeningHours, length(&OpeningHours::opens, 5, 5),
                length(&OpeningHours::closes, 5, 5))

struct PickupPoint {
    std::string id;
    std::string name;
    Address address;
    std::vector<OpeningHours> opening_hours{}; ///< empty: by arrangement
    std::optional<std::string> note{};         ///< what who comes there should know
};
STATYBOS_RECORD(PickupPoint, id, name, address, opening_hours, note)

struct ShippingOffer {
    std::string name;     ///< in the question's language
    Money price;          ///< gross
    std::string estimate; ///< "1–3 d. d.", in the question's language
    bool needs_address = false;
    /// Not empty: the buyer must choose one; of a single one that is clear. Where there are many it
    /// is the nearest ones; a `pickup_point_id` of the question that is known is always among them.
    std::vector<PickupPoint> pickup_points;
};
STATYBOS_RECORD(ShippingOffer, name, price, estimate, needs_address, pickup_points)

/// Provided under the name by which buyers choose it: "pickup", "delivery", "omega-lt", …
struct ShippingMethod {
    virtual ~ShippingMethod() = default;

    /// The offer for these goods, or nothing when the method does not serve them or that place.
    /// The same question must get the same answer until settings change.
    /// @errors unavailable  the carrier's service is away; the method is then not offered
    virtual Result<std::optional<ShippingOffer>> offer(Ctx&, const ShippingQuestion& question) = 0;
};
STATYBOS_INTERFACE(ShippingMethod, "statybos.shipping.shipping_method", 1, offer)

} // namespace statybos::shipping
