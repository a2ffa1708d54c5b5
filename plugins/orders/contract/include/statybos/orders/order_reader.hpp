// What other plugins may know of orders.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/money.hpp>
#include <statybos/orders/tax_rules.hpp>
#include <statybos/quantity.hpp>
#include <statybos/record.hpp>

namespace statybos::orders {

enum class OrderStatus : std::uint8_t {
    pending,
    confirmed,
    shipped,
    ready_for_pickup,
    completed,
    cancelled,
};
STATYBOS_ENUM(OrderStatus, pending, confirmed, shipped, ready_for_pickup, completed, cancelled)

struct OrderLineSnapshot {
    LineId id;
    ProductId product_id;
    std::string title;
    std::string unit;
    Quantity quantity;
    Money unit_price;
    Money discount;
    Percent vat_rate;
    Money vat;
    Money total;
};
STATYBOS_RECORD(OrderLineSnapshot, id, product_id, title, unit, quantity, unit_price, discount,
                vat_rate, vat, total)

/// What was paid at one VAT rate; delivery included.
struct VatSum {
    Percent rate;
    Money net;
    Money vat;
    Money gross;
};
STATYBOS_RECORD(VatSum, rate, net, vat, gross)

/// Where the buyer wants mail: given for billing, or else where goods are sent.
struct BuyerAddress {
    std::string street;
    std::string city;
    std::optional<std::string> region;
    std::string postal_code;
    std::string country; ///< ISO 3166-1 alpha-2
};
STATYBOS_RECORD(BuyerAddress, street, city, region, postal_code, country)

struct OrderSnapshot {
    OrderId id;
    std::string number;
    PurchaseId purchase_id;
    std::string purchase_number;
    PaymentId payment_id;
    std::optional<UserId> user_id;
    std::optional<std::string> email; ///< of the buyer, also of a guest
    std::string buyer_name;
    std::string language; ///< the buyer's
    VendorId vendor_id;
    std::string vendor_name;
    OrderStatus status = OrderStatus::pending;
    std::vector<OrderLineSnapshot> lines;
    Money items;
    Money discount;
    Money shipping;
    Money vat;
    Money grand;
    std::string shipping_method;
    std::optional<std::string> tracking_number;
    Instant created_at;
    VatTreatment vat_treatment = VatTreatment::standard;
    Percent shipping_vat_rate;
    Money shipping_vat;
    std::vector<VatSum> vat_summary;                 ///< the highest rate first
    std::optional<std::string> buyer_company;        ///< name of the business that buys
    std::optional<std::string> buyer_company_code;   ///< its register code
    std::optional<std::string> buyer_vat_number;     ///< as the buyer gave it
    std::optional<std::string> vat_number_reference; ///< proof that a reverse charge's was checked
    std::optional<BuyerAddress> buyer_address;       ///< absent: none was given
    std::optional<Instant> confirmed_at;             ///< absent: was never placed
    bool paid = false;                ///< its money was taken, whatever went back since
    std::optional<std::string> phone; ///< of the buyer, as given for billing
};
STATYBOS_RECORD(OrderSnapshot, id, number, purchase_id, purchase_number, payment_id, user_id, email,
                buyer_name, language, vendor_id, vendor_name, status, lines, items, discount,
                shipping, vat, grand, shipping_method, tracking_number, created_at, vat_treatment,
                shipping_vat_rate, shipping_vat, vat_summary, buyer_company, buyer_company_code,
                buyer_vat_number, vat_number_reference, buyer_address, confirmed_at, paid, phone)

struct OrderReader {
    virtual ~OrderReader() = default;

    /// @errors not_found
    virtual Result<OrderSnapshot> find(Session&, OrderId id) = 0;

    /// All orders of a purchase, in the order of their making; empty for an unknown one.
    virtual Result<std::vector<OrderSnapshot>> of_purchase(Session&, PurchaseId id) = 0;

    /// The order, where the caller may see it: its buyer, its vendor, an operator, or a guest who
    /// holds the purchase's token.
    /// @param id              as it came: what is no id is not found
    /// @param purchase_token  of the X-Purchase-Token header; empty: none
    /// @errors not_found
    virtual Result<OrderSnapshot> find_visible(Session&, std::string_view id,
                                               std::string_view purchase_token) = 0;

    /// By its number and the buyer's e-mail address, as a guest looks it up.
    /// @errors not_found  also for a wrong pair
    virtual Result<OrderSnapshot> find_by_number(Session&, std::string_view number,
                                                 std::string_view email) = 0;
};
STATYBOS_INTERFACE(OrderReader, "statybos.orders.order_reader", 1, find, of_purchase, find_visible,
                   find_by_number)

} // namespace statybos::orders
