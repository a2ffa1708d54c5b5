#include "http/payment_routes.hpp"

namespace statybos::payments {
namespace {

// Beside what a gateway asks for; a contract's argument stays small.
constexpr const char* common_headers[] = {"X-Test-Signature", "Stripe-Signature", "X-Signature",
                                          "Signature",        "Content-Type",     "User-Agent"};

PaymentView payment_view(const PaymentRow& payment) {
    return {payment.id,
            payment.purchase_id,
            payment.gateway,
            payment.status,
            payment.money(payment.amount),
            payment.money(payment.captured),
            payment.money(payment.refunded),
            payment.redirect_url,
            payment.status == PaymentStatus::pending ? payment.instructions
                                                     : std::vector<PaymentInstruction>()};
}

Result<PaymentView> payment_view(const Result<PaymentRow>& payment) {
    return payment ? Result<PaymentView>(payment_view(*payment))
                   : Result<PaymentView>(payment.error());
}

std::string lowered(std::string_view name) {
    std::string lower(name);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return lower;
}

} // namespace

void PaymentRoutes::declare(Host& host) {
    Router router(host, *this, "payments");
    router.get("/api/payments/methods", &PaymentRoutes::list_methods)
        .access(Access::anyone)
        .summary("The gateways that a buyer may choose");
    router.get("/api/payments/{id}", &PaymentRoutes::show)
        .access(Access::anyone)
        .summary("A payment of one's own, or by X-Purchase-Token");
    router.post("/api/payments/{id}/confirm", &PaymentRoutes::confirm)
        .access(Access::anyone)
        .idempotent("X-Purchase-Token")
        .summary("Go on after the gateway's own page");
    router.post("/api/payments/{id}/capture", &PaymentRoutes::capture)
        .roles({"admin"})
        .idempotent()
        .summary("Take an authorized amount");
    router.post("/api/payments/{id}/void", &PaymentRoutes::void_authorization)
        .roles({"admin"})
        .idempotent()
        .raw_body()
        .summary("Let an authorization go");
    router.post("/api/payments/webhooks/{gateway}", &PaymentRoutes::take_webhook)
        .access(Access::anyone)
        .without_csrf()
        .raw_body()
        .rate_limit("webhooks")
        .summary("What a gateway tells, signed by it");
}

Result<MethodList> PaymentRoutes::list_methods(Ctx& ctx) {
    MethodList list;
    for (Method& method : payments_.methods(ctx)) {
        list.items.push_back({std::move(method.gateway), std::move(method.info.title),
                              std::move(method.info.kind), method.info.needs_token,
                              std::move(method.info.currencies)});
    }
    return list;
}

Result<PaymentView> PaymentRoutes::show(Ctx& ctx, const PaymentPath& path, const Request& request) {
    return payment_view(payments_.get(ctx, path.id, request.header("X-Purchase-Token")));
}

Result<PaymentView> PaymentRoutes::confirm(Ctx& ctx, const PaymentPath& path,
                                           const ConfirmBody& body, const Request& request) {
    auto payment = payments_.get(ctx, path.id, request.header("X-Purchase-Token"));
    return payment ? payment_view(payments_.confirm(ctx, *payment, body.token))
                   : Result<PaymentView>(payment.error());
}

Result<PaymentView> PaymentRoutes::capture(Ctx& ctx, const PaymentPath& path,
                                           const CaptureBody& body) {
    auto payment = payments_.get(ctx, path.id, {});
    return payment ? payment_view(payments_.capture(ctx, *payment, body.amount))
                   : Result<PaymentView>(payment.error());
}

Result<PaymentView> PaymentRoutes::void_authorization(Ctx& ctx, const PaymentPath& path,
                                                      const Request&) {
    auto payment = payments_.get(ctx, path.id, {});
    return payment ? payment_view(payments_.void_authorization(ctx, *payment))
                   : Result<PaymentView>(payment.error());
}

Result<WebhookAnswer> PaymentRoutes::take_webhook(Ctx& ctx, const GatewayPath& path,
                                                  const Request& request) {
    std::vector<std::string> names = payments_.webhook_headers(ctx, path.gateway);
    names.insert(names.end(), std::begin(common_headers), std::end(common_headers));
    GatewayWebhook webhook;
    webhook.body = request.body();
    for (const std::string& name : names) {
        if (const std::string_view value = request.header(name); !value.empty()) {
            webhook.headers.push_back({lowered(name), std::string(value)});
        }
    }
    auto taken = payments_.take_webhook(ctx, path.gateway, webhook);
    if (!taken) {
        return taken.error();
    }
    return WebhookAnswer{static_cast<std::int64_t>(*taken)};
}

} // namespace statybos::payments
