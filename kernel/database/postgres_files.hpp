// Where PostgreSQL's programs and files are, and how its server is set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace statybos::kernel::database {

/// The major version that made the cluster; empty when there is none.
std::optional<int> cluster_version(const std::filesystem::path& cluster);

/// The folder of programs below `root` (Debian's layout `<root>/<version>/bin`): those of
/// `version`, else of the newest that is at least 15.
std::optional<std::filesystem::path> find_postgres_binaries(const std::filesystem::path& root,
                                                            std::optional<int> version);

/// `<folder>/run`, or a short name below /tmp when a socket in there would have a path of more than
/// the 107 bytes that Linux allows.
std::filesystem::path short_socket_folder(const std::filesystem::path& folder);

/// `name=value` for each setting of the server that differs from PostgreSQL's default.
std::vector<std::string> server_settings(std::size_t max_connections, bool durable);

/// The last lines written to the file since it had `from` bytes, on one line.
std::string tail_of(const std::filesystem::path& file, std::uintmax_t from);

std::string percent_encoded(const std::string& text);

} // namespace statybos::kernel::database
