#include "service/order_numbering.hpp"

#include <algorithm>
#include <array>

#include <statybos/secrets.hpp>

#include "service/number_rules.hpp"

namespace statybos::orders {

Result<std::vector<std::string>> RandomNumbers::next(Transaction&, std::uint32_t count) {
    const std::string bytes = random_bytes(5);
    std::array<std::uint8_t, 5> random{};
    std::copy(bytes.begin(), bytes.end(), random.begin());
    std::vector<std::string> numbers{purchase_number(random)};
    for (std::uint32_t i = 1; i < count; ++i) {
        numbers.push_back(numbers.front() + '-' + std::to_string(i));
    }
    return numbers;
}

} // namespace statybos::orders
