#include "service/import_command.hpp"

#include <fstream>
#include <sstream>

#include "camt/xml.hpp"

namespace statybos::bank_transfer {
namespace {

Result<std::string> content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string content(camt::XmlDocument::most_bytes + 1, '\0');
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!file.is_open() || file.bad()) {
        return Error(Errc::not_found, "file_not_readable", path + " cannot be read");
    }
    content.resize(static_cast<std::size_t>(file.gcount()));
    return content;
}

std::string text_of(const std::string& path, const ImportReport& report) {
    std::ostringstream text;
    text << path << ": " << report.imported << " new, " << report.assigned << " assigned, "
         << report.left_over << " left over, " << report.repeated << " repeated, "
         << report.passed_over << " passed over";
    return text.str();
}

} // namespace

Result<std::string> ImportCommand::run(Ctx& ctx, const CommandCall& call) {
    if (call.arguments.empty()) {
        return Error(Errc::invalid, "usage", "usage: statybos bank-transfer import FILE …");
    }
    std::string done;
    for (const std::string& path : call.arguments) {
        const auto content = content_of(path);
        if (!content) {
            return content.error();
        }
        const auto report = entries_.import(ctx, *content);
        if (!report) {
            return Error(report.error().code(), report.error().slug(),
                         done + (done.empty() ? "" : "\n") + path + ": " +
                             report.error().message());
        }
        done += (done.empty() ? "" : "\n") + text_of(path, *report);
    }
    return done;
}

} // namespace statybos::bank_transfer
