// Starting another program, as another user when root.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace statybos::kernel::database {

struct User {
    std::string name;
    uid_t uid = 0;
    gid_t gid = 0;
};

/// Empty when the machine has no such user.
std::optional<User> find_user(const std::string& name);

struct Program {
    std::filesystem::path file;
    std::vector<std::string> arguments;
    std::optional<User> user; // run as; only root may ask for it
    int output = -1;          // a descriptor for standard output and error
    int death_signal = 0;     // sent to it when the *thread* that started it ends; 0: none
};

/// Starts it in a session of its own (a terminal's Ctrl-C does not reach it), with an environment
/// of PATH and LANG only, standard input empty and no other descriptor of ours.
/// @throws std::system_error  naming the step that failed and the file
pid_t start(const Program& program);

/// Waits for its end, and leaves its number reserved until wait_for_exit().
void wait_until_ended(pid_t process);

/// Waits for its end. The exit status, or 128 + the signal that ended it.
int wait_for_exit(pid_t process);

} // namespace statybos::kernel::database
