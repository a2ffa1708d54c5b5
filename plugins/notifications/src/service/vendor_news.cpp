#include "service/vendor_news.hpp"

namespace statybos::notifications {
namespace {

std::string_view event_of(users::VerificationStatus status) {
    switch (status) {
    case users::VerificationStatus::verified:
        return "vendor_verified";
    case users::VerificationStatus::rejected:
        return "vendor_rejected";
    case users::VerificationStatus::suspended:
        return "vendor_suspended";
    case users::VerificationStatus::pending:
        break;
    }
    return {};
}

} // namespace

Result<void> VendorNews::changed(Transaction& tx, const users::VendorChanged& vendor,
                                 const Occurrence& occurrence) {
    if (vendor.changed == users::VendorAspect::application &&
        vendor.verification_status == users::VerificationStatus::pending) {
        const std::string id = vendor.vendor_id.to_string();
        dispatching_.tell(tx, write_to_all(recipients_.operators(tx), "vendor_applied", id,
                                           settings_.site_url + "/admin/vendors/" + id,
                                           {{"vendor", vendor.display_name}}));
    }
    const std::string_view event = vendor.changed == users::VendorAspect::verification
                                       ? event_of(vendor.verification_status)
                                       : std::string_view();
    if (event.empty()) {
        return {};
    }
    if (const auto recipient = recipients_.vendor(tx, vendor.vendor_id)) {
        dispatching_.tell(
            tx,
            {write_to(*recipient, event, occurrence.id.to_string(), settings_.site_url + "/vendor",
                      {{"vendor", recipient->name}, {"note", vendor.reason.value_or("")}})});
    }
    return {};
}

Result<void> VendorNews::back_in_stock(Transaction& tx, const catalog::ProductBackInStock& product,
                                       const Occurrence& occurrence) {
    auto products = products_.find(tx.ctx());
    if (!products) {
        return {};
    }
    const auto found = (*products)->find_many(tx, {product.product_id});
    if (!found) {
        return found.error();
    }
    const auto recipient =
        found->empty() ? std::optional<Recipient>() : recipients_.vendor(tx, product.vendor_id);
    if (recipient) {
        dispatching_.tell(tx,
                          {write_to(*recipient, "product_back_in_stock", occurrence.id.to_string(),
                                    settings_.site_url + "/products/" + found->front().slug,
                                    {{"vendor", recipient->name},
                                     {"product", found->front().title},
                                     {"quantity", product.quantity.to_string()}})});
    }
    return {};
}

} // namespace statybos::notifications
