// Every method's offer for every vendor's goods.
#pragma once

#include <statybos/host.hpp>
#include <statybos/shipping/quotes.hpp>

#include "service/offer_books.hpp"

namespace statybos::shipping {

/// The methods of all plugins, then those that exist by their rates alone. A rate for a method of
/// another plugin's says nothing: that plugin decides.
class QuoteService final : public Quotes {
public:
    QuoteService(Host host, UseAll<ShippingMethod> methods, OfferBooks& books)
        : host_(host), methods_(methods), books_(books) {}

    Result<std::vector<VendorOptions>>
    quote(Ctx& ctx, const std::vector<ShippingQuestion>& questions) override;

private:
    VendorOptions options_for(Ctx& ctx, const ShippingQuestion& question, const OfferBook& book);
    void ask(Ctx& ctx, std::string_view name, ShippingMethod& method,
             const ShippingQuestion& question, VendorOptions& found);

    Host host_;
    UseAll<ShippingMethod> methods_;
    OfferBooks& books_;
};

} // namespace statybos::shipping
