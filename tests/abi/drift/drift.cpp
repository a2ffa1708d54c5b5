// A plugin that provides, calls or decorates the depot, as its settings say; built once for each
// release of the contract's header.
#include <memory>

#include <statybos/plugin.hpp>

#include "depot.hpp"

namespace drift {
namespace {

using namespace statybos;

struct Settings {
    std::string role;
    bool optional = false;
};
STATYBOS_RECORD(Settings, role, optional)

/// What a caller got of the depot.
struct Seen {
    bool found = false;
    std::int64_t on_hand = 0;
    std::vector<std::string> pallets;
    std::string address;
};
STATYBOS_RECORD(Seen, found, on_hand, pallets, address)

std::string shown(const Pallet& pallet) {
    std::string text = pallet.code + ' ' + std::to_string(pallet.weight);
#ifdef GROWN
    text += ' ' + pallet.colour;
#endif
    return text;
}

Pallet pallet_of(std::string code, std::int64_t weight, [[maybe_unused]] std::string colour) {
    Pallet pallet{.code = std::move(code), .weight = weight};
#ifdef GROWN
    pallet.colour = std::move(colour);
#endif
    return pallet;
}

class Yard final : public Depot {
public:
    Result<Count> ON_HAND(Ctx&, std::string_view code) override {
        return static_cast<Count>(code.size());
    }
    /// What was asked for, as it arrived, and one of the yard's own.
    Result<std::vector<Pallet>> pallets(Ctx&, const Pallet& like) override {
        return std::vector<Pallet>{pallet_of("asked: " + shown(like), like.weight, "green"),
                                   pallet_of("own", 700, "red")};
    }
#ifdef APPENDED
    Result<std::string> address(Ctx&) override {
        return std::string("Vilnius");
    }
#endif
};

class Hundred final : public Forward<Depot> {
public:
    Result<Count> ON_HAND(Ctx& ctx, std::string_view code) override {
        auto count = next().ON_HAND(ctx, code);
        return count ? Result<Count>(*count + 100) : count;
    }
};

class Drift final : public Plugin {
public:
    explicit Drift(Host host) : Plugin(host) {
        const auto settings = host.settings<Settings>();
        if (settings.role == "provider") {
            host.provide<Depot>(yard_);
        } else if (settings.role == "decorator") {
            host.decorate<Depot>(host.instance_name(), [] { return std::make_unique<Hundred>(); });
        } else {
            depot_ = settings.optional ? host.require_optional<Depot>() : host.require<Depot>();
            Router router(host, *this, "drift");
            router.get("/depot/" + std::string(host.instance_name()), &Drift::look)
                .access(Access::anyone);
        }
    }

private:
    Result<Seen> look(Ctx& ctx) {
        auto depot = depot_.find(ctx);
        if (!depot) {
            return Seen{};
        }
        Seen seen;
        seen.found = true;
        seen.on_hand = depot->ON_HAND(ctx, "bricks").value();
        for (const Pallet& pallet : depot->pallets(ctx, pallet_of("P1", 120, "blue")).value()) {
            seen.pallets.push_back(shown(pallet));
        }
#ifdef APPENDED
        const auto address = depot->address(ctx);
        seen.address = address ? *address : address.error().slug();
#endif
        return seen;
    }

    Yard yard_;
    Use<Depot> depot_;
};

} // namespace
} // namespace drift

STATYBOS_PLUGIN(drift::Drift, DRIFT_ID, "1.0.0")
