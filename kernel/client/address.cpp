#include "client/address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <netinet/in.h>

namespace statybos::kernel::client {
namespace {

struct Network4 {
    std::uint32_t base;
    int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return a << 24 | b << 16 | c << 8;
}

constexpr Network4 special4[] = {
    {ip(0, 0, 0), 8},      {ip(10, 0, 0), 8},    {ip(100, 64, 0), 10},   {ip(127, 0, 0), 8},
    {ip(169, 254, 0), 16}, {ip(172, 16, 0), 12}, {ip(192, 0, 0), 24},    {ip(192, 0, 2), 24},
    {ip(192, 168, 0), 16}, {ip(198, 18, 0), 15}, {ip(198, 51, 100), 24}, {ip(203, 0, 113), 24},
    {ip(224, 0, 0), 3},
};

bool is_public4(std::uint32_t address) {
    return std::none_of(std::begin(special4), std::end(special4), [&](Network4 network) {
        return (address ^ network.base) >> (32 - network.bits) == 0;
    });
}

std::uint32_t last_word(const std::array<std::uint8_t, 16>& a) {
    return std::uint32_t{a[12]} << 24 | std::uint32_t{a[13]} << 16 | std::uint32_t{a[14]} << 8 |
           a[15];
}

bool is_public6(const std::array<std::uint8_t, 16>& a) {
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    constexpr std::array<std::uint8_t, 12> nat64{0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
    if (std::equal(mapped.begin(), mapped.end(), a.begin()) ||
        std::equal(nat64.begin(), nat64.end(), a.begin())) {
        return is_public4(last_word(a));
    }
    if ((a[0] & 0xE0) != 0x20) { // only 2000::/3 is global unicast
        return false;
    }
    const bool documentation = a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8;
    const bool protocol = a[0] == 0x20 && a[1] == 0x01 && a[2] < 2; // 2001::/23, Teredo among them
    const bool six_to_four = a[0] == 0x20 && a[1] == 0x02;
    return !documentation && !protocol && !six_to_four;
}

} // namespace

bool is_public(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return is_public4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        std::array<std::uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
        return is_public6(bytes);
    }
    return false;
}

} // namespace statybos::kernel::client
