// Structured log lines: one JSON object a line on standard error.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace statybos::kernel {

enum class LogLevel { debug = 0, info = 1, warning = 2, error = 3 };

struct LogField {
    std::string_view key;
    std::string value;
};

/// What is written below `level` is dropped. `info` until told otherwise.
void set_log_level(LogLevel level);

/// `component` is the room or plugin that speaks. The request id of the current thread's request,
/// when there is one, is added. Never pass a secret.
void log(LogLevel level, std::string_view component, std::string_view message,
         std::span<const LogField> fields);

inline void log(LogLevel level, std::string_view component, std::string_view message,
                std::initializer_list<LogField> fields = {}) {
    log(level, component, message, std::span<const LogField>(fields.begin(), fields.size()));
}

/// Names the request that this thread works for, until destroyed.
class LogScope {
public:
    explicit LogScope(std::string_view request_id);
    ~LogScope();
    LogScope(const LogScope&) = delete;
    LogScope& operator=(const LogScope&) = delete;

private:
    std::string_view previous_;
};

} // namespace statybos::kernel
