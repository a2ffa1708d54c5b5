#include "database/postgres_files.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>

#include "database/sha256.hpp"

namespace statybos::kernel::database {
namespace {

namespace fs = std::filesystem;

constexpr int oldest_version = 15;

std::optional<int> number(const std::string& text) {
    if (text.empty() || text.size() > 4 ||
        !std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); })) {
        return std::nullopt;
    }
    return std::stoi(text);
}

} // namespace

std::optional<int> cluster_version(const fs::path& cluster) {
    std::ifstream file(cluster / "PG_VERSION");
    std::string line;
    std::getline(file, line);
    return number(line);
}

std::optional<fs::path> find_postgres_binaries(const fs::path& root, std::optional<int> version) {
    std::error_code none;
    int best = 0;
    for (const auto& entry : fs::directory_iterator(root, none)) {
        const auto found = number(entry.path().filename());
        if (found && *found >= oldest_version && (!version || *found == *version) &&
            fs::exists(entry.path() / "bin" / "postgres", none)) {
            best = std::max(best, *found);
        }
    }
    if (best == 0) {
        return std::nullopt;
    }
    return root / std::to_string(best) / "bin";
}

fs::path short_socket_folder(const fs::path& folder) {
    constexpr std::size_t longest = 107;
    const fs::path inside = folder / "run";
    if ((inside / ".s.PGSQL.5432.lock").string().size() <= longest) {
        return inside;
    }
    return "/tmp/statybos-" + sha256_hex(folder.string()).substr(0, 16);
}

std::vector<std::string> server_settings(std::size_t max_connections, bool durable) {
    std::vector<std::string> settings = {
        "listen_addresses=",
        "unix_socket_permissions=0700",
        "max_connections=" + std::to_string(max_connections),
        "shared_buffers=128MB",
        "timezone=UTC",
        "log_timezone=UTC",
        "jit=off",
        "log_checkpoints=off",
        // The detail of an error repeats values of a row, such as e-mail addresses.
        "log_error_verbosity=terse",
        "logging_collector=off",
    };
    if (!durable) {
        settings.insert(settings.end(),
                        {"fsync=off", "synchronous_commit=off", "full_page_writes=off",
                         "wal_level=minimal", "max_wal_senders=0"});
    }
    return settings;
}

std::string tail_of(const fs::path& file, std::uintmax_t from) {
    constexpr std::uintmax_t longest = 1000;
    std::error_code none;
    const auto size = fs::file_size(file, none);
    std::ifstream stream(file, std::ios::binary);
    stream.seekg(
        static_cast<std::streamoff>(std::max(from, none || size < longest ? 0 : size - longest)));
    std::string text(std::istreambuf_iterator<char>(stream), {});
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::string percent_encoded(const std::string& text) {
    std::string out;
    for (const unsigned char c : text) {
        if (std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
            out += static_cast<char>(c);
            continue;
        }
        char escaped[4];
        std::snprintf(escaped, sizeof escaped, "%%%02X", c);
        out += escaped;
    }
    return out;
}

} // namespace statybos::kernel::database
