#include "service/vendors.hpp"

#include <statybos/secrets.hpp>
#include <statybos/slug.hpp>

#include "service/iban_rules.hpp"

namespace statybos::users {
namespace {

Error no_such_vendor() {
    return Error(Errc::not_found, "not_found", "there is no such vendor");
}

Error unacceptable(std::string pointer, std::string code, std::string message) {
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
        .field(std::move(pointer), std::move(code), std::move(message));
}

Result<void> check_form(VendorKind kind, bool has_company, std::string_view iban) {
    if ((kind == VendorKind::business) != has_company) {
        return has_company
                   ? unacceptable("/company", "not_allowed", "a private vendor has no company")
                   : unacceptable("/company", "required", "a business names its company");
    }
    if (!is_iban(iban)) {
        return unacceptable("/iban", "bad_format", "the check digits of the IBAN are wrong");
    }
    return {};
}

template <class T>
std::optional<Json> json_of(const std::optional<T>& value) {
    return value ? std::optional<Json>(Json::trusted(write_json(*value))) : std::nullopt;
}

VendorSnapshot snapshot_of(const VendorRow& vendor) {
    VendorSnapshot snapshot;
    snapshot.id = vendor.id;
    snapshot.user_id = vendor.user_id;
    snapshot.slug = vendor.slug;
    snapshot.display_name = vendor.display_name;
    snapshot.kind = vendor.kind;
    snapshot.verification_status = vendor.verification_status;
    snapshot.rating_average = vendor.rating_average();
    snapshot.rating_count = vendor.rating_count;
    snapshot.location = read_stored_json<Location>(vendor.location.text()).value();
    if (vendor.company) {
        snapshot.company = read_stored_json<Company>(vendor.company->text()).value();
    }
    snapshot.vat_payer = snapshot.company && snapshot.company->vat_code;
    snapshot.iban = vendor.iban;
    snapshot.email = vendor.email;
    snapshot.language = vendor.language;
    return snapshot;
}

} // namespace

Vendors::Vendors(Host host, VendorStore& vendors, UserStore& users)
    : host_(host), vendors_(vendors), users_(users) {}

std::string Vendors::free_slug(Session& session, const NewVendor& vendor) {
    const std::string slug = vendor.slug.value_or(slug_of(vendor.display_name, "vendor"));
    const std::int64_t taken = vendors_.count_slugs(session, slug);
    return taken == 0 ? slug : slug + '-' + std::to_string(taken + 1);
}

void Vendors::tell(Transaction& tx, const VendorRow& vendor, VendorAspect aspect) {
    const VendorSnapshot snapshot = snapshot_of(vendor);
    VendorChanged changed;
    changed.vendor_id = vendor.id;
    changed.user_id = vendor.user_id;
    changed.slug = vendor.slug;
    changed.display_name = vendor.display_name;
    changed.kind = vendor.kind;
    changed.verification_status = vendor.verification_status;
    changed.vat_payer = snapshot.vat_payer;
    changed.rating_average = snapshot.rating_average;
    changed.rating_count = snapshot.rating_count;
    changed.changed = aspect;
    changed.reason = vendor.verification_reason;
    tx.publish(changed);
    tx.ctx().invalidate({"vendor:" + vendor.id.to_string(), "vendors"});
}

Result<VendorRow> Vendors::apply(Ctx ctx, const NewVendor& vendor) {
    VendorRow row;
    row.iban = normal_iban(vendor.iban);
    if (auto fits = check_form(vendor.kind, vendor.company.has_value(), row.iban); !fits) {
        return fits.error();
    }
    row.id = new_id<VendorId>(host_);
    row.user_id = vendor.user_id;
    row.display_name = vendor.display_name;
    row.kind = vendor.kind;
    row.description = vendor.description;
    row.location = Json::trusted(write_json(vendor.location));
    row.company = json_of(vendor.company);
    row.verification_status = vendor.verification_status;
    row.created_at = host_.now();
    try {
        transact(ctx, [&](Transaction& tx) {
            row.slug = free_slug(tx, vendor);
            vendors_.insert(tx, row);
            users_.add_role(tx, row.user_id, "vendor");
            tell(tx, row, VendorAspect::application);
        });
    } catch (const Failure& failure) {
        if (constraint_of(failure.error()) == "vendor_user_id_key") {
            return Error(Errc::conflict, "already_vendor", "this user is a vendor already");
        }
        throw;
    }
    return row;
}

Result<VendorRow> Vendors::get(Session& session, std::string_view key) {
    const auto id = VendorId::parse(key);
    auto vendor = id ? vendors_.find(session, *id) : vendors_.find_by_slug(session, key);
    return vendor ? Result<VendorRow>(std::move(*vendor)) : Result<VendorRow>(no_such_vendor());
}

std::vector<VendorRow> Vendors::list_verified(Session& session, std::optional<VendorId> after,
                                              std::int32_t limit) {
    return vendors_.list_verified(session, after, limit);
}

Result<VendorRow> Vendors::change(Ctx ctx, std::string_view key, const VendorChange& change) {
    return transact(ctx, [&](Transaction& tx) -> Result<VendorRow> {
        auto vendor = get(tx, key);
        if (!vendor) {
            return vendor;
        }
        if (vendor->user_id != ctx.require_user() && !ctx.has_role("admin")) {
            return Error(Errc::forbidden, "not_owner", "this is another vendor's profile");
        }
        vendor->display_name = change.display_name.value_or(vendor->display_name);
        vendor->description = change.description.value_or(vendor->description);
        if (change.location) {
            vendor->location = Json::trusted(write_json(*change.location));
        }
        if (change.company) {
            vendor->company = Json::trusted(write_json(*change.company));
        }
        if (change.iban) {
            vendor->iban = normal_iban(*change.iban);
        }
        if (auto fits = check_form(vendor->kind, vendor->company.has_value(), vendor->iban);
            !fits) {
            return fits.error();
        }
        vendors_.update(tx, *vendor);
        tell(tx, *vendor, VendorAspect::profile);
        return vendor;
    });
}

Result<VendorRow> Vendors::verify(Ctx ctx, std::string_view key, VerificationStatus status,
                                  const std::optional<std::string>& reason) {
    return transact(ctx, [&](Transaction& tx) -> Result<VendorRow> {
        auto vendor = get(tx, key);
        if (!vendor || vendor->verification_status == status) {
            return vendor;
        }
        vendors_.set_verification(tx, vendor->id, status, reason);
        vendor->verification_status = status;
        vendor->verification_reason = reason;
        tell(tx, *vendor, VendorAspect::verification);
        return vendor;
    });
}

void Vendors::count_products(Transaction& tx, VendorId id, std::int64_t count) {
    vendors_.set_product_count(tx, id, count);
    tx.ctx().invalidate({"vendor:" + id.to_string(), "vendors"});
}

Result<std::vector<VendorSnapshot>> Vendors::find_many(Session& session,
                                                       const std::vector<VendorId>& ids) {
    std::vector<VendorSnapshot> found;
    for (const VendorRow& vendor : vendors_.find_many(session, ids)) {
        found.push_back(snapshot_of(vendor));
    }
    return found;
}

Result<VendorSnapshot> Vendors::find(Session& session, std::string_view key) {
    const auto vendor = get(session, key);
    return vendor ? Result<VendorSnapshot>(snapshot_of(*vendor))
                  : Result<VendorSnapshot>(vendor.error());
}

} // namespace statybos::users
