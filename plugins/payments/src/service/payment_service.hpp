// Payments: opened, charged, asked about, told of by webhooks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/payments/payment_events.hpp>
#include <statybos/payments/payment_gateway.hpp>
#include <statybos/payments/payments.hpp>

#include "service/bookkeeping.hpp"
#include "settings.hpp"
#include "store/payment_store.hpp"
#include "store/refund_store.hpp"

namespace statybos::payments {

/// A refund that waits for its gateway.
struct RefundWork {
    RefundId refund_id;
};
STATYBOS_RECORD(RefundWork, refund_id)

struct Method {
    std::string gateway;
    GatewayInfo info;
};

/// A payment as recording an event left it, and whether that changed anything.
struct Recorded {
    PaymentRow payment;
    bool is_new = false;
};

/// The event under which a refund is kept that the gateway knows by this reference.
std::string gateway_refund_fact(std::string_view gateway_refund_reference);

class PaymentService : public Payments, public PaymentEvents {
public:
    PaymentService(Host host, PaymentStore& payments, RefundStore& refunds, EarningStore& earnings,
                   Bookkeeping& books, UseAll<PaymentGateway> gateways, const Settings& settings);

    Result<void> check(Ctx& ctx, std::string_view gateway, const Money& amount,
                       bool has_token) override;
    Result<void> open(Transaction& tx, const PaymentRequest& request) override;
    Result<PaymentSnapshot> charge(Ctx& ctx, PaymentId id,
                                   const std::optional<std::string>& token) override;
    Result<PaymentSnapshot> refresh(Ctx& ctx, PaymentId id, bool abandon) override;
    Result<void> give_back(Transaction& tx, PaymentId id, OrderId order_id, const Money& amount,
                           std::string_view key, std::string_view reason) override;
    Result<std::vector<PaymentSnapshot>> find_many(Session& session,
                                                   const std::vector<PaymentId>& ids) override;
    Result<RefundSnapshot> refund(Transaction& tx, const RefundRequest& request) override;
    Result<std::vector<RecordedEvent>> record(Transaction& tx, std::string_view gateway,
                                              const std::vector<GatewayEvent>& events) override;
    Result<RefundableOrder> refundable(Transaction& tx, OrderId order_id) override;
    Result<PaymentSnapshot> charge_opened(Ctx& ctx, const PaymentRequest& request,
                                          const std::optional<std::string>& token) override;

    /// The gateways that buyers may choose.
    virtual std::vector<Method> methods(Ctx ctx);
    /// A payment that the caller may see. @errors not_found
    virtual Result<PaymentRow> get(Ctx ctx, PaymentId id, std::string_view guest_token);
    /// After the buyer's action. @errors not_found, conflict payment_closed
    virtual Result<PaymentRow> confirm(Ctx ctx, const PaymentRow& payment,
                                       const std::optional<std::string>& token);
    /// @errors conflict not_authorized
    virtual Result<PaymentRow> capture(Ctx ctx, const PaymentRow& payment,
                                       const std::optional<Money>& amount);
    virtual Result<PaymentRow> void_authorization(Ctx ctx, const PaymentRow& payment);
    /// What the gateway needs to see of a webhook's headers; none when it is not there.
    std::vector<std::string> webhook_headers(Ctx ctx, std::string_view gateway);
    /// @errors not_found unknown_gateway, unknown_payment
    /// @errors unauthenticated  by the gateway's own rules
    /// @errors unavailable refund_undecided
    Result<std::size_t> take_webhook(Ctx ctx, std::string_view gateway,
                                     const GatewayWebhook& webhook);

    /// Asks the gateway; called again until it has answered.
    Result<void> carry_out(Ctx ctx, RefundId id);
    /// Those whose time has come: each attempt moves the next one further away.
    void carry_out_pending(Ctx ctx);
    void use_refund_job(Job<RefundWork> job) { refund_job_ = std::move(job); }

private:
    /// Asks the gateway for the money of a payment whose charge is noted to have begun; nobody for
    /// 0.00.
    Result<PaymentSnapshot> ask_for_money(Ctx& ctx, const PaymentRow& payment,
                                          const std::optional<std::string>& token);
    Result<PaymentRow> take_outcome(Ctx ctx, const PaymentRow& payment,
                                    const GatewayOutcome& outcome);
    PaymentRow note_pending(Ctx ctx, PaymentRow payment, const GatewayOutcome& outcome);
    /// Records one event and tells the others what follows from it.
    Recorded record_event(Transaction& tx, PaymentId id, const NewEvent& event,
                          const Particulars& particulars);
    /// What a gateway tells of one of its payments, whose row is locked from here on.
    Result<EventVerdict> take_event(Transaction& tx, std::string_view gateway,
                                    const GatewayEvent& event);
    /// Recorded, or kept as a mismatch that changes nothing.
    Result<EventVerdict> hear(Transaction& tx, const PaymentRow& payment,
                              const GatewayEvent& event);
    /// The refund of ours that an event tells of; nothing for one made at the gateway by hand.
    Result<std::optional<RefundRow>> refund_meant(Transaction& tx, const PaymentRow& payment,
                                                  const GatewayEvent& event);
    Result<EventVerdict> hear_of_refund(Transaction& tx, const PaymentRow& payment,
                                        const RefundRow& refund, const GatewayEvent& event);
    EventVerdict keep_mismatch(Transaction& tx, const PaymentRow& payment,
                               const GatewayEvent& event);
    Result<void> let_go(Ctx ctx, const PaymentRow& payment, const RefundRow& refund);
    /// Whoever heard first settles a refund; false when it is settled already.
    bool settle_refund(Transaction& tx, const PaymentRow& payment, const RefundRow& refund,
                       const GatewayRefundOutcome& outcome);
    Result<void> settle(Ctx ctx, const PaymentRow& payment, const RefundRow& refund,
                        const GatewayRefundOutcome& outcome);
    /// @param lines    of the goods; nothing: spread over what is left of the order
    /// @returns        the refund, or what was written under the key before
    Result<RefundRow> write_down(Transaction& tx, RefundRow refund,
                                 const std::vector<RefundedLine>* lines, std::string_view key);
    Result<PaymentRow> abandon(Ctx ctx, const PaymentRow& payment);
    Proxy<PaymentGateway> gateway_of(Ctx& ctx, const PaymentRow& payment);

    Host host_;
    PaymentStore& payments_;
    RefundStore& refunds_;
    EarningStore& earnings_;
    Bookkeeping& books_;
    UseAll<PaymentGateway> gateways_;
    Job<RefundWork> refund_job_;
    std::int64_t charge_grace_us_;
};

PaymentSnapshot snapshot_of(const PaymentRow& payment);
Standing standing_of(const PaymentRow& payment);

} // namespace statybos::payments
