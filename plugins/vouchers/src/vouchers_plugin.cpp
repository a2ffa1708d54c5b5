#include "vouchers_plugin.hpp"

namespace statybos::vouchers {

VouchersPlugin::VouchersPlugin(Host host, const Parts& parts)
    : Plugin(host),
      vendors_(host.require<users::VendorReader>()),
      vouchers_(parts.make_vouchers(host, voucher_store_, vendors_,
                                    host.require<catalog::CategoryReader>())),
      desk_(host, voucher_store_, use_store_),
      load_demo_(*vouchers_, voucher_store_, vendors_),
      admin_routes_(*vouchers_),
      vendor_routes_(*vouchers_) {
    host.provide<orders::Vouchers>(desk_);
    host.provide<Command>(load_demo_, "demo load vouchers");
    admin_routes_.declare(host);
    vendor_routes_.declare(host);
}

} // namespace statybos::vouchers
