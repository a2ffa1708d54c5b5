// What buyers and vendors are told about orders and returns.
#pragma once

#include <optional>
#include <string_view>

#include <statybos/orders/events.hpp>
#include <statybos/shipping/collection_codes.hpp>

#include "service/dispatching.hpp"
#include "service/recipients.hpp"

namespace statybos::notifications {

class OrderNews {
public:
    OrderNews(Dispatching& dispatching, const Recipients& recipients, const Settings& settings,
              Use<orders::OrderReader> orders, Use<shipping::CollectionCodes> codes)
        : dispatching_(dispatching),
          recipients_(recipients),
          settings_(settings),
          orders_(orders),
          codes_(codes) {}
    virtual ~OrderNews() = default;

    virtual Result<void> payment_awaited(Transaction& tx, const orders::PaymentAwaited& awaited);
    virtual Result<void> placed(Transaction& tx, OrderId order);
    virtual Result<void> moved(Transaction& tx, const orders::OrderStatusChanged& changed);
    virtual Result<void> returned(Transaction& tx, const orders::ReturnChanged& changed);

private:
    Result<std::optional<orders::OrderSnapshot>> find(Session& session, OrderId id);
    void tell_buyer(Transaction& tx, const orders::OrderSnapshot& order, std::string_view event,
                    std::string_view subject, Values values);
    void tell_vendor(Transaction& tx, const orders::OrderSnapshot& order, std::string_view event,
                     std::string_view subject, Values values);
    void tell_completed(Transaction& tx, const orders::OrderSnapshot& order,
                        const orders::OrderStatusChanged& changed);
    void tell_cancelled(Transaction& tx, const orders::OrderSnapshot& order,
                        const orders::OrderStatusChanged& changed);
    Result<std::string> collection_code(Session& session, const orders::OrderSnapshot& order);

    Dispatching& dispatching_;
    const Recipients& recipients_;
    const Settings& settings_;
    Use<orders::OrderReader> orders_;
    Use<shipping::CollectionCodes> codes_;
};

} // namespace statybos::notifications
