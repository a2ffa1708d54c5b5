// Whose request it is when a proxy stands in front.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>

#include "http/headers.hpp"

namespace statybos::kernel::http {

/// Addresses and CIDR blocks whose word about X-Forwarded-For is taken.
class TrustedProxies {
public:
    /// @errors invalid_setting  an element is neither an address nor a block
    static Result<TrustedProxies> create(const std::vector<std::string>& blocks);

    bool contains(std::string_view address) const;

    /// The client behind `peer`: X-Forwarded-For read from the right, while it is trusted.
    std::string client_of(std::string_view peer, const Headers& headers) const;

private:
    struct Block {
        std::string bytes; // 16: IPv4 is mapped
        unsigned bits;
    };

    std::vector<Block> blocks_;
};

} // namespace statybos::kernel::http
