// The reader of plugin files.
#include "plugins/elf_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const statybos::kernel::plugins::HostFloor floor{"2.36", "3.4.30", "1.3.13", {"lib*.so.*"}};
    (void)statybos::kernel::plugins::check_plugin_elf("x.so", std::as_bytes(std::span(data, size)),
                                                      floor);
    return 0;
}
