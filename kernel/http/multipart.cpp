#include "http/multipart.hpp"

#include <algorithm>

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

Error malformed_multipart(const char* message) {
    return {Errc::malformed, "malformed_multipart", message};
}

// RFC 2046 §5.1.1: 1..70 of these, and no space at the end.
bool is_boundary(std::string_view text) {
    return !text.empty() && text.size() <= 70 && text.back() != ' ' &&
           text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "'()+_,-./:=? ") == std::string_view::npos;
}

// Takes `"…"` off the front of `rest`. Browsers send a quote in a filename as %22 and backslashes
// as they are; others escape with a backslash, which is undone only before a quote or backslash.
bool take_quoted(std::string_view& rest, std::string& out) {
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest = rest.substr(i + 1);
            return true;
        }
        const bool escape =
            rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\');
        i += escape ? 1 : 0;
        out += rest[i];
    }
    return false;
}

struct Delimiter {
    std::size_t start = std::string_view::npos; // of the CRLF in front of it
    std::size_t after = 0;                      // what follows its line
    bool last = false;
};

// The next line that is "--boundary" or "--boundary--", trailing blanks allowed, from `from` on.
Delimiter find_delimiter(std::string_view body, std::string_view dashed, std::size_t from) {
    for (std::size_t at = body.find(dashed, from); at != std::string_view::npos;
         at = body.find(dashed, at + 1)) {
        const bool line_start = at == 0 || (at >= 2 && body.substr(at - 2, 2) == "\r\n");
        if (!line_start || (at != 0 && at - 2 < from)) {
            continue;
        }
        std::size_t end = at + dashed.size();
        const bool last = body.substr(end, 2) == "--";
        end += last ? 2 : 0;
        end = std::min(body.find_first_not_of(" \t", end), body.size());
        if (body.substr(end, 2) == "\r\n") {
            return {at == 0 ? 0 : at - 2, end + 2, last};
        }
        if (last && end == body.size()) {
            return {at == 0 ? 0 : at - 2, end, true};
        }
    }
    return {};
}

Result<void> read_part_field(std::string_view line, Part& part) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        return malformed_multipart("A part has a broken header.");
    }
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!is_field_value(value)) {
        return malformed_multipart("A part's header holds a control character.");
    }
    if (same_text(name, "Content-Disposition")) {
        if (!same_text(media_type(value), "form-data")) {
            return malformed_multipart("A part is not form-data.");
        }
        part.name = header_parameter(value, "name");
        part.filename = header_parameter(value, "filename");
    } else if (same_text(name, "Content-Type")) {
        part.content_type = value;
    }
    return {};
}

Result<Part> read_part(std::string_view text) {
    Part part;
    for (std::size_t used = 0;;) {
        const auto end = text.find("\r\n", used);
        if (end == std::string_view::npos || end > max_part_header_bytes) {
            return malformed_multipart("A part's headers do not end, or are larger than 8 KiB.");
        }
        if (end == used) {
            part.body = text.substr(end + 2);
            break;
        }
        if (auto fine = read_part_field(text.substr(used, end - used), part); !fine) {
            return fine.error();
        }
        used = end + 2;
    }
    if (part.name.empty() || !is_utf8(part.name) || !is_utf8(part.filename)) {
        return malformed_multipart("A part has no name, or names that are not UTF-8.");
    }
    return part;
}

} // namespace

std::string_view media_type(std::string_view content_type) noexcept {
    return trimmed(content_type.substr(0, content_type.find(';')));
}

std::string header_parameter(std::string_view header, std::string_view name) {
    std::string_view rest = header;
    while (true) {
        const auto semicolon = rest.find(';');
        if (semicolon == std::string_view::npos) {
            return {};
        }
        rest = trimmed(rest.substr(semicolon + 1));
        const auto equals = rest.find_first_of("=;");
        if (equals == std::string_view::npos || rest[equals] == ';') {
            continue;
        }
        const std::string_view key = trimmed(rest.substr(0, equals));
        rest = rest.substr(equals + 1);
        std::string value;
        if (!rest.empty() && rest.front() == '"') {
            if (!take_quoted(rest, value)) {
                return {};
            }
        } else {
            value = trimmed(rest.substr(0, rest.find(';')));
        }
        if (same_text(key, name)) {
            return value;
        }
    }
}

Result<void> parse_multipart(std::string_view content_type, std::string_view body,
                             std::vector<Part>& out) {
    const std::string boundary = header_parameter(content_type, "boundary");
    if (!is_boundary(boundary)) {
        return malformed_multipart("The content type has no usable boundary.");
    }
    const std::string dashed = "--" + boundary;
    Delimiter delimiter = find_delimiter(body, dashed, 0);
    if (delimiter.start == std::string_view::npos) {
        return malformed_multipart("The body does not hold the boundary.");
    }
    while (!delimiter.last) {

        const Delimiter next = find_delimiter(body, dashed, delimiter.after);
        if (next.start == std::string_view::npos) {
            return malformed_multipart("The last boundary is missing.");
        }
        if (out.size() == max_parts) {
            return Error(Errc::malformed, "too_many_parts", "The body has more than 64 parts.");
        }
        auto part = read_part(body.substr(delimiter.after, next.start - delimiter.after));
        if (!part) {
            return part.error();
        }
        out.push_back(std::move(*part));
        delimiter = next;
    }
    return {};
}

} // namespace statybos::kernel::http
