// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/rated_method.hpp"

namespace statybos::shipping {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// What the vendors' own delivery costs, and where it goes.
    virtual std::unique_ptr<RatedMethod> make_delivery(OfferBooks& books) const {
        return std::make_unique<RatedMethod>(books, "delivery");
    }
};

} // namespace statybos::shipping
