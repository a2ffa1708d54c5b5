#include "config/interpolate.hpp"

#include <cstdlib>

#include "config/utf8.hpp"

namespace statybos::kernel::config {
namespace {

constexpr std::size_t longest_value = 64 * 1024;

bool is_name(std::string_view name) {
    if (name.empty() || (name.front() >= '0' && name.front() <= '9')) {
        return false;
    }
    return name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_") == std::string_view::npos;
}

class Interpolation {
public:
    Interpolation(const Environment& environment, ConfigErrors& errors)
        : environment_(environment), errors_(errors) {}

    void walk(Node& node, const std::string& path) {
        if (node.is_scalar() && node.text.find("${") != std::string::npos) {
            scalar(node, path);
        }
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            walk(node.items[i], item_path(path, i));
        }
        for (Node::Member& member : node.members) {
            walk(member.value, child_path(path, member.key));
        }
    }

private:
    void scalar(Node& node, const std::string& path) {
        std::string out;
        std::string_view rest = node.text;
        for (;;) {
            const std::size_t start = rest.find("${");
            if (start == std::string_view::npos) {
                break;
            }
            if (start > 0 && rest[start - 1] == '$') {
                out.append(rest.substr(0, start - 1)).append("${");
                rest.remove_prefix(start + 2);
                continue;
            }
            const std::size_t end = rest.find('}', start);
            if (end == std::string_view::npos) {
                fail(node, path, "\"${\" without \"}\"; write \"$${\" for the two characters");
                return;
            }
            out.append(rest.substr(0, start));
            if (!put(node, path, rest.substr(start + 2, end - start - 2), out)) {
                return;
            }
            rest.remove_prefix(end + 1);
        }
        node.text = out.append(rest);
    }

    bool put(Node& node, const std::string& path, std::string_view inside, std::string& out) {
        const std::size_t split = inside.find(":-");
        const std::string_view name = inside.substr(0, split);
        if (!is_name(name)) {
            fail(node, path,
                 "\"${…}\" takes the name of an environment variable, with "
                 "\":-default\" after it if need be");
            return false;
        }
        std::optional<std::string> value = environment_(name);
        if (split != std::string_view::npos && (!value || value->empty())) {
            out.append(inside.substr(split + 2));
            return true;
        }
        if (!value) {
            fail(node, path,
                 "environment variable " + std::string(name) + " is not set; set it or write ${" +
                     std::string(name) + ":-default}");
            return false;
        }
        if (value->size() + out.size() > longest_value) {
            fail(node, path, "environment variable " + std::string(name) + " is too long");
            return false;
        }
        if (first_line_that_is_not_text(*value)) {
            fail(node, path, "environment variable " + std::string(name) + " is not UTF-8 text");
            return false;
        }
        out += *value;
        node.from_outside = true;
        return true;
    }

    void fail(Node& node, const std::string& path, std::string message) {
        errors_.push_back({node.at, path, std::move(message)});
        node.unusable = true;
    }

    const Environment& environment_;
    ConfigErrors& errors_;
};

} // namespace

Environment process_environment() {
    return [](std::string_view name) -> std::optional<std::string> {
        const char* value = std::getenv(std::string(name).c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

void interpolate(Node& root, const Environment& environment, ConfigErrors& errors,
                 const std::string& path) {
    Interpolation(environment, errors).walk(root, path);
}

} // namespace statybos::kernel::config
