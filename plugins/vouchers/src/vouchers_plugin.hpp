// The plugin on one screen: services made, contract provided, routes declared.
#pragma once

#include <statybos/plugin.hpp>

#include "http/admin_voucher_routes.hpp"
#include "http/vendor_voucher_routes.hpp"
#include "parts.hpp"
#include "service/load_demo.hpp"
#include "service/voucher_desk.hpp"

namespace statybos::vouchers {

class VouchersPlugin : public Plugin {
public:
    explicit VouchersPlugin(Host host, const Parts& parts = Parts());

private:
    VoucherStore voucher_store_;
    UseStore use_store_;
    Use<users::VendorReader> vendors_;
    std::unique_ptr<VoucherService> vouchers_;
    VoucherDesk desk_;
    LoadDemo load_demo_;
    AdminVoucherRoutes admin_routes_;
    VendorVoucherRoutes vendor_routes_;
};

} // namespace statybos::vouchers
