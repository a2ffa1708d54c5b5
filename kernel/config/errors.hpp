// What is wrong in a configuration file, and where: collected, so that all of it is told at once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>

namespace statybos::kernel::config {

/// A place in a file. Lines and columns count from one; line 0 means the file as a whole.
struct Position {
    std::shared_ptr<const std::string> file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

/// One mistake. `path` leads to the setting ("server.port", "plugins[2].id") and may be empty.
struct ConfigError {
    Position at;
    std::string path;
    std::string message;
};

using ConfigErrors = std::vector<ConfigError>;

/// `config/marketplace.yaml:5:11 server.prot: unknown key, did you mean "port"?`
std::string to_text(const ConfigError& error);

/// All mistakes, one a line, without a line end after the last.
std::string to_text(const ConfigErrors& errors);

/// `invalid_configuration` with every mistake as a line of its message, for the log and the
/// command line only.
Error to_error(const ConfigErrors& errors);

/// `parent.key`, or `key` where there is no parent.
std::string child_path(std::string_view parent, std::string_view key);
/// `parent[index]`.
std::string item_path(std::string_view parent, std::size_t index);

} // namespace statybos::kernel::config
