#include "database/child_process.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace statybos::kernel::database {
namespace {

enum class Step : int { user, output, death_signal, exec };

constexpr const char* step_names[] = {"become the user", "redirect output", "follow the parent",
                                      "run"};

struct Report {
    Step step;
    int error;
};

/// Everything the child needs, laid out before the fork: afterwards only system calls are allowed.
struct Prepared {
    explicit Prepared(const Program& program)
        : file(program.file),
          user(program.user),
          output(program.output),
          death_signal(program.death_signal),
          texts(program.arguments),
          parent(getpid()) {
        argv.push_back(file.data());
        for (std::string& text : texts) {
            argv.push_back(text.data());
        }
        argv.push_back(nullptr);
    }

    std::string file;
    std::optional<User> user;
    int output;
    int death_signal;
    std::vector<std::string> texts;
    std::vector<char*> argv;
    pid_t parent;
};

[[noreturn]] void give_up(int pipe, Step step) {
    const Report report{step, errno};
    [[maybe_unused]] const auto written = write(pipe, &report, sizeof report);
    _exit(127);
}

bool become(const User& user) {
    // The raw calls: glibc's wrappers would first talk to threads that the fork left behind.
    return syscall(SYS_setgroups, 0, nullptr) == 0 && syscall(SYS_setgid, user.gid) == 0 &&
           syscall(SYS_setuid, user.uid) == 0;
}

bool redirect(int output) {
    const int nothing = open("/dev/null", O_RDWR);
    return nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
           dup2(output < 0 ? nothing : output, STDOUT_FILENO) >= 0 &&
           dup2(STDOUT_FILENO, STDERR_FILENO) >= 0;
}

void reset_signals() {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) {
        ::signal(signal, SIG_DFL);
    }
}

[[noreturn]] void run_child(Prepared& prepared, int pipe) {
    setsid();
    reset_signals();
    if (!redirect(prepared.output)) {
        give_up(pipe, Step::output);
    }
    // Moved to 3, so that one range covers all that must not be inherited.
    dup3(pipe, 3, O_CLOEXEC);
    close_range(4, ~0U, 0);
    if (prepared.user && !become(*prepared.user)) {
        give_up(3, Step::user);
    }
    // Only now: a change of user clears it.
    if (prepared.death_signal != 0) {
        if (prctl(PR_SET_PDEATHSIG, prepared.death_signal) != 0) {
            give_up(3, Step::death_signal);
        }
        if (getppid() != prepared.parent) {
            _exit(127);
        }
    }
    char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
    char language[] = "LANG=C.UTF-8";
    char* environment[] = {path, language, nullptr};
    execve(prepared.argv.front(), prepared.argv.data(), environment);
    give_up(3, Step::exec);
}

} // namespace

std::optional<User> find_user(const std::string& name) {
    passwd entry{};
    passwd* found = nullptr;
    std::vector<char> room(16 * 1024);
    if (getpwnam_r(name.c_str(), &entry, room.data(), room.size(), &found) != 0 ||
        found == nullptr) {
        return std::nullopt;
    }
    return User{name, entry.pw_uid, entry.pw_gid};
}

pid_t start(const Program& program) {
    Prepared prepared(program);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        throw std::system_error(errno, std::generic_category(), "pipe");
    }
    const pid_t process = fork();
    if (process == 0) {
        run_child(prepared, ends[1]);
    }
    const int fork_error = errno;
    close(ends[1]);
    Report report{};
    ssize_t got = 0;
    do {
        got = read(ends[0], &report, sizeof report);
    } while (got < 0 && errno == EINTR);
    close(ends[0]);
    if (process < 0) {
        throw std::system_error(fork_error, std::generic_category(), "fork");
    }
    if (got == sizeof report) {
        wait_for_exit(process);
        throw std::system_error(report.error, std::generic_category(),
                                std::string("could not ") +
                                    step_names[static_cast<int>(report.step)] + ' ' +
                                    prepared.file);
    }
    return process;
}

void wait_until_ended(pid_t process) {
    siginfo_t ignored{};
    while (waitid(P_PID, static_cast<id_t>(process), &ignored, WEXITED | WNOWAIT) < 0) {
        if (errno != EINTR) {
            return;
        }
    }
}

int wait_for_exit(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) {
            return 127;
        }
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace statybos::kernel::database
