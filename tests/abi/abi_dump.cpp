// Prints all contracts, or records in a golden file those that came since:
//
//   statybos_abi_dump
//   statybos_abi_dump --record tests/abi/contracts.sig
#include <fstream>
#include <iostream>
#include <sstream>
#include <string_view>

#include "contract_dump.hpp"

namespace {

int record(const std::string& file) {
    std::ifstream in(file);
    if (!in) {
        std::cerr << file << ": cannot be read\n";
        return 1;
    }
    std::stringstream text;
    text << in.rdbuf();
    const auto comparison = statybos::abi::compare(statybos::abi::golden_lines(text.str()),
                                                   statybos::abi::dump_contracts());
    for (const std::string& broken : comparison.broken) {
        std::cerr << broken << '\n';
    }
    if (!comparison.broken.empty()) {
        std::cerr << file << ": nothing recorded; undo these changes, append instead, or give the "
                  << "contract another major beside the old one\n";
        return 1;
    }
    std::ofstream out(file, std::ios::app);
    for (const std::string& line : comparison.appended) {
        out << line << '\n';
    }
    std::cout << file << ": " << comparison.appended.size() << " line(s) appended\n";
    return out.good() ? 0 : 1;
}

} // namespace

int main(int count, char** arguments) {
    if (count == 3 && std::string_view(arguments[1]) == "--record") {
        return record(arguments[2]);
    }
    if (count != 1) {
        std::cerr << "usage: " << arguments[0] << " [--record contracts.sig]\n";
        return 2;
    }
    for (const std::string& line : statybos::abi::dump_contracts()) {
        std::cout << line << '\n';
    }
    return 0;
}
