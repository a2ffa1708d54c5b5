// /api/vendors and the operator's verification.
#pragma once

#include <statybos/router.hpp>

#include "http/views.hpp"
#include "service/vendors.hpp"

namespace statybos::users {

struct VendorBody {
    std::string display_name;
    VendorKind kind = VendorKind::private_;
    std::optional<std::string> description;
    Location location;
    std::optional<Company> company;
    std::string iban;
};
STATYBOS_RECORD(VendorBody, display_name, kind, description, location, company, iban)
STATYBOS_LIMITS(VendorBody, length(&VendorBody::display_name, 1, 200),
                length(&VendorBody::description, 0, 5000), length(&VendorBody::iban, 15, 42))

struct VendorPatch {
    Maybe<std::string> display_name;
    Maybe<std::string> description;
    Maybe<Location> location;
    Maybe<Company> company;
    Maybe<std::string> iban;
};
STATYBOS_RECORD(VendorPatch, display_name, description, location, company, iban)
STATYBOS_LIMITS(VendorPatch, length(&VendorPatch::display_name, 1, 200),
                length(&VendorPatch::description, 0, 5000), length(&VendorPatch::iban, 15, 42))

struct VerificationBody {
    VerificationStatus status = VerificationStatus::pending;
    std::optional<std::string> reason;
};
STATYBOS_RECORD(VerificationBody, status, reason)
STATYBOS_LIMITS(VerificationBody, length(&VerificationBody::reason, 0, 1000))

struct VendorPath {
    std::string id; ///< or slug
};
STATYBOS_PARAMETERS(VendorPath, id)
STATYBOS_LIMITS(VendorPath, length(&VendorPath::id, 1, 100))

struct VendorListQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(VendorListQuery, limit, cursor)
STATYBOS_LIMITS(VendorListQuery, range(&VendorListQuery::limit, 1, 100),
                defaulted(&VendorListQuery::limit))

class VendorRoutes {
public:
    explicit VendorRoutes(Vendors& vendors) : vendors_(vendors) {}
    void declare(Host& host);

private:
    Result<VendorView> apply(Ctx& ctx, const VendorBody& body);
    Result<VendorList> list(Ctx& ctx, const VendorListQuery& query);
    Result<Answer<VendorView>> show(Ctx& ctx, const VendorPath& path);
    Result<VendorView> change(Ctx& ctx, const VendorPath& path, const VendorPatch& body);
    Result<VendorView> verify(Ctx& ctx, const VendorPath& path, const VerificationBody& body);

    Vendors& vendors_;
};

} // namespace statybos::users
