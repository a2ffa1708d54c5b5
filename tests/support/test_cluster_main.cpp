// statybos_test_cluster <folder>: runs one PostgreSQL for many test executables. Prints its URL
// (for STATYBOS_TEST_DATABASE_URL) and runs until standard input ends or SIGTERM comes.
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include <statybos/error.hpp>

#include "database/embedded_postgres.hpp"

namespace {

void wait_for_the_end(int signals) {
    for (;;) {
        pollfd ears[2] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}};
        if (poll(ears, 2, -1) < 0) {
            continue;
        }
        char ignored[512];
        if (ears[1].revents != 0 ||
            (ears[0].revents != 0 && read(STDIN_FILENO, ignored, sizeof ignored) <= 0)) {
            return;
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: statybos_test_cluster <folder>\n");
        return 2;
    }
    sigset_t ends;
    sigemptyset(&ends);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&ends, signal);
    }
    // Before any thread starts, so that all of them inherit it.
    sigprocmask(SIG_BLOCK, &ends, nullptr);
    const int signals = signalfd(-1, &ends, SFD_CLOEXEC);
    try {
        const statybos::kernel::database::EmbeddedPostgres server(
            {.folder = argv[1], .max_connections = 400, .durable = false});
        std::printf("%s\n", server.url("postgres").c_str());
        std::fflush(stdout);
        wait_for_the_end(signals);
    } catch (const statybos::Failure& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
    return 0;
}
