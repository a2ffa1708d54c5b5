// The plain rule of prices.
#pragma once

#include <statybos/catalog/price_rules.hpp>

namespace statybos::catalog {

/// The discounted price, else the original one.
class PlainPriceRules final : public PriceRules {
public:
    Result<std::vector<Money>> prices(Ctx&, const std::vector<PriceQuestion>& questions) override {
        std::vector<Money> prices;
        prices.reserve(questions.size());
        for (const PriceQuestion& question : questions) {
            prices.push_back(question.discounted_price.value_or(question.original_price));
        }
        return prices;
    }
};

} // namespace statybos::catalog
