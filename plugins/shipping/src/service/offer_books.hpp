// One reading of the database for all the offers of a request.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include <statybos/host.hpp>

#include "service/offer_book.hpp"
#include "settings.hpp"

namespace statybos::shipping {

/// A request for quotes asks each method about each vendor, one by one, and other plugins may stand
/// between. So whoever asks opens a book first, and the methods find it by the request's context;
/// a method that is asked without one reads for itself.
class OfferBooks {
public:
    OfferBooks(OfferStore& offers, TerminalStore& terminals, const Settings& settings)
        : offers_(offers), terminals_(terminals), settings_(settings) {}

    /// Open as long as this lives.
    class Opened {
    public:
        Opened(OfferBooks& books, Ctx ctx, std::shared_ptr<const OfferBook> book);
        ~Opened();
        Opened(const Opened&) = delete;
        Opened& operator=(const Opened&) = delete;

        const OfferBook& book() const { return *book_; }

    private:
        OfferBooks& books_;
        const sty_ctx* key_;
        std::shared_ptr<const OfferBook> book_;
    };

    /// For these questions; two statements at most, however many they are.
    Opened open(Ctx ctx, const std::vector<ShippingQuestion>& questions);
    /// The one that is open on the context, or a new one for this question.
    std::shared_ptr<const OfferBook> book_for(Ctx ctx, const ShippingQuestion& question);

private:
    std::shared_ptr<const OfferBook> read(Ctx ctx, const std::vector<ShippingQuestion>& questions);

    OfferStore& offers_;
    TerminalStore& terminals_;
    const Settings& settings_;
    std::mutex mutex_;
    std::map<const sty_ctx*, std::shared_ptr<const OfferBook>> open_;
};

} // namespace statybos::shipping
