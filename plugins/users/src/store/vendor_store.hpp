// Rows of users.vendor.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/instant.hpp>
#include <statybos/users/vendor_reader.hpp>

namespace statybos::users {

struct VendorRow {
    VendorId id;
    UserId user_id;
    std::string slug;
    std::string display_name;
    VendorKind kind = VendorKind::private_;
    std::string description;
    Json location;
    std::optional<Json> company;
    std::string iban;
    VerificationStatus verification_status = VerificationStatus::pending;
    std::optional<std::string> verification_reason;
    std::int64_t rating_sum = 0;
    std::int32_t rating_count = 0;
    std::int64_t product_count = 0;
    Instant created_at;
    std::string email;    ///< of the user
    std::string language; ///< of the user

    double rating_average() const {
        return rating_count == 0 ? 0 : static_cast<double>(rating_sum) / rating_count;
    }
};
STATYBOS_RECORD(VendorRow, id, user_id, slug, display_name, kind, description, location, company,
                iban, verification_status, verification_reason, rating_sum, rating_count,
                product_count, created_at, email, language)

class VendorStore {
public:
    /// @throws Failure unique_violation (vendor_user_id_key, vendor_slug_key)
    void insert(Transaction& tx, const VendorRow& vendor);
    std::optional<VendorRow> find(Session& session, VendorId id);
    std::optional<VendorRow> find_by_slug(Session& session, std::string_view slug);
    std::vector<VendorRow> find_many(Session& session, const std::vector<VendorId>& ids);
    /// Verified ones, newest first, beyond `after` when given.
    std::vector<VendorRow> list_verified(Session& session, std::optional<VendorId> after,
                                         std::int32_t limit);
    /// How many slugs are `slug` or `slug-<number>`.
    std::int64_t count_slugs(Session& session, std::string_view slug);

    void update(Transaction& tx, const VendorRow& vendor);
    void set_verification(Transaction& tx, VendorId id, VerificationStatus status,
                          const std::optional<std::string>& reason);
    void set_product_count(Transaction& tx, VendorId id, std::int64_t count);
};

} // namespace statybos::users
