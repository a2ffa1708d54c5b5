#include <statybos/error.hpp>

#include <cstdio>
#include <cstdlib>

#include <statybos/json_writer.hpp>

namespace statybos {

Error&& Error::member(std::string_view name, std::string_view json) && {
    if (!members_.empty()) {
        members_ += ',';
    }
    append_json_string(members_, name);
    members_ += ':';
    members_ += json;
    return std::move(*this);
}

std::string Error::details() const {
    if (!received_.empty() || (fields_.empty() && members_.empty())) {
        return received_;
    }
    std::string out = "{";
    if (!fields_.empty()) {
        out += R"("errors":[)";
        for (const FieldError& field : fields_) {
            if (out.back() != '[') {
                out += ',';
            }
            out += R"({"pointer":)";
            append_json_string(out, field.pointer);
            out += R"(,"code":)";
            append_json_string(out, field.code);
            out += R"(,"message":)";
            append_json_string(out, field.message);
            out += '}';
        }
        out += ']';
    }
    if (!members_.empty()) {
        if (out.size() > 1) {
            out += ',';
        }
        out += members_;
    }
    return out + '}';
}

void assertion_failed(const char* condition, const char* file, int line) noexcept {
    std::fprintf(stderr, "assertion failed: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

} // namespace statybos
