// The migrations of one folder, as they stand on disk.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <statybos/error.hpp>

namespace statybos::kernel::database {

struct MigrationFile {
    int number = 0;
    std::string name; // "0003_ledger_entry"
    std::filesystem::path path;
    std::string sql;
    std::string checksum; // SHA-256 of the file, hexadecimal
};

/// All `NNNN_what.sql` of the folder by number; other files are not looked at, unless they end in
/// `.sql`.
/// @errors migration_folder_missing  the folder is not there
/// @errors migration_name_invalid    a `.sql` file is not named NNNN_what.sql (a-z, 0-9, _)
/// @errors migration_unreadable      a file cannot be read, or has more than 4 MiB
/// @errors migration_duplicate       two files have one number
/// @errors migration_gap             the numbers do not run from 0001 without a hole
Result<std::vector<MigrationFile>> read_migrations(const std::filesystem::path& folder);

} // namespace statybos::kernel::database
