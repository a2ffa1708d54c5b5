// The numbers that purchases and orders have unless another plugin decides otherwise.
#pragma once

#include <statybos/orders/order_numbers.hpp>

namespace statybos::orders {

/// "P-7K3M-9QXA" for a purchase, "P-7K3M-9QXA-1" and so on for its orders: random, so they tell
/// nothing; that they are unique is the database's to say, and checkout draws again.
class RandomNumbers final : public OrderNumbers {
public:
    Result<std::vector<std::string>> next(Transaction& tx, std::uint32_t count) override;
};

} // namespace statybos::orders
