// The shapes of this plugin's answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/users/vendor_reader.hpp>

#include "store/user_store.hpp"
#include "store/vendor_store.hpp"

namespace statybos::users {

struct UserView {
    UserId id;
    std::string email;
    std::string name;
    UserType user_type = UserType::private_;
    bool email_verified = false;
    std::vector<std::string> roles;
    std::optional<Json> company;
    std::optional<VendorId> vendor_id;
    std::string language;
    std::optional<std::string> phone;
    Instant created_at;
};
STATYBOS_RECORD(UserView, id, email, name, user_type, email_verified, roles, company, vendor_id,
                language, phone, created_at)

struct UserAnswer {
    UserView user;
};
STATYBOS_RECORD(UserAnswer, user)

struct UserList {
    std::vector<UserView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(UserList, items, next_cursor)

struct Rating {
    double average = 0;
    std::int32_t count = 0;
};
STATYBOS_RECORD(Rating, average, count)

struct VendorView {
    VendorId id;
    std::string slug;
    std::string display_name;
    VendorKind kind = VendorKind::private_;
    std::string description;
    Location location;
    VerificationStatus verification_status = VerificationStatus::pending;
    Rating rating;
    std::int64_t product_count = 0;
    Instant created_at;
};
STATYBOS_RECORD(VendorView, id, slug, display_name, kind, description, location,
                verification_status, rating, product_count, created_at)

struct VendorList {
    std::vector<VendorView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(VendorList, items, next_cursor)

UserView view_of(const UserRow& user);
VendorView view_of(const VendorRow& vendor);

/// A page of a list that is ordered by id, newest first: what to pass on as `after`, and how to
/// make a list of one row too many into a page.
/// @errors invalid validation_failed  not a cursor of ours
template <class Id>
Result<std::optional<Id>> id_of_cursor(const std::optional<std::string>& cursor) {
    if (!cursor) {
        return std::optional<Id>();
    }
    const auto id = Id::parse(*cursor);
    if (!id) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("?cursor", "bad_format", "use next_cursor of the page before");
    }
    return std::optional<Id>(*id);
}

template <class List, class Row>
List page_of(const std::vector<Row>& rows, std::size_t limit) {
    List list;
    for (std::size_t i = 0; i < rows.size() && i < limit; ++i) {
        list.items.push_back(view_of(rows[i]));
    }
    if (rows.size() > limit) {
        list.next_cursor = rows[limit - 1].id.to_string();
    }
    return list;
}

} // namespace statybos::users
