// /api/payments
#pragma once

#include <statybos/router.hpp>

#include "service/payment_service.hpp"

namespace statybos::payments {

struct MethodView {
    std::string gateway;
    std::string title;
    std::string kind;
    bool needs_token = false;
    std::vector<std::string> currencies;
};
STATYBOS_RECORD(MethodView, gateway, title, kind, needs_token, currencies)

struct MethodList {
    std::vector<MethodView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(MethodList, items, next_cursor)

struct PaymentView {
    PaymentId id;
    PurchaseId purchase_id;
    std::string gateway;
    PaymentStatus status = PaymentStatus::pending;
    Money amount;
    Money captured;
    Money refunded;
    std::optional<std::string> redirect_url;
    std::vector<PaymentInstruction> instructions;
};
STATYBOS_RECORD(PaymentView, id, purchase_id, gateway, status, amount, captured, refunded,
                redirect_url, instructions)

struct PaymentPath {
    PaymentId id;
};
STATYBOS_PARAMETERS(PaymentPath, id)

struct GatewayPath {
    std::string gateway;
};
STATYBOS_PARAMETERS(GatewayPath, gateway)
STATYBOS_LIMITS(GatewayPath, length(&GatewayPath::gateway, 1, 60))

struct ConfirmBody {
    std::optional<std::string> token;
};
STATYBOS_RECORD(ConfirmBody, token)
STATYBOS_LIMITS(ConfirmBody, length(&ConfirmBody::token, 1, 500))

struct CaptureBody {
    std::optional<Money> amount;
};
STATYBOS_RECORD(CaptureBody, amount)

struct WebhookAnswer {
    std::int64_t events = 0;
};
STATYBOS_RECORD(WebhookAnswer, events)

class PaymentRoutes {
public:
    explicit PaymentRoutes(PaymentService& payments) : payments_(payments) {}
    void declare(Host& host);

private:
    Result<MethodList> list_methods(Ctx& ctx);
    Result<PaymentView> show(Ctx& ctx, const PaymentPath& path, const Request& request);
    Result<PaymentView> confirm(Ctx& ctx, const PaymentPath& path, const ConfirmBody& body,
                                const Request& request);
    Result<PaymentView> capture(Ctx& ctx, const PaymentPath& path, const CaptureBody& body);
    Result<PaymentView> void_authorization(Ctx& ctx, const PaymentPath& path,
                                           const Request& request);
    Result<WebhookAnswer> take_webhook(Ctx& ctx, const GatewayPath& path, const Request& request);

    PaymentService& payments_;
};

} // namespace statybos::payments
