#include "config/scalar.hpp"

#include <algorithm>

#include <statybos/json_writer.hpp>

namespace statybos::kernel::config {
namespace {

constexpr std::size_t longest_quote = 60;

template <class T>
Result<Value> as_value(Result<T> result) {
    if (!result) {
        return result.error();
    }
    return Value{std::move(*result)};
}

bool is_scheme(std::string_view scheme) {
    return !scheme.empty() && scheme.front() >= 'a' && scheme.front() <= 'z' &&
           scheme.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.") ==
               std::string_view::npos;
}

Result<Value> read_url(std::string_view written) {
    const std::size_t scheme = written.find("://");
    const bool printable = std::all_of(written.begin(), written.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
    });
    if (scheme == std::string_view::npos || !is_scheme(written.substr(0, scheme)) ||
        written.size() == scheme + 3 || written[scheme + 3] == '/' || !printable) {
        return Error(Errc::invalid, "invalid_value",
                     "write a whole address, such as https://example.org/path");
    }
    return Value{std::string(written)};
}

Result<Value> read_path(std::string_view written) {
    if (written.empty() || written.find('\0') != std::string_view::npos) {
        return Error(Errc::invalid, "invalid_value", "write the path of a file or folder");
    }
    return Value{std::string(written)};
}

template <class T>
int order(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

} // namespace

Result<Value> read_scalar(Type type, std::string_view text) {
    switch (type) {
    case Type::integer:
        return as_value(read_integer(text));
    case Type::number:
        return as_value(read_number(text));
    case Type::boolean:
        return as_value(read_boolean(text));
    case Type::duration:
        return as_value(read_duration(text));
    case Type::size:
        return as_value(read_size(text));
    case Type::money:
        return as_value(read_amount(text));
    case Type::secret:
        return Value{Secret{std::string(text)}};
    case Type::url:
        return read_url(text);
    case Type::path:
        return read_path(text);
    case Type::string:
    case Type::object:
    case Type::array:
        break;
    }
    return Value{std::string(text)};
}

std::optional<int> compare(const Value& a, const Value& b) {
    if (const auto* x = a.as<std::int64_t>(), *y = b.as<std::int64_t>(); x && y) {
        return order(*x, *y);
    }
    if (const auto* x = a.as<double>(), *y = b.as<double>(); x && y) {
        return order(*x, *y);
    }
    if (const auto* x = a.as<Amount>(), *y = b.as<Amount>(); x && y && x->currency == y->currency) {
        return order(x->minor, y->minor);
    }
    if (const auto* x = a.as<std::string>(), *y = b.as<std::string>(); x && y) {
        return order(*x, *y);
    }
    return std::nullopt;
}

std::string in_quotes(std::string_view text) {
    std::string_view shown = text.substr(0, longest_quote);
    // Not in the middle of a character.
    while (shown.size() < text.size() && !shown.empty() &&
           (static_cast<unsigned char>(text[shown.size()]) & 0xC0) == 0x80) {
        shown.remove_suffix(1);
    }
    std::string out;
    append_json_string(out, shown);
    if (shown.size() < text.size()) {
        out.insert(out.size() - 1, "…");
    }
    return out;
}

} // namespace statybos::kernel::config
