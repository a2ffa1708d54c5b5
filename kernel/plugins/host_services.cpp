// statybos.services/1: providing, decorating and requiring contracts.
#include <statybos/abi/services.h>
#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/context.hpp"
#include "plugins/generation.hpp"
#include "plugins/host_tables.hpp"
#include "plugins/instance.hpp"

namespace statybos::kernel::plugins {
namespace {

std::string about(std::string_view what, sty_str contract) {
    return std::string(what) + ' ' + std::string(view(contract));
}

sty_rc provide(const sty_host* host, sty_str contract, sty_str name, sty_service service,
               sty_error* error) noexcept {
    return guarded(error, [&] {
        return Instance::of(host).declare(about("a provider of", contract), [&](Declarations& all) {
            return all.add_provision(view(contract), view(name), service);
        });
    });
}

sty_rc decorate(const sty_host* host, sty_str contract, sty_str name, sty_str label,
                sty_decorate_fn wrap, void* user, sty_error* error) noexcept {
    return guarded(error, [&] {
        Instance& instance = Instance::of(host);
        return instance.declare(about("a decorator of", contract), [&](Declarations& all) {
            return all.add_decoration(
                {std::string(view(contract)), std::string(view(name)),
                 label.size == 0 ? instance.instance : std::string(view(label)), wrap, user});
        });
    });
}

sty_rc require(const sty_host* host, const sty_requirement* wanted, std::uint32_t* slot,
               sty_error* error) noexcept {
    return guarded(error, [&] {
        Instance& instance = Instance::of(host);
        return instance.declare("a requirement", [&](Declarations& all) -> Result<> {
            auto added = all.add_requirement(*wanted, false);
            if (added) {
                *slot = instance.surroundings().slots->slot_of(all.requirements().back());
            }
            return added;
        });
    });
}

sty_rc require_all(const sty_host* host, const sty_requirement* wanted, std::uint32_t* group,
                   sty_error* error) noexcept {
    return guarded(error, [&] {
        Instance& instance = Instance::of(host);
        return instance.declare("a requirement", [&](Declarations& all) -> Result<> {
            auto added = all.add_requirement(*wanted, true);
            if (added) {
                const ServiceKey& key = all.requirements().back().key;
                *group = instance.surroundings().slots->group_of(key.contract, key.major);
            }
            return added;
        });
    });
}

sty_rc each(const sty_ctx* ctx, std::uint32_t group, sty_provider_fn visit, void* user) noexcept {
    const Generation* generation = Generation::of(Context::of(ctx));
    if (generation == nullptr) {
        return STY_E_UNAVAILABLE;
    }
    for (const NamedService& provider : generation->group(group)) {
        if (const sty_rc rc = visit(user, to_abi(provider.name), provider.service); rc != STY_OK) {
            return rc;
        }
    }
    return STY_OK;
}

} // namespace

const sty_api_services& services_api() {
    static const sty_api_services table{
        sizeof(sty_api_services), 0, &provide, &decorate, &require, &require_all, &each};
    return table;
}

} // namespace statybos::kernel::plugins
