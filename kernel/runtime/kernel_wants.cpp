#include "runtime/kernel_wants.hpp"

#include <statybos/authenticator.hpp>
#include <statybos/command.hpp>

namespace statybos::kernel {
namespace {

template <class Contract>
plugins::Requirement want(bool all) {
    constexpr std::size_t methods = detail::Tabled<Contract>::count;
    return {.key = {detail::Description<Contract>::id, detail::Description<Contract>::major, {}},
            .method_count = methods,
            .prefix_hash = detail::Tabled<Contract>::prefix.of[methods - 1],
            .optional = true,
            .all = all};
}

} // namespace

std::vector<plugins::Requirement> kernel_wants() {
    return {want<Authenticator>(false), want<Command>(true)};
}

std::uint32_t authenticator_slot(plugins::SlotTable& slots) {
    return slots.slot_of(want<Authenticator>(false));
}

plugins::ServiceKey command_key(std::string words) {
    plugins::ServiceKey key = want<Command>(true).key;
    key.name = std::move(words);
    return key;
}

} // namespace statybos::kernel
