#include "service/load_terminals.hpp"

#include <fstream>

#include "service/rate_form.hpp"
#include "service/terminal_file.hpp"

namespace statybos::shipping {

Result<std::string> read_list(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string text(longest_terminal_file + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream.is_open() || stream.bad()) {
        return Error(Errc::invalid, "usage", path + ": cannot be read");
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

Error with_lines(const Error& error, const std::string& path) {
    constexpr std::string_view lines = "/lines/";
    std::string message = path + ": " + error.message();
    for (const FieldError& field : error.fields()) {
        std::string_view pointer = field.pointer;
        pointer.remove_prefix(pointer.starts_with(lines) ? lines.size() : 0);
        const std::size_t slash = std::min(pointer.find('/'), pointer.size());
        message +=
            '\n' + path + (pointer.empty() ? "" : ":") + std::string(pointer.substr(0, slash));
        message += slash < pointer.size() ? ": " + std::string(pointer.substr(slash + 1)) : "";
        message += ": " + field.message;
    }
    return Error(error.code(), error.slug(), message);
}

Result<std::string> LoadTerminals::run(Ctx& ctx, const CommandCall& call) {
    if (call.arguments.size() != 2 || call.arguments[0].size() > 40 ||
        !key_format.accepts(call.arguments[0])) {
        return Error(Errc::invalid, "usage",
                     "usage: statybos terminals load CARRIER FILE (a carrier is named by a-z, 0-9,"
                     " - and _)");
    }
    const std::string& path = call.arguments[1];
    const auto text = read_list(path);
    if (!text) {
        return text.error();
    }
    const auto list = terminals_.load(ctx, call.arguments[0], *text);
    if (!list) {
        return with_lines(list.error(), path);
    }
    return list->carrier + " has " + std::to_string(list->terminals) +
           (list->terminals == 1 ? " terminal now." : " terminals now.");
}

} // namespace statybos::shipping
