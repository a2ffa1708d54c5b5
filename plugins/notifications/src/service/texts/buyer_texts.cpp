#include "service/templates.hpp"

namespace statybos::notifications {
namespace {

constexpr Template texts_for_buyers[] = {
    {"payment_awaited", "lt", "Pirkinys {number} laukia apmokėjimo: {total}",
     "Sveiki, {name},\n\ngavome Jūsų pirkinį {number}. Prekės laikomos Jums iki {until}: iki tada "
     "sumokėkite {total}.\n\n{steps}\nMokėdami nurodykite viską taip, kaip parašyta. Užsakymai "
     "bus vykdomi, kai gausime pinigus:\n\n{lines}\nJei jau sumokėjote, nieko daryti "
     "nereikia.\n"},
    {"payment_awaited", "en", "Purchase {number} awaits your payment of {total}",
     "Hello {name},\n\nwe have received your purchase {number}. Its goods are held for you until "
     "{until}: please pay {total} by then.\n\n{steps}\nGive everything as it is written here. "
     "These orders are carried out once the money has come:\n\n{lines}\nIf you have paid already, "
     "there is nothing to do.\n"},
    {"order_placed", "lt", "Užsakymas {number} priimtas",
     "Sveiki, {name},\n\ngavome Jūsų užsakymą {number}. Pardavėjas: {vendor}.\n\n{lines}\n"
     "Pristatymas: {shipping}\nIš viso: {total}\n\nAčiū, kad perkate.\n"},
    {"order_placed", "en", "Order {number} placed",
     "Hello {name},\n\nwe have received your order {number} from {vendor}.\n\n{lines}\n"
     "Shipping: {shipping}\nTotal: {total}\n\nThank you for your purchase.\n"},
    {"order_shipped", "lt", "Užsakymas {number} išsiųstas",
     "Sveiki, {name},\n\npardavėjas {vendor} išsiuntė Jūsų užsakymą {number}.\n"
     "Siuntos numeris: {tracking}\n",
     "Užsakymas {number} išsiųstas. Siuntos numeris: {tracking}"},
    {"order_shipped", "en", "Order {number} shipped",
     "Hello {name},\n\n{vendor} has shipped your order {number}.\nTracking number: {tracking}\n",
     "Order {number} shipped. Tracking number: {tracking}"},
    {"order_ready_for_pickup", "lt", "Užsakymą {number} galite atsiimti",
     "Sveiki, {name},\n\nJūsų užsakymas {number} paruoštas. Pardavėjas: {vendor}.\n{code}\n",
     "Užsakymą {number} galite atsiimti. {code}"},
    {"order_ready_for_pickup", "en", "Order {number} is ready for pickup",
     "Hello {name},\n\nyour order {number} from {vendor} is ready for pickup.\n{code}\n",
     "Order {number} is ready for pickup. {code}"},
    {"order_completed", "lt", "Užsakymas {number} įvykdytas",
     "Sveiki, {name},\n\nJūsų užsakymas {number} įvykdytas. Pardavėjas: {vendor}.\n\n"
     "Ačiū, kad perkate.\n"},
    {"order_completed", "en", "Order {number} completed",
     "Hello {name},\n\nyour order {number} from {vendor} is complete.\n\n"
     "Thank you for your purchase.\n"},
    {"order_cancelled", "lt", "Užsakymas {number} atšauktas",
     "Sveiki, {name},\n\nJūsų užsakymas {number} atšauktas. Pardavėjas: {vendor}.\n{note}\n\n"
     "Jei už jį sumokėjote, pinigus grąžinsime.\n"},
    {"order_cancelled", "en", "Order {number} cancelled",
     "Hello {name},\n\nyour order {number} from {vendor} was cancelled.\n{note}\n\n"
     "If you have paid for it, the money goes back to you.\n"},
    {"order_expired", "lt", "Užsakymas {number} nebegalioja",
     "Sveiki, {name},\n\nužsakymas {number} laiku neapmokėtas ir nebegalioja. Prekes galite "
     "užsisakyti iš naujo.\n"},
    {"order_expired", "en", "Order {number} has expired",
     "Hello {name},\n\norder {number} was not paid in time and has expired. You can order the "
     "goods again.\n"},
    {"return_accepted", "lt", "Užsakymo {number} grąžinimas priimtas",
     "Sveiki, {name},\n\npardavėjas {vendor} sutinka priimti grąžinamas užsakymo {number} "
     "prekes.\n{note}\n"},
    {"return_accepted", "en", "Return of order {number} accepted",
     "Hello {name},\n\n{vendor} agrees to take back goods of your order {number}.\n{note}\n"},
    {"return_rejected", "lt", "Užsakymo {number} grąžinimas atmestas",
     "Sveiki, {name},\n\npardavėjas {vendor} nepriima grąžinamų užsakymo {number} "
     "prekių.\n{note}\n"},
    {"return_rejected", "en", "Return of order {number} rejected",
     "Hello {name},\n\n{vendor} does not take back the goods of your order {number}.\n{note}\n"},
    {"return_received", "lt", "Grąžintos užsakymo {number} prekės gautos",
     "Sveiki, {name},\n\npardavėjas {vendor} gavo grąžintas užsakymo {number} prekes.\n{note}\n"},
    {"return_received", "en", "Returned goods of order {number} received",
     "Hello {name},\n\n{vendor} has received the returned goods of your order {number}.\n"
     "{note}\n"},
    {"return_refunded", "lt", "Už grąžintas užsakymo {number} prekes grąžinami pinigai",
     "Sveiki, {name},\n\npardavėjas {vendor} grąžina pinigus už užsakymo {number} "
     "prekes.\n{note}\n"},
    {"return_refunded", "en", "Money for returned goods of order {number}",
     "Hello {name},\n\n{vendor} gives your money back for returned goods of order {number}.\n"
     "{note}\n"},
    {"refund_succeeded", "lt", "Grąžinta {amount} už užsakymą {number}",
     "Sveiki, {name},\n\ngrąžinome Jums {amount} už užsakymą {number}. Pardavėjas: {vendor}.\n\n"
     "Pinigai sąskaitą pasiekia per kelias darbo dienas.\n"},
    {"refund_succeeded", "en", "{amount} refunded for order {number}",
     "Hello {name},\n\nwe have sent {amount} back to you for your order {number} from {vendor}.\n\n"
     "It takes some working days to reach your account.\n"},
};

} // namespace

std::span<const Template> buyer_texts() {
    return texts_for_buyers;
}

} // namespace statybos::notifications
