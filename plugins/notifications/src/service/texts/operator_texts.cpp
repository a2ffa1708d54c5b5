#include "service/templates.hpp"

namespace statybos::notifications {
namespace {

constexpr Template texts_for_operators[] = {
    {"vendor_applied", "lt", "Nauja pardavėjo paraiška: {vendor}",
     "Sveiki, {name},\n\n{vendor} nori pardavinėti ir laukia patikrinimo.\n"},
    {"vendor_applied", "en", "A vendor has applied: {vendor}",
     "Hello {name},\n\n{vendor} wants to sell and waits for verification.\n"},
    {"refund_failed", "lt", "Nepavyko grąžinti {amount} už užsakymą {number}",
     "Sveiki, {name},\n\nmokėjimo tarpininkas atsisakė grąžinti {amount} už užsakymą {number}. "
     "Grąžinkite pinigus pirkėjui kitu būdu.\n"},
    {"refund_failed", "en", "A refund of {amount} for order {number} failed",
     "Hello {name},\n\nthe gateway refused to refund {amount} for order {number}. Please give the "
     "buyer the money back in another way.\n"},
    {"payout_came_back", "lt", "{amount} išmoka grįžo: {vendor}",
     "Sveiki, {name},\n\n{amount} išmoka pardavėjui {vendor} grįžo iš banko.\n"},
    {"payout_came_back", "en", "A payout of {amount} to {vendor} came back",
     "Hello {name},\n\na payout of {amount} to {vendor} came back from the bank.\n"},
    {"chargeback_received", "lt", "Bankas atsiėmė {amount}",
     "Sveiki, {name},\n\npirkėjo bankas atsiėmė {amount}. Mokėjimas {payment}, tarpininkas "
     "{gateway}, įvykis {reference}.\n"},
    {"chargeback_received", "en", "A chargeback of {amount}",
     "Hello {name},\n\nthe buyer's bank took {amount} back. Payment {payment}, gateway {gateway}, "
     "event {reference}.\n"},
    {"payment_mismatched", "lt", "Nesutampa mokėjimo suma",
     "Sveiki, {name},\n\ntarpininkas {gateway} pranešė apie {amount}, o laukta {expected}. "
     "Mokėjimas {payment}, įvykis {reference}. Niekas nepakeista.\n"},
    {"payment_mismatched", "en", "A payment does not match",
     "Hello {name},\n\n{gateway} reported {amount} where {expected} was expected. Payment "
     "{payment}, event {reference}. Nothing was changed.\n"},
};

} // namespace

std::span<const Template> operator_texts() {
    return texts_for_operators;
}

} // namespace statybos::notifications
