#include "config/pattern.hpp"

#include <regex>

namespace statybos::kernel::config {
namespace {

constexpr std::size_t longest_expression = 512;
constexpr std::size_t most_repetitions = 1000;

Error refuse(std::string reason) {
    return {Errc::invalid, "invalid_value", std::move(reason)};
}

// std::regex unrolls {n}; what nested ones multiply to runs into its own limit of states.
bool repeats_too_often(std::string_view expression) {
    for (std::size_t i = expression.find('{'); i != std::string_view::npos;
         i = expression.find('{', i + 1)) {
        std::size_t count = 0;
        for (std::size_t j = i + 1; j < expression.size() && expression[j] != '}'; ++j) {
            const char c = expression[j];
            count = c >= '0' && c <= '9' ? count * 10 + static_cast<std::size_t>(c - '0') : 0;
            if (count > most_repetitions) {
                return true;
            }
        }
    }
    return false;
}

// std::regex reads the number of one without a bound before it refuses it.
bool refers_back(std::string_view expression) {
    for (std::size_t i = 0; i + 1 < expression.size(); ++i) {
        if (expression[i] == '\\') {
            ++i;
            if (expression[i] >= '1' && expression[i] <= '9') {
                return true;
            }
        }
    }
    return false;
}

} // namespace

struct Pattern::Compiled {
    std::regex regex;
};

Result<Pattern> Pattern::create(std::string_view expression) {
    if (expression.empty() || expression.size() > longest_expression) {
        return refuse("expected a regular expression of 1 to 512 bytes");
    }
    if (repeats_too_often(expression)) {
        return refuse("repetitions above {1000} are not accepted");
    }
    if (refers_back(expression)) {
        return refuse("back references are not accepted");
    }
    try {
        // libstdc++'s breadth-first matcher: linear in the text and without recursion over it,
        // where the default one back-tracks on the stack.
        auto compiled = std::make_shared<const Compiled>(Compiled{
            std::regex(expression.begin(), expression.end(),
                       std::regex_constants::ECMAScript | std::regex_constants::__polynomial)});
        return Pattern(std::string(expression), std::move(compiled));
    } catch (const std::regex_error& error) {
        return refuse(std::string("is no regular expression: ") + error.what());
    }
}

bool Pattern::is_in(std::string_view text) const {
    return text.size() <= longest_text &&
           std::regex_search(text.begin(), text.end(), compiled_->regex);
}

} // namespace statybos::kernel::config
