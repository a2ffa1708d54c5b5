// What a buyer decides when ordering a cart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/shipping/shipping_method.hpp>
#include <statybos/users/user_reader.hpp>

namespace statybos::orders {

struct ShippingChoice {
    VendorId vendor_id;
    std::string method;
    std::optional<shipping::Address> address;
    std::optional<std::string> pickup_point_id;
};
STATYBOS_RECORD(ShippingChoice, vendor_id, method, address, pickup_point_id)
STATYBOS_LIMITS(ShippingChoice, length(&ShippingChoice::method, 1, 100),
                length(&ShippingChoice::pickup_point_id, 1, 200))

/// Who buys. As JSON it is kept with the purchase and shown in its orders.
struct Billing {
    std::string name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<users::Company> company;
    std::optional<shipping::Address> address; ///< for the invoice; absent: where goods are sent
};
STATYBOS_RECORD(Billing, name, email, phone, company, address)
STATYBOS_LIMITS(Billing, length(&Billing::name, 1, 200), pattern_email(&Billing::email),
                length(&Billing::phone, 3, 30))

struct PaymentChoice {
    std::string gateway;
    std::optional<std::string> token;
    std::optional<std::string> return_url;
};
STATYBOS_RECORD(PaymentChoice, gateway, token, return_url)
STATYBOS_LIMITS(PaymentChoice, length(&PaymentChoice::gateway, 1, 100),
                length(&PaymentChoice::token, 1, 2000), pattern_url(&PaymentChoice::return_url))

struct CheckoutRequest {
    std::vector<ShippingChoice> shipping;
    Billing billing;
    PaymentChoice payment;
    std::optional<Money> expected_total;
};
STATYBOS_RECORD(CheckoutRequest, shipping, billing, payment, expected_total)
STATYBOS_LIMITS(CheckoutRequest, items(&CheckoutRequest::shipping, 0, 100))

} // namespace statybos::orders
