// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/voucher_service.hpp"

namespace statybos::vouchers {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// Which vouchers may be made, changed and deleted, and by whom.
    virtual std::unique_ptr<VoucherService>
    make_vouchers(Host host, VoucherStore& vouchers, Use<users::VendorReader> vendors,
                  Use<catalog::CategoryReader> categories) const {
        return std::make_unique<VoucherService>(host, vouchers, vendors, categories);
    }
};

} // namespace statybos::vouchers
