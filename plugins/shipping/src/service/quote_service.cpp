#include "service/quote_service.hpp"

#include <set>

namespace statybos::shipping {

void QuoteService::ask(Ctx& ctx, std::string_view name, ShippingMethod& method,
                       const ShippingQuestion& question, VendorOptions& found) {
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
}

VendorOptions QuoteService::options_for(Ctx& ctx, const ShippingQuestion& question,
                                        const OfferBook& book) {
    VendorOptions found{question.vendor_id, {}};
    const auto wanted = [&](std::string_view name) {
        return !question.method || *question.method == name;
    };
    std::set<std::string, std::less<>> provided;
    methods_.each(ctx, [&](std::string_view name, ShippingMethod& method) {
        provided.emplace(name);
        if (wanted(name)) {
            ask(ctx, name, method, question, found);
        }
    });
    for (const std::string& name : book.methods()) {
        if (wanted(name) && !provided.contains(name)) {
            if (auto offer = book.offer(name, question)) {
                found.options.push_back({name, std::move(*offer)});
            }
        }
    }
    return found;
}

Result<std::vector<VendorOptions>>
QuoteService::quote(Ctx& ctx, const std::vector<ShippingQuestion>& questions) {
    const OfferBooks::Opened opened = books_.open(ctx, questions);
    std::vector<VendorOptions> quotes;
    quotes.reserve(questions.size());
    for (const ShippingQuestion& question : questions) {
        quotes.push_back(options_for(ctx, question, opened.book()));
    }
    return quotes;
}

} // namespace statybos::shipping
