// `statybos demo load`: the vouchers of a folder.
#pragma once

#include <statybos/command.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "service/voucher_service.hpp"

namespace statybos::vouchers {

/// A code that is there already stays as it is.
class LoadDemo final : public Command {
public:
    LoadDemo(VoucherService& vouchers, VoucherStore& store, Use<users::VendorReader> vendors)
        : vouchers_(vouchers), store_(store), vendors_(vendors) {}

    Result<std::string> run(Ctx& ctx, const CommandCall& call) override;

private:
    VoucherService& vouchers_;
    VoucherStore& store_;
    Use<users::VendorReader> vendors_;
};

} // namespace statybos::vouchers
