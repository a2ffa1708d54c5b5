#include "config/errors.hpp"

namespace statybos::kernel::config {

std::string to_text(const ConfigError& error) {
    std::string text = error.at.file ? *error.at.file : std::string();
    if (error.at.line != 0) {
        text += ':' + std::to_string(error.at.line) + ':' + std::to_string(error.at.column);
    }
    if (error.path.empty()) {
        text += text.empty() ? "" : ": ";
    } else {
        text += text.empty() ? "" : " ";
        text += error.path + ": ";
    }
    return text + error.message;
}

std::string to_text(const ConfigErrors& errors) {
    std::string text;
    for (const ConfigError& error : errors) {
        text += text.empty() ? "" : "\n";
        text += to_text(error);
    }
    return text;
}

Error to_error(const ConfigErrors& errors) {
    return Error(Errc::invalid, "invalid_configuration", to_text(errors)).flag(STY_ERROR_PRIVATE);
}

std::string child_path(std::string_view parent, std::string_view key) {
    std::string path(parent);
    path += path.empty() ? "" : ".";
    return path.append(key);
}

std::string item_path(std::string_view parent, std::size_t index) {
    return std::string(parent) + '[' + std::to_string(index) + ']';
}

} // namespace statybos::kernel::config
