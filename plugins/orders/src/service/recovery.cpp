#include "service/recovery.hpp"

namespace statybos::orders {
namespace {

constexpr std::int32_t purchases_a_round = 50;

} // namespace

Recovery::Recovery(Host host, PurchaseStore& purchases, Settlement& settlement,
                   Use<payments::Payments> payments, const Settings& settings)
    : host_(host),
      purchases_(purchases),
      settlement_(settlement),
      payments_(payments),
      settings_(settings) {}

void Recovery::run(Ctx ctx) {
    Session session(ctx);
    for (const PurchaseRow& purchase :
         purchases_.take_due(session, settings_.recovery_after, purchases_a_round)) {
        // One that cannot be settled must not keep the others waiting.
        try {
            look_after(ctx, purchase);
        } catch (const Failure& failure) {
            host_.log_warning(
                "a purchase could not be looked after; it will be tried again",
                {{"purchase", purchase.id.to_string()}, {"error", failure.error().message()}});
        }
    }
}

void Recovery::look_after(Ctx ctx, const PurchaseRow& purchase) {
    const bool abandon = purchase.age_ms >= settings_.abandon_after;
    const auto payment = payments_(ctx).refresh(ctx, purchase.payment_id, abandon);
    if (!payment) {
        host_.log_info("the gateway does not tell where a payment stands",
                       {{"purchase", purchase.id.to_string()}, {"error", payment.error().slug()}});
    }
    if (purchase.age_ms < settings_.lifetime_of(purchase.gateway)) {
        // The gateway waits for this buyer's money, who may never have got an answer.
        if (payment && is_instructed(*payment) && !purchase.instructed) {
            transact(ctx, [&](Transaction& tx) { settlement_.wait(tx, purchase, *payment); });
        }
        return;
    }
    auto ended =
        transact(ctx, [&](Transaction& tx) { return settlement_.expire(tx, purchase.id); });
    if (!ended) {
        throw Failure(ended.error());
    }
}

} // namespace statybos::orders
