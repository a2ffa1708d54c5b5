// What other plugins may know of vendors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/record.hpp>
#include <statybos/users/user_reader.hpp>

namespace statybos::users {

enum class VendorKind : std::uint8_t { private_, business };
STATYBOS_ENUM(VendorKind, private_, business)

enum class VerificationStatus : std::uint8_t { pending, verified, rejected, suspended };
STATYBOS_ENUM(VerificationStatus, pending, verified, rejected, suspended)

struct Location {
    std::string city;
    std::optional<std::string> region;
    std::optional<std::string> postal_code;
    std::string country; ///< ISO 3166-1 alpha-2
    std::optional<double> lat;
    std::optional<double> lon;
};
STATYBOS_RECORD(Location, city, region, postal_code, country, lat, lon)
STATYBOS_LIMITS(Location, length(&Location::city, 1, 100), length(&Location::region, 1, 100),
                length(&Location::postal_code, 1, 20), length(&Location::country, 2, 2),
                range(&Location::lat, -90, 90), range(&Location::lon, -180, 180))

struct VendorSnapshot {
    VendorId id;
    UserId user_id; ///< who sells as this vendor
    std::string slug;
    std::string display_name;
    VendorKind kind = VendorKind::private_;
    VerificationStatus verification_status = VerificationStatus::pending;
    bool vat_payer = false; ///< private vendors never are
    double rating_average = 0;
    std::int32_t rating_count = 0;
    Location location;
    std::optional<Company> company;
    std::string iban;
    std::string email; ///< of the user
    std::string language;
};
STATYBOS_RECORD(VendorSnapshot, id, user_id, slug, display_name, kind, verification_status,
                vat_payer, rating_average, rating_count, location, company, iban, email, language)

struct VendorReader {
    virtual ~VendorReader() = default;

    /// In the order asked; unknown ids are left out. At most 100.
    virtual Result<std::vector<VendorSnapshot>> find_many(Session&,
                                                          const std::vector<VendorId>& ids) = 0;

    /// @param key  an id or a slug
    /// @errors not_found
    virtual Result<VendorSnapshot> find(Session&, std::string_view key) = 0;
};
STATYBOS_INTERFACE(VendorReader, "statybos.users.vendor_reader", 1, find_many, find)

} // namespace statybos::users
