// /api/vendors/shipping/collections: the buyer has come for an order.
#pragma once

#include <statybos/router.hpp>

#include "service/collections.hpp"

namespace statybos::shipping {

struct CollectionPath {
    OrderId order_id;
};
STATYBOS_PARAMETERS(CollectionPath, order_id)

struct CollectionBody {
    std::string code;
};
STATYBOS_RECORD(CollectionBody, code)
STATYBOS_LIMITS(CollectionBody, length(&CollectionBody::code, 1, 20))

class CollectionRoutes {
public:
    explicit CollectionRoutes(Collections& collections) : collections_(collections) {}
    void declare(Host& host);

private:
    Result<void> collect(Ctx& ctx, const CollectionPath& path, const CollectionBody& body);

    Collections& collections_;
};

} // namespace statybos::shipping
