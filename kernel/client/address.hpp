// Which network addresses belong to the public internet.
#pragma once

struct sockaddr;

namespace statybos::kernel::client {

/// False for loopback, private, link-local, shared, test, multicast and reserved addresses (IANA's
/// special-purpose registries), also where IPv6 wraps such an IPv4 address, and for anything but
/// IPv4 and IPv6.
bool is_public(const sockaddr& address);

} // namespace statybos::kernel::client
