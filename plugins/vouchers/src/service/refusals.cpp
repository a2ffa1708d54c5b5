#include "service/refusals.hpp"

namespace statybos::vouchers {
namespace {

struct Text {
    std::string_view lt;
    std::string_view en;
};

Text text_of(Reason reason) {
    switch (reason) {
    case Reason::voucher_unknown:
        return {"tokio nuolaidos kodo nėra", "there is no such voucher"};
    case Reason::voucher_not_started:
        return {"nuolaidos kodas dar negalioja", "the voucher does not hold yet"};
    case Reason::voucher_expired:
        return {"nuolaidos kodo galiojimas baigėsi", "the voucher has expired"};
    case Reason::voucher_used_up:
        return {"nuolaidos kodas jau panaudotas", "the voucher is used up"};
    case Reason::voucher_minimum_not_met:
        return {"nuolaidos kodas galioja, kai jam tinkančių prekių yra bent už ",
                "the voucher holds once the goods that it is for come to "};
    case Reason::voucher_not_applicable:
        return {"nuolaidos kodas netinka krepšelio prekėms",
                "the voucher lowers none of the goods in the cart"};
    case Reason::voucher_replaced:
        return {"šį nuolaidos kodą pakeitė kitas", "another voucher has taken its place"};
    }
    return {};
}

} // namespace

std::string message_of(Reason reason, std::string_view language, Money minimum) {
    const Text text = text_of(reason);
    std::string message(language == "lt" ? text.lt : text.en);
    if (reason == Reason::voucher_minimum_not_met) {
        message += minimum.amount() + ' ' + std::string(minimum.currency.code());
    }
    return message;
}

} // namespace statybos::vouchers
