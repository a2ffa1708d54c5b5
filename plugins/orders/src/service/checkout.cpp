#include "service/checkout.hpp"

#include <statybos/secrets.hpp>

namespace statybos::orders {
namespace {

constexpr int most_attempts = 5;
constexpr std::string_view whole_cart = "purchase_takes_whole_cart";

std::string scope_of(const Visitor& visitor) {
    if (visitor.user) {
        return "user:" + visitor.user->to_string();
    }
    return visitor.token ? "cart:" + hash_of_token(*visitor.token) : std::string();
}

payments::PaymentRequest payment_request(const Draft& draft, const CheckoutRequest& request,
                                         Instant now) {
    const NewPurchase& purchase = draft.purchase;
    payments::PaymentRequest payment;
    payment.payment_id = purchase.payment_id;
    payment.purchase_id = purchase.id;
    payment.purchase_number = purchase.number;
    payment.gateway = purchase.gateway;
    payment.amount = purchase.total;
    payment.shares = draft.shares;
    for (std::size_t i = 0; i < payment.shares.size(); ++i) {
        payment.shares[i].order_number = draft.orders[i].number;
    }
    payment.return_url = request.payment.return_url;
    payment.email = purchase.email;
    payment.user_id = purchase.user_id;
    payment.guest_token_hash = purchase.guest_token_hash;
    payment.language = purchase.language;
    payment.charge_started_at = now;
    return payment;
}

std::vector<catalog::StockLine> drafted_goods(const Draft& draft) {
    std::vector<catalog::StockLine> goods;
    for (const LineRow& line : draft.lines) {
        goods.push_back({line.product_id, line.quantity});
    }
    return goods;
}

Error cart_moved() {
    return Error(Errc::conflict, "checkout_in_progress",
                 "the cart is being ordered or changed by another request");
}

// Another request has ordered or changed the cart, or is at work with the same key, or a number was
// drawn twice: who looks again sees which.
bool lost_a_race(const Error& error) {
    return error.is("unique_violation") ||
           (error.is("check_violation") && constraint_of(error) == whole_cart);
}

Error declined(const payments::PaymentSnapshot& payment) {
    if (payment.decline_code == "unknown_token") {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("/payment/token", "unknown_token", "the gateway does not know this token");
    }
    return Error(Errc::declined, "payment_declined",
                 "the payment was declined: try again or pay in another way");
}

PurchaseRow row_of(const NewPurchase& purchase) {
    PurchaseRow row;
    row.id = purchase.id;
    row.number = purchase.number;
    row.user_id = purchase.user_id;
    row.payment_id = purchase.payment_id;
    row.gateway = purchase.gateway;
    row.total = purchase.total;
    return row;
}

} // namespace

std::string guest_token(std::string_view cart_token, PurchaseId purchase) {
    const Digest digest = hmac_sha256(cart_token, "purchase:" + purchase.to_string());
    return to_base64url(
        std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

Checkout::Checkout(Host host, Carts& carts, Drafting& drafting, Settlement& settlement,
                   PurchaseStore& purchases, OrderStore& orders, Use<OrderNumbers> numbers,
                   Use<catalog::Stock> stock, Use<payments::Payments> payments,
                   Use<Vouchers> vouchers)
    : host_(host),
      carts_(carts),
      drafting_(drafting),
      settlement_(settlement),
      purchases_(purchases),
      orders_(orders),
      numbers_(numbers),
      stock_(stock),
      payments_(payments),
      vouchers_(vouchers) {}

Result<PlacedPurchase> Checkout::place(Ctx ctx, const Visitor& visitor,
                                       const CheckoutRequest& request, std::string_view key) {
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        // Hardly any request has a forerunner with its key that died on the way. If one has, making
        // the purchase fails: by the key's index, or because the cart was taken.
        auto purchase = attempt == 0 ? std::nullopt : earlier(ctx, visitor, key);
        std::optional<payments::PaymentRequest> opened;
        if (!purchase) {
            auto made = make(ctx, visitor, request, key);
            if (!made) {
                purchase = attempt == 0 ? earlier(ctx, visitor, key) : std::nullopt;
                if (!purchase) {
                    return made.error();
                }
            } else if (*made) {
                purchase = std::move((*made)->purchase);
                opened = std::move((*made)->payment);
            } else {
                continue;
            }
        }
        auto paid = pay(ctx, *purchase, opened ? &*opened : nullptr, visitor, request);
        if (!paid) {
            return paid.error();
        }
        if (*paid) {
            return std::move(**paid);
        }
    }
    return cart_moved();
}

std::optional<PurchaseRow> Checkout::earlier(Ctx ctx, const Visitor& visitor,
                                             std::string_view key) {
    Session session(ctx);
    return key.empty() ? std::nullopt : purchases_.find_by_key(session, scope_of(visitor), key);
}

Result<std::optional<Checkout::Made>> Checkout::make(Ctx ctx, const Visitor& visitor,
                                                     const CheckoutRequest& request,
                                                     std::string_view key) {
    auto cart = carts_.show(ctx, visitor);
    if (!cart) {
        return cart.error();
    }
    auto draft = drafting_.draft(ctx, std::move(*cart), request);
    if (!draft) {
        return draft.error();
    }
    identify(ctx, visitor, key, draft->purchase);
    Made made;
    const auto prepared = prepare(ctx, *draft, request, made.payment);
    if (!prepared) {
        return prepared.error();
    }
    if (*prepared == Step::again) {
        return std::optional<Made>();
    }
    made.purchase = row_of(draft->purchase);
    return std::optional<Made>(std::move(made));
}

void Checkout::identify(Ctx ctx, const Visitor& visitor, std::string_view key,
                        NewPurchase& purchase) {
    purchase.id = new_id<PurchaseId>(host_);
    purchase.payment_id = new_id<PaymentId>(host_);
    purchase.user_id = ctx.user();
    purchase.scope = scope_of(visitor);
    if (!key.empty()) {
        purchase.idempotency_key = std::string(key);
    }
    if (!visitor.user) {
        purchase.guest_token_hash =
            to_hex(sha256(guest_token(visitor.token.value_or(std::string()), purchase.id)));
    }
}

Result<Checkout::Step> Checkout::prepare(Ctx ctx, Draft& draft, const CheckoutRequest& request,
                                         payments::PaymentRequest& payment) {
    try {
        auto done =
            transact(ctx, [&](Transaction& tx) { return write_down(tx, draft, request, payment); });
        return done ? Result<Step>(Step::done) : Result<Step>(done.error());
    } catch (const Failure& failure) {
        if (lost_a_race(failure.error())) {
            return Step::again;
        }
        throw;
    }
}

Result<void> Checkout::write_down(Transaction& tx, Draft& draft, const CheckoutRequest& request,
                                  payments::PaymentRequest& payment) {
    auto numbers = numbers_(tx.ctx()).next(tx, static_cast<std::uint32_t>(draft.orders.size() + 1));
    if (!numbers) {
        return numbers.error();
    }
    STATYBOS_ASSERT(numbers->size() == draft.orders.size() + 1);
    draft.purchase.number = numbers->front();
    for (std::size_t i = 0; i < draft.orders.size(); ++i) {
        draft.orders[i].number = (*numbers)[i + 1];
    }
    purchases_.insert(tx, draft.purchase, draft.orders, draft.lines, draft.taken);
    payment = payment_request(draft, request, host_.now());
    if (auto opened = payments_(tx.ctx()).open(tx, payment); !opened) {
        return opened;
    }
    if (!draft.uses.empty()) {
        auto claimed = vouchers_.find(tx.ctx()).value()->claim(
            tx, {draft.purchase.id, draft.purchase.user_id, draft.purchase.email, draft.uses});
        if (!claimed) {
            return claimed;
        }
    }
    // Last, because others who want the same goods wait from here until the commit.
    return stock_(tx.ctx()).reserve(tx, drafted_goods(draft));
}

Result<payments::PaymentSnapshot> Checkout::payment_of(Ctx ctx, const PurchaseRow& purchase,
                                                       const payments::PaymentRequest* opened,
                                                       const CheckoutRequest& request) {
    if (opened != nullptr) {
        return payments_(ctx).charge_opened(ctx, *opened, request.payment.token);
    }
    if (purchase.status == PurchaseStatus::placing) {
        return payments_(ctx).charge(ctx, purchase.payment_id, request.payment.token);
    }
    Session session(ctx);
    auto found = payments_(ctx).find_many(session, {purchase.payment_id});
    if (!found) {
        return found.error();
    }
    STATYBOS_ASSERT(found->size() == 1);
    return std::move(found->front());
}

Result<std::optional<PlacedPurchase>> Checkout::pay(Ctx ctx, const PurchaseRow& purchase,
                                                    const payments::PaymentRequest* opened,
                                                    const Visitor& visitor,
                                                    const CheckoutRequest& request) {
    using payments::PaymentStatus;
    auto payment = payment_of(ctx, purchase, opened, request);
    if (!payment) {
        const Error& error = payment.error();
        if (error.code() == Errc::timeout || error.code() == Errc::unavailable) {
            return error; // nobody knows: recovery will find out
        }
        if (auto undone = undo(ctx, purchase.id); !undone) {
            return undone.error();
        }
        return error.is("payment_closed") ? Result<std::optional<PlacedPurchase>>(std::nullopt)
                                          : Result<std::optional<PlacedPurchase>>(error);
    }
    if (purchase.status == PurchaseStatus::placing && payment->status == PaymentStatus::failed) {
        if (auto undone = undo(ctx, purchase.id); !undone) {
            return undone.error();
        }
        return declined(*payment);
    }
    if (payment->status == PaymentStatus::pending ||
        payment->status == PaymentStatus::action_required) {
        transact(ctx, [&](Transaction& tx) { settlement_.wait(tx, purchase, *payment); });
    }
    Session session(ctx);
    PlacedPurchase placed{purchase.id,
                          purchase.number,
                          purchase.total,
                          std::move(*payment),
                          orders_.of_purchase(session, purchase.id),
                          std::nullopt};
    if (!visitor.user && visitor.token) {
        placed.guest_token = guest_token(*visitor.token, purchase.id);
    }
    return std::optional<PlacedPurchase>(std::move(placed));
}

Result<void> Checkout::undo(Ctx ctx, PurchaseId id) {
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        const auto purchase = purchases_.lock(tx, id);
        return purchase ? settlement_.undo(tx, *purchase) : Result<void>();
    });
}

} // namespace statybos::orders
