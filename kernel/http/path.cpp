#include "http/path.hpp"

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

Error malformed_path(const char* message) {
    return {Errc::malformed, "malformed_path", message};
}

bool is_plain(std::string_view path) {
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7F || c == '%' || c == '\\') {
            return false;
        }
    }
    return true;
}

Result<void> check_decoded(std::string_view segment) {
    for (const char c : segment) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            return malformed_path("The path holds a control character.");
        }
        if (c == '/' || c == '\\') {
            return malformed_path("The path holds an encoded slash or a backslash.");
        }
    }
    if (!is_utf8(segment)) {
        return malformed_path("The path is not UTF-8.");
    }
    return {};
}

Result<void> check_segment(std::string_view raw) {
    const auto refuse_dots = [](std::string_view segment) -> Result<void> {
        if (segment == "." || segment == "..") {
            return malformed_path("The path holds a dot segment.");
        }
        return {};
    };
    if (is_plain(raw)) {
        return refuse_dots(raw);
    }
    const auto decoded = percent_decoded(raw, false);
    if (!decoded) {
        return malformed_path("The path holds a broken percent escape.");
    }
    if (auto fine = check_decoded(*decoded); !fine) {
        return fine;
    }
    return refuse_dots(*decoded);
}

// "http://host/path" → "/path"; anything that is no absolute form stays as it is.
std::string_view without_authority(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.size() > scheme.size() && same_text(target.substr(0, scheme.size()), scheme)) {
            const auto slash = target.find_first_of("/?", scheme.size());
            if (slash != std::string_view::npos && target[slash] == '/') {
                return target.substr(slash);
            }
        }
    }
    return target;
}

} // namespace

Result<Target> parse_target(std::string_view target) {
    if (target == "*") {
        return Target{target, {}};
    }
    target = without_authority(target);
    const auto mark = target.find('?');
    const Target split{target.substr(0, mark), mark == std::string_view::npos
                                                   ? std::string_view()
                                                   : target.substr(mark + 1)};
    if (split.path.empty() || split.path.front() != '/') {
        return malformed_path("The path does not start with a slash.");
    }
    std::size_t segments = 0;
    std::string_view rest = split.path.substr(1);
    for (;;) {
        const auto slash = rest.find('/');
        if (++segments > max_path_segments) {
            return malformed_path("The path has more than 32 segments.");
        }
        if (auto fine = check_segment(rest.substr(0, slash)); !fine) {
            return fine.error();
        }
        if (slash == std::string_view::npos) {
            return split;
        }
        rest = rest.substr(slash + 1);
    }
}

} // namespace statybos::kernel::http
