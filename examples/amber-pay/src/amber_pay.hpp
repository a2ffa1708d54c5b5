// Payments through the company Amber, over its HTTP interface. Amber takes the money at once, or
// sends the buyer to their bank and tells by a webhook what came of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <statybos/payments/payment_gateway.hpp>
#include <statybos/plugin.hpp>

namespace amber {

using namespace statybos;
using namespace statybos::payments;

struct Settings {
    std::string url;
    std::string api_key;
    std::string webhook_secret;
    std::int64_t timeout = 0; ///< milliseconds
};
STATYBOS_RECORD(Settings, url, api_key, webhook_secret, timeout)

class AmberPay final : public Plugin, public PaymentGateway {
public:
    explicit AmberPay(Host host) : Plugin(host), settings_(host.settings<Settings>()), http_(host) {
        host.provide<PaymentGateway>(*this, host.instance_name());
    }

    Result<GatewayInfo> describe(Ctx& ctx) override;
    Result<GatewayOutcome> create(Ctx& ctx, const GatewayPayment& payment) override;
    Result<GatewayOutcome> confirm(Ctx& ctx, std::string_view gateway_reference,
                                   const std::optional<std::string>& token) override;
    Result<GatewayOutcome> look_up(Ctx& ctx, std::string_view idempotency_key) override;
    Result<GatewayRefundOutcome> refund(Ctx& ctx, const GatewayRefund& refund) override;
    Result<std::vector<GatewayEvent>> read_webhook(Ctx& ctx,
                                                   const GatewayWebhook& webhook) override;

private:
    /// Amber's answer as a record. Under one key Amber acts once, so that each call may be repeated
    /// when its answer was lost.
    template <class Answer>
    Result<Answer> ask(Ctx& ctx, std::string_view method, const std::string& path,
                       std::string_view key = {}, std::string body = {});

    Settings settings_;
    HttpClient http_;
};

} // namespace amber
