#include <omega/prices.hpp>
#include <statybos/testing/fake_host.hpp>

int main() {
    const statybos::testing::FakeHost host;
    return omega::price_of(5'001).value() == 605 ? 0 : 1;
}
