#include <cstdio>
#include <cstdlib>
#include <exception>

#include "main/options.hpp"
#include "runtime/control_queue.hpp"

int main(int argc, char** argv) {
    statybos::kernel::block_signals();
    int code = statybos::kernel::exit_failed;
    try {
        code = statybos::kernel::run_command_line(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "statybos: %s\n", error.what());
    }
    // Static objects inside plugins are not destroyed: their libraries stay mapped, and the order
    // of their end is nobody's promise.
    std::fflush(nullptr);
    std::_Exit(code);
}
