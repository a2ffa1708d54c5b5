#include "service/offer_books.hpp"

#include <set>

namespace statybos::shipping {

OfferBooks::Opened::Opened(OfferBooks& books, Ctx ctx, std::shared_ptr<const OfferBook> book)
    : books_(books), key_(ctx.raw()), book_(std::move(book)) {
    const std::lock_guard lock(books_.mutex_);
    books_.open_[key_] = book_;
}

OfferBooks::Opened::~Opened() {
    const std::lock_guard lock(books_.mutex_);
    books_.open_.erase(key_);
}

OfferBooks::Opened OfferBooks::open(Ctx ctx, const std::vector<ShippingQuestion>& questions) {
    return {*this, ctx, read(ctx, questions)};
}

std::shared_ptr<const OfferBook> OfferBooks::book_for(Ctx ctx, const ShippingQuestion& question) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = open_.find(ctx.raw());
        if (found != open_.end()) {
            return found->second;
        }
    }
    return read(ctx, {question});
}

std::shared_ptr<const OfferBook> OfferBooks::read(Ctx ctx,
                                                  const std::vector<ShippingQuestion>& questions) {
    std::set<VendorId> vendors;
    std::set<std::string> terminals;
    for (const ShippingQuestion& question : questions) {
        vendors.insert(question.vendor_id);
        if (question.pickup_point_id && question.pickup_point_id->find(':') != std::string::npos) {
            terminals.insert(*question.pickup_point_id);
        }
    }
    Session session(ctx);
    auto book = std::make_shared<OfferBook>(offers_.read(session, {vendors.begin(), vendors.end()},
                                                         {terminals.begin(), terminals.end()}),
                                            settings_.home_country);
    if (const auto wanted = book->terminals_wanted(questions); !wanted.empty()) {
        book->add_terminals(wanted, terminals_.near(session, wanted, settings_.terminals_offered));
    }
    return book;
}

} // namespace statybos::shipping
