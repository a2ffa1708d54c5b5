#include "core/context.hpp"

#include <statybos/strings.hpp>

namespace statybos::kernel {

Context::Context() {
    abi_.size = sizeof(sty_ctx);
    abi_.kernel = this;
    set_identity({});
}

Context::~Context() {
    // Ends an open transaction, and so runs callbacks of plugins that `generation` keeps mapped.
    database.reset();
}

void Context::set_identity(Identity identity) {
    identity_ = std::move(identity);
    roles_.clear();
    for (const std::string& role : identity_.roles) {
        roles_.push_back(to_abi(role));
    }
    principal_.size = sizeof(sty_principal);
    principal_.role_count = static_cast<std::uint32_t>(roles_.size());
    principal_.roles = roles_.data();
    principal_.user_id = to_abi(identity_.user_id);
    principal_.session_id = to_abi(identity_.session_id);
    principal_.vendor_id = to_abi(identity_.vendor_id);
}

void Context::bind_services(const sty_service* services, std::uint32_t count,
                            std::uint32_t generation_number, std::shared_ptr<const void> owner) {
    abi_.services = services;
    abi_.service_count = count;
    abi_.generation = generation_number;
    generation = std::move(owner);
}

} // namespace statybos::kernel
