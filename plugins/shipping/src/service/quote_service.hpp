// Every method's offer for every vendor's goods.
#pragma once

#include <statybos/host.hpp>
#include <statybos/shipping/quotes.hpp>

namespace statybos::shipping {

class QuoteService final : public Quotes {
public:
    QuoteService(Host host, UseAll<ShippingMethod> methods) : host_(host), methods_(methods) {}

    Result<std::vector<VendorOptions>>
    quote(Ctx& ctx, const std::vector<ShippingQuestion>& questions) override;

private:
    VendorOptions options_for(Ctx& ctx, const ShippingQuestion& question);

    Host host_;
    UseAll<ShippingMethod> methods_;
};

} // namespace statybos::shipping
