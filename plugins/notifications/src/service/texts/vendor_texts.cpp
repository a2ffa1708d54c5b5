#include "service/templates.hpp"

namespace statybos::notifications {
namespace {

constexpr Template texts_for_vendors[] = {
    {"order_received", "lt", "Naujas užsakymas {number}",
     "Sveiki, {vendor},\n\ngavote naują užsakymą {number}.\n\n{lines}\nIš viso: {total}\n"},
    {"order_received", "en", "New order {number}",
     "Hello {vendor},\n\nyou have received a new order, {number}.\n\n{lines}\nTotal: {total}\n"},
    {"sale_completed", "lt", "Užsakymas {number} įvykdytas",
     "Sveiki, {vendor},\n\nužsakymas {number} įvykdytas: pinigai už jį bus Jums išmokėti.\n"},
    {"sale_completed", "en", "Order {number} completed",
     "Hello {vendor},\n\norder {number} is complete: what it earned will be paid out to you.\n"},
    {"sale_cancelled", "lt", "Užsakymas {number} atšauktas",
     "Sveiki, {vendor},\n\nužsakymas {number} atšauktas, prekių nesiųskite.\n{note}\n"},
    {"sale_cancelled", "en", "Order {number} cancelled",
     "Hello {vendor},\n\norder {number} was cancelled: do not send the goods.\n{note}\n"},
    {"sale_refunded", "lt", "Už užsakymą {number} grąžinta {amount}",
     "Sveiki, {vendor},\n\npirkėjui grąžinta {amount} už užsakymą {number}.\n"},
    {"sale_refunded", "en", "{amount} refunded for order {number}",
     "Hello {vendor},\n\n{amount} went back to the buyer of order {number}.\n"},
    {"return_requested", "lt", "Pirkėjas nori grąžinti užsakymo {number} prekes",
     "Sveiki, {vendor},\n\npirkėjas nori grąžinti užsakymo {number} prekes.\n{note}\n\n"
     "Atsakykite jam.\n"},
    {"return_requested", "en", "A buyer wants to return goods of order {number}",
     "Hello {vendor},\n\nthe buyer of order {number} wants to return goods.\n{note}\n\n"
     "Please answer.\n"},
    {"payout_sent", "lt", "Išmokėta {amount}",
     "Sveiki, {vendor},\n\nį Jūsų banko sąskaitą išsiuntėme {amount}.\n"},
    {"payout_sent", "en", "{amount} paid out",
     "Hello {vendor},\n\nwe have sent {amount} to your bank account.\n"},
    {"payout_returned", "lt", "{amount} išmoka grįžo",
     "Sveiki, {vendor},\n\n{amount} išmoka grįžo iš banko. Patikrinkite savo sąskaitos numerį: "
     "pinigai liko Jūsų balanse.\n"},
    {"payout_returned", "en", "A payout of {amount} came back",
     "Hello {vendor},\n\na payout of {amount} came back from the bank. Please check your account "
     "number: the money is in your balance again.\n"},
    {"vendor_verified", "lt", "Galite pardavinėti",
     "Sveiki, {vendor},\n\npatikrinome Jūsų duomenis: nuo šiol Jūsų prekes mato visi.\n"},
    {"vendor_verified", "en", "You can sell now",
     "Hello {vendor},\n\nyour details were checked: from now on everybody sees your products.\n"},
    {"vendor_rejected", "lt", "Pardavėjo paraiška atmesta",
     "Sveiki, {vendor},\n\nJūsų pardavėjo paraiška atmesta.\n{note}\n"},
    {"vendor_rejected", "en", "Your application to sell was rejected",
     "Hello {vendor},\n\nyour application to sell was rejected.\n{note}\n"},
    {"vendor_suspended", "lt", "Pardavimas sustabdytas",
     "Sveiki, {vendor},\n\nJūsų pardavimas sustabdytas, prekės nerodomos.\n{note}\n"},
    {"vendor_suspended", "en", "Your sales are suspended",
     "Hello {vendor},\n\nyour sales are suspended and your products are not shown.\n{note}\n"},
    {"product_back_in_stock", "lt", "Vėl parduodama: {product}",
     "Sveiki, {vendor},\n\nprekė „{product}“ vėl parduodama. Likutis: {quantity}.\n"},
    {"product_back_in_stock", "en", "Back in stock: {product}",
     "Hello {vendor},\n\n“{product}” can be bought again. Quantity: {quantity}.\n"},
};

} // namespace

std::span<const Template> vendor_texts() {
    return texts_for_vendors;
}

} // namespace statybos::notifications
