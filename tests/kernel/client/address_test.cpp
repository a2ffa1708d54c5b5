#include "client/address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

namespace statybos::kernel::client {
namespace {

bool is_public_text(const char* text) {
    sockaddr_storage storage{};
    auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
    if (::inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
    } else {
        EXPECT_EQ(::inet_pton(AF_INET6, text, &v6->sin6_addr), 1) << text;
        v6->sin6_family = AF_INET6;
    }
    return is_public(reinterpret_cast<sockaddr&>(storage));
}

TEST(AddressTest, KnowsPublicAddresses) {
    for (const char* text :
         {"8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.0", "100.63.0.1", "100.128.0.1",
          "192.167.1.1", "223.255.255.255", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808"}) {
        EXPECT_TRUE(is_public_text(text)) << text;
    }
}

TEST(AddressTest, KnowsAddressesThatLeadInside) {
    for (const char* text : {"0.0.0.0",
                             "10.1.2.3",
                             "100.64.0.1",
                             "127.0.0.1",
                             "127.255.0.9",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "192.0.2.1",
                             "198.18.0.1",
                             "224.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::ffff:10.0.0.1",
                             "::ffff:127.0.0.1",
                             "64:ff9b::7f00:1",
                             "fc00::1",
                             "fd12::1",
                             "fe80::1",
                             "ff02::1",
                             "2001:db8::1",
                             "2002:7f00:1::",
                             "::7f00:1"}) {
        EXPECT_FALSE(is_public_text(text)) << text;
    }
}

TEST(AddressTest, TrustsNoOtherFamily) {
    sockaddr local{};
    local.sa_family = AF_UNIX;
    EXPECT_FALSE(is_public(local));
}

} // namespace
} // namespace statybos::kernel::client
