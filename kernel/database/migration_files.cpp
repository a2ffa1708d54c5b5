#include "database/migration_files.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "database/sha256.hpp"

namespace statybos::kernel::database {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t digits = 4;
constexpr std::uintmax_t largest_file = 4 * 1024 * 1024;

Error refusal(const char* slug, const fs::path& where, const std::string& why) {
    return {Errc::invalid, slug, where.string() + ": " + why};
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_';
}

bool is_well_named(const std::string& stem) {
    return stem.size() > digits + 1 && stem[digits] == '_' &&
           std::all_of(stem.begin(), stem.begin() + digits, is_digit) &&
           std::all_of(stem.begin(), stem.end(), is_name_letter);
}

std::string four_digits(int number) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d", number);
    return text;
}

Result<MigrationFile> read_file(const fs::path& path) {
    MigrationFile file;
    file.path = path;
    file.name = path.stem();
    if (!is_well_named(file.name)) {
        return refusal("migration_name_invalid", path,
                       "must be named NNNN_what.sql, in lower-case letters, digits and _");
    }
    file.number = std::stoi(file.name.substr(0, digits));
    std::error_code error;
    const auto size = fs::file_size(path, error);
    std::ifstream stream(path, std::ios::binary);
    if (error || !stream) {
        return refusal("migration_unreadable", path, "cannot be read");
    }
    if (size > largest_file) {
        return refusal("migration_unreadable", path, "has more than 4 MiB");
    }
    file.sql.assign(std::istreambuf_iterator<char>(stream), {});
    file.checksum = sha256_hex(file.sql);
    return file;
}

Result<> check_numbers(const std::vector<MigrationFile>& files) {
    int expected = 1;
    const MigrationFile* previous = nullptr;
    for (const MigrationFile& file : files) {
        if (previous != nullptr && previous->number == file.number) {
            return refusal("migration_duplicate", file.path,
                           "has the same number as " + previous->path.filename().string());
        }
        if (file.number != expected) {
            return refusal("migration_gap", file.path,
                           "number " + four_digits(expected) + " is missing before it");
        }
        previous = &file;
        ++expected;
    }
    return {};
}

} // namespace

Result<std::vector<MigrationFile>> read_migrations(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    if (error) {
        return refusal("migration_folder_missing", folder, error.message());
    }
    std::vector<MigrationFile> files;
    for (const auto& entry : entries) {
        if (entry.path().extension() != ".sql") {
            continue;
        }
        auto file = read_file(entry.path());
        if (!file) {
            return file.error();
        }
        files.push_back(std::move(*file));
    }
    std::sort(files.begin(), files.end(),
              [](const MigrationFile& a, const MigrationFile& b) { return a.name < b.name; });
    if (const auto checked = check_numbers(files); !checked) {
        return checked.error();
    }
    return files;
}

} // namespace statybos::kernel::database
