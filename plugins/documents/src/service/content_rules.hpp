// What a document says of an order or a refund. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <statybos/orders/order_reader.hpp>
#include <statybos/payments/payments.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "store/content.hpp"
#include "store/document_rows.hpp"

namespace statybos::documents {

/// The money is there and the order stands, or stood: it was sold.
bool is_sold(const orders::OrderSnapshot& order);

/// An invoice, or a private vendor's receipt; number and dates are still to be filled in.
Content content_of_sale(const orders::OrderSnapshot& order, const users::VendorSnapshot& vendor,
                        std::string_view gateway, std::string_view marketplace);

/// All that was sold goes back.
RefundFacts facts_of_everything(const Content& sale);

/// The credit note or receipt for money that went back of what `sale` was issued for; number and
/// date are still to be filled in.
Content content_of_refund(const Content& sale, const RefundFacts& refund);

/// How a purchase is paid, over all its orders; nothing where the gateway names no account and no
/// reference.
std::optional<Content> content_of_request(const std::vector<orders::OrderSnapshot>& orders,
                                          const payments::PaymentSnapshot& payment,
                                          std::string_view marketplace);

} // namespace statybos::documents
