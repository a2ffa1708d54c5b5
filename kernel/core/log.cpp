#include "core/log.hpp"

#include <atomic>
#include <memory>

#include <fmt/chrono.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <statybos/json_writer.hpp>

namespace statybos::kernel {
namespace {

thread_local std::string_view current_request;

spdlog::logger& writer() {
    static const std::shared_ptr<spdlog::logger> logger = [] {
        auto made = spdlog::stderr_logger_mt("statybos");
        made->set_pattern("%v");
        made->set_level(spdlog::level::trace);
        return made;
    }();
    return *logger;
}

std::atomic<LogLevel> threshold{LogLevel::info};

constexpr std::string_view names[] = {"debug", "info", "warning", "error"};

void append_member(std::string& line, std::string_view key, std::string_view value) {
    line += ',';
    append_json_string(line, key);
    line += ':';
    append_json_string(line, value);
}

} // namespace

void set_log_level(LogLevel level) {
    threshold = level;
}

void log(LogLevel level, std::string_view component, std::string_view message,
         std::span<const LogField> fields) {
    if (level < threshold.load(std::memory_order_relaxed)) {
        return;
    }
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    std::string line = fmt::format(R"({{"at":"{:%Y-%m-%dT%H:%M:%S}.{:03}Z","level":"{}")",
                                   fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                                   (now - seconds).count(), names[static_cast<int>(level)]);
    append_member(line, "component", component);
    append_member(line, "message", message);
    if (!current_request.empty()) {
        append_member(line, "request_id", current_request);
    }
    for (const LogField& field : fields) {
        append_member(line, field.key, field.value);
    }
    line += '}';
    writer().info(line);
}

LogScope::LogScope(std::string_view request_id) : previous_(current_request) {
    current_request = request_id;
}

LogScope::~LogScope() {
    current_request = previous_;
}

} // namespace statybos::kernel
