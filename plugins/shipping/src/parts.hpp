// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/delivery.hpp"
#include "settings.hpp"

namespace statybos::shipping {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// What the vendors' own delivery costs, and where it goes.
    virtual std::unique_ptr<Delivery> make_delivery(const Settings& settings) const {
        return std::make_unique<Delivery>(settings);
    }
};

} // namespace statybos::shipping
