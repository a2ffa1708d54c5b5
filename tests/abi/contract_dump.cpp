#include "contract_dump.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>

#include <statybos/authenticator.hpp>
#include <statybos/catalog/category_reader.hpp>
#include <statybos/catalog/image_store.hpp>
#include <statybos/catalog/price_rules.hpp>
#include <statybos/catalog/product_reader.hpp>
#include <statybos/catalog/stock.hpp>
#include <statybos/command.hpp>
#include <statybos/notifications/notification_channel.hpp>
#include <statybos/orders/order_numbers.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/orders/order_transitions.hpp>
#include <statybos/orders/tax_rules.hpp>
#include <statybos/orders/vat_number_validator.hpp>
#include <statybos/orders/vouchers.hpp>
#include <statybos/payments/commission_rules.hpp>
#include <statybos/payments/payment_events.hpp>
#include <statybos/payments/payment_gateway.hpp>
#include <statybos/payments/payments.hpp>
#include <statybos/shipping/collection_codes.hpp>
#include <statybos/shipping/quotes.hpp>
#include <statybos/shipping/shipping_method.hpp>
#include <statybos/signature.hpp>
#include <statybos/users/user_reader.hpp>
#include <statybos/users/vendor_reader.hpp>

namespace statybos::abi {
namespace {

std::string hex(std::uint64_t number) {
    char text[17];
    std::snprintf(text, sizeof(text), "%016llx", static_cast<unsigned long long>(number));
    return text;
}

template <class Contract>
std::vector<std::string> lines_of() {
    std::vector<std::string> lines;
    for (const MethodSignature& method : signatures<Contract>()) {
        lines.push_back(method.contract + ' ' + std::to_string(method.major) + " method " +
                        std::to_string(method.index) + ' ' + hex(method.prefix_hash) + ' ' +
                        method.text);
    }
    for (const FieldSignature& field : field_signatures<Contract>()) {
        lines.push_back(field.contract + ' ' + std::to_string(field.major) + " field " +
                        field.type + ' ' + std::to_string(field.index) + ' ' + field.text);
    }
    return lines;
}

template <class... Contracts>
std::vector<std::string> lines_of_all() {
    std::vector<std::vector<std::string>> contracts{lines_of<Contracts>()...};
    std::sort(contracts.begin(), contracts.end());
    std::vector<std::string> lines;
    for (const auto& contract : contracts) {
        lines.insert(lines.end(), contract.begin(), contract.end());
    }
    return lines;
}

/// Contract, major, kind and place: what a line is about, as against what it says.
std::string subject_of(const std::string& line) {
    std::istringstream words(line);
    std::string contract, major, kind, type, index;
    words >> contract >> major >> kind;
    if (kind == "field") {
        words >> type;
    }
    words >> index;
    return contract + ' ' + major + ' ' + kind + ' ' + type + ' ' + index;
}

} // namespace

std::vector<std::string> dump_contracts() {
    return lines_of_all<
        Authenticator, Command, catalog::ImageStore, catalog::PriceRules, catalog::ProductReader,
        catalog::Stock, notifications::NotificationChannel, orders::OrderNumbers,
        orders::OrderReader, orders::OrderTransitions, orders::TaxRules, orders::VatNumberValidator,
        orders::Vouchers, payments::PaymentGateway, payments::Payments, payments::CommissionRules,
        payments::PaymentEvents, catalog::CategoryReader, shipping::CollectionCodes,
        shipping::Quotes, shipping::ShippingMethod, users::UserReader, users::VendorReader>();
}

std::vector<std::string> golden_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream all(text);
    for (std::string line; std::getline(all, line);) {
        if (!line.empty() && line.front() != '#') {
            lines.push_back(line);
        }
    }
    return lines;
}

Comparison compare(const std::vector<std::string>& golden, const std::vector<std::string>& now) {
    Comparison comparison;
    for (const std::string& line : golden) {
        if (std::find(now.begin(), now.end(), line) != now.end()) {
            continue;
        }
        const auto instead = std::find_if(now.begin(), now.end(), [&](const std::string& other) {
            return subject_of(other) == subject_of(line);
        });
        comparison.broken.push_back("recorded: " + line +
                                    "\n     now: " + (instead == now.end() ? "nothing" : *instead));
    }
    for (const std::string& line : now) {
        if (std::find(golden.begin(), golden.end(), line) == golden.end()) {
            const bool replaces =
                std::any_of(golden.begin(), golden.end(), [&](const std::string& other) {
                    return subject_of(other) == subject_of(line);
                });
            if (!replaces) {
                comparison.appended.push_back(line);
            }
        }
    }
    return comparison;
}

} // namespace statybos::abi
