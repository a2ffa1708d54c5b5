// Every contract of the SDK and of the core plugins as lines of text, and what a golden file of
// such lines says against them.
#pragma once

#include <string>
#include <vector>

namespace statybos::abi {

/// "<contract> <major> method <index> <prefix hash> <signature>" and
/// "<contract> <major> field <type> <index> <name: type>", contracts in the order of their ids.
std::vector<std::string> dump_contracts();

/// Lines of a golden file; empty ones and comments (#) left out.
std::vector<std::string> golden_lines(const std::string& text);

struct Comparison {
    /// One sentence each: what was recorded, what is there instead.
    std::vector<std::string> broken;
    /// Lines that are not recorded yet.
    std::vector<std::string> appended;
};

/// A line that is recorded must be there as it was; others may have come.
Comparison compare(const std::vector<std::string>& golden, const std::vector<std::string>& now);

} // namespace statybos::abi
