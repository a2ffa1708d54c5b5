#include "http/trace.hpp"

#include <cstdint>
#include <random>

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

std::uint64_t random_bits() {
    thread_local std::mt19937_64 engine = [] {
        std::random_device device;
        std::seed_seq seed{device(), device(), device(), device(), device(), device()};
        return std::mt19937_64(seed);
    }();
    return engine();
}

void append_random(std::string& out, int words) {
    for (int i = 0; i < words; ++i) {
        const std::uint64_t bits = random_bits();
        append_hex(out, reinterpret_cast<const unsigned char*>(&bits), sizeof bits);
    }
}

bool is_id(std::string_view text) noexcept {
    bool any = false;
    for (const char c : text) {
        if (hex_digit(c) < 0 || (c >= 'A' && c <= 'F')) {
            return false;
        }
        any = any || c != '0';
    }
    return any;
}

} // namespace

bool is_request_id(std::string_view text) noexcept {
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == ':';
        if (!plain) {
            return false;
        }
    }
    return !text.empty() && text.size() <= 128;
}

void make_request_id(std::string& out) {
    out.clear();
    append_random(out, 2);
}

bool is_traceparent(std::string_view text) noexcept {
    return text.size() == 55 && text.substr(0, 3) == "00-" && text[35] == '-' && text[52] == '-' &&
           is_id(text.substr(3, 32)) && is_id(text.substr(36, 16)) && hex_digit(text[53]) >= 0 &&
           hex_digit(text[54]) >= 0;
}

std::string child_traceparent(std::string_view parent) {
    const bool valid = is_traceparent(parent);
    std::string out = "00-";
    if (valid) {
        out += parent.substr(3, 32);
    } else {
        append_random(out, 2);
    }
    out += '-';
    append_random(out, 1);
    out += valid ? parent.substr(52) : std::string_view("-00");
    return out;
}

} // namespace statybos::kernel::http
