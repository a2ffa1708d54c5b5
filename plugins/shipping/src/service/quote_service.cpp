#include "service/quote_service.hpp"

namespace statybos::shipping {

VendorOptions QuoteService::options_for(Ctx& ctx, const ShippingQuestion& question) {
    VendorOptions found{question.vendor_id, {}};
    methods_.each(ctx, [&](std::string_view name, ShippingMethod& method) {
        // One carrier's fault must not keep the buyer from all the others.
        try {
            auto offer = method.offer(ctx, question);
            if (!offer) {
                host_.log_warning("a shipping method gave no offer",
                                  {{"method", name}, {"reason", offer.error().message()}});
            } else if (*offer) {
                found.options.push_back({std::string(name), std::move(**offer)});
            }
        } catch (const Failure& failure) {
            host_.log_error("a shipping method failed",
                            {{"method", name}, {"reason", failure.error().message()}});
        }
    });
    return found;
}

Result<std::vector<VendorOptions>>
QuoteService::quote(Ctx& ctx, const std::vector<ShippingQuestion>& questions) {
    std::vector<VendorOptions> quotes;
    quotes.reserve(questions.size());
    for (const ShippingQuestion& question : questions) {
        quotes.push_back(options_for(ctx, question));
    }
    return quotes;
}

} // namespace statybos::shipping
