// What other people's programs read in a PDF file of ours.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <unistd.h>

namespace statybos::documents {

/// A file in a folder of its own, gone at the end.
class PdfFile {
public:
    explicit PdfFile(const std::string& bytes) {
        std::string pattern = std::filesystem::temp_directory_path() / "statybos-pdf-XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error("no temporary folder: " + pattern);
        }
        folder_ = pattern;
        std::ofstream(folder_ / "document.pdf", std::ios::binary) << bytes;
    }
    ~PdfFile() { std::filesystem::remove_all(folder_); }
    PdfFile(const PdfFile&) = delete;
    PdfFile& operator=(const PdfFile&) = delete;

    /// Poppler's, of one page or of all, in the order in which it was drawn.
    std::string text(int page = 0) const {
        const std::string only = std::to_string(page);
        return run("pdftotext -raw " +
                   (page > 0 ? "-f " + only + " -l " + only + ' ' : std::string()) + path() + " -");
    }
    std::string info() const { return run("pdfinfo -isodates " + path()); }
    std::string fonts() const { return run("pdffonts " + path()); }
    /// ZBar's, of the first page as a scanner sees it.
    std::string qr_code() const {
        run("pdftoppm -r 150 -png -singlefile " + path() + " " + (folder_ / "page").string());
        return run("zbarimg --quiet --raw -Sdisable -Sqrcode.enable " +
                   (folder_ / "page.png").string());
    }

private:
    std::string path() const { return (folder_ / "document.pdf").string(); }

    static std::string run(const std::string& command) {
        FILE* pipe = ::popen(command.c_str(), "r");
        if (pipe == nullptr) {
            throw std::runtime_error("cannot run " + command);
        }
        std::string output;
        char buffer[4096];
        for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof(buffer), pipe)) > 0;) {
            output.append(buffer, got);
        }
        if (::pclose(pipe) != 0) {
            throw std::runtime_error("failed: " + command + '\n' + output);
        }
        return output;
    }

    std::filesystem::path folder_;
};

} // namespace statybos::documents
