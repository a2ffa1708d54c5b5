// Vendors: applying, the public profile, verification by an operator.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/users/events.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "store/user_store.hpp"
#include "store/vendor_store.hpp"

namespace statybos::users {

struct NewVendor {
    UserId user_id;
    std::string display_name;
    VendorKind kind = VendorKind::private_;
    std::string description;
    Location location;
    std::optional<Company> company;
    std::string iban;
    std::optional<std::string> slug; ///< made of the name when absent
    VerificationStatus verification_status = VerificationStatus::pending;
};

struct VendorChange {
    Maybe<std::string> display_name;
    Maybe<std::string> description;
    Maybe<Location> location;
    Maybe<Company> company;
    Maybe<std::string> iban;
};

class Vendors : public VendorReader {
public:
    Vendors(Host host, VendorStore& vendors, UserStore& users);

    /// @errors conflict already_vendor
    /// @errors invalid validation_failed  no company for a business, one for a private vendor, or a
    ///         wrong IBAN
    virtual Result<VendorRow> apply(Ctx ctx, const NewVendor& vendor);
    /// @param key  an id or a slug. @errors not_found
    Result<VendorRow> get(Session& session, std::string_view key);
    std::vector<VendorRow> list_verified(Session& session, std::optional<VendorId> after,
                                         std::int32_t limit);
    /// @errors not_found, forbidden not_owner, invalid validation_failed
    virtual Result<VendorRow> change(Ctx ctx, std::string_view key, const VendorChange& change);
    /// @errors not_found
    virtual Result<VendorRow> verify(Ctx ctx, std::string_view key, VerificationStatus status,
                                     const std::optional<std::string>& reason);
    void count_products(Transaction& tx, VendorId id, std::int64_t count);

    Result<std::vector<VendorSnapshot>> find_many(Session& session,
                                                  const std::vector<VendorId>& ids) override;
    Result<VendorSnapshot> find(Session& session, std::string_view key) override;

private:
    std::string free_slug(Session& session, const NewVendor& vendor);
    void tell(Transaction& tx, const VendorRow& vendor, VendorAspect aspect);

    Host host_;
    VendorStore& vendors_;
    UserStore& users_;
};

} // namespace statybos::users
