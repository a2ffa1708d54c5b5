#include "http/views.hpp"

namespace statybos::users {

UserView view_of(const UserRow& user) {
    UserView view;
    view.id = user.id;
    view.email = user.email;
    view.name = user.name;
    view.user_type = user.user_type;
    view.email_verified = user.email_verified_at.has_value();
    view.roles = user.roles;
    view.company = user.company;
    view.vendor_id = user.vendor_id;
    view.language = user.language;
    view.phone = user.phone;
    view.created_at = user.created_at;
    return view;
}

VendorView view_of(const VendorRow& vendor) {
    VendorView view;
    view.id = vendor.id;
    view.slug = vendor.slug;
    view.display_name = vendor.display_name;
    view.kind = vendor.kind;
    view.description = vendor.description;
    view.location = read_stored_json<Location>(vendor.location.text()).value();
    view.verification_status = vendor.verification_status;
    view.rating = {vendor.rating_average(), vendor.rating_count};
    view.product_count = vendor.product_count;
    view.created_at = vendor.created_at;
    return view;
}

} // namespace statybos::users
