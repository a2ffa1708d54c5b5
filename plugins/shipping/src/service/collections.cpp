#include "service/collections.hpp"

#include <cstdint>
#include <cstring>

#include <statybos/secrets.hpp>
#include <statybos/shipping/events.hpp>

namespace statybos::shipping {
namespace {

// Six digits, each as likely as any other.
std::string new_code() {
    constexpr std::uint32_t codes = 1'000'000;
    constexpr std::uint32_t fair = UINT32_MAX / codes * codes;
    std::uint32_t drawn = fair;
    while (drawn >= fair) {
        std::memcpy(&drawn, random_bytes(sizeof drawn).data(), sizeof drawn);
    }
    const std::string digits = std::to_string(drawn % codes);
    return std::string(6 - digits.size(), '0') + digits;
}

} // namespace

void Collections::hear(Transaction& tx, const orders::OrderStatusChanged& changed) {
    using orders::OrderStatus;
    if (changed.to == OrderStatus::ready_for_pickup) {
        collections_.open(tx, changed.order_id, changed.vendor_id, new_code());
    } else if (changed.from == OrderStatus::ready_for_pickup) {
        collections_.close(tx, changed.order_id);
    }
}

Result<std::optional<std::string>> Collections::code_of(Session& session, OrderId order_id) {
    return collections_.code_of(session, order_id);
}

Error Collections::refusal(Session& session, VendorId vendor, OrderId order) {
    const auto row = collections_.find(session, order, vendor);
    if (!row) {
        return Error(Errc::not_found, "not_found", "no such order waits for its buyer");
    }
    if (row->closed) {
        return Error(Errc::conflict, "already_collected", "this order waits no more");
    }
    return Error(Errc::rate_limited, "too_many_attempts",
                 "the code was tried too often; wait, or ask the operator")
        .member("retry_after", std::to_string(row->pause_seconds));
}

Result<void> Collections::collect(Ctx ctx, VendorId vendor, OrderId order, std::string_view code) {
    Session session(ctx);
    // On its own and before anything is compared, so that a try counts whatever becomes of it.
    const auto right =
        collections_.take_attempt(session, order, vendor, settings_.attempts, settings_.pause);
    if (!right) {
        return refusal(session, vendor, order);
    }
    if (!equal_in_constant_time(*right, code)) {
        return Error(Errc::invalid, "wrong_code", "this is not the code of this order");
    }
    // The order's completion, which follows from this, closes the collection.
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        tx.publish(OrderCollected{order, vendor});
        return {};
    });
}

} // namespace statybos::shipping
