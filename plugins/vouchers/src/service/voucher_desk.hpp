// Where orders ask what vouchers take off, take uses and give them back.
#pragma once

#include <statybos/host.hpp>

#include "store/use_store.hpp"
#include "store/voucher_store.hpp"

namespace statybos::vouchers {

class VoucherDesk final : public orders::Vouchers {
public:
    VoucherDesk(Host host, VoucherStore& vouchers, UseStore& uses)
        : host_(host), vouchers_(vouchers), uses_(uses) {}

    Result<orders::VoucherVerdict> judge(Session& session,
                                         const orders::VoucherQuestion& question) override;
    Result<void> claim(Transaction& tx, const orders::VoucherClaim& claim) override;
    Result<void> give_back(Transaction& tx, PurchaseId purchase_id,
                           const std::vector<OrderId>& orders) override;

private:
    Error refused(Transaction& tx, const orders::VoucherUse& use, Instant now);

    Host host_;
    VoucherStore& vouchers_;
    UseStore& uses_;
};

} // namespace statybos::vouchers
