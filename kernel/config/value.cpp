#include "config/value.hpp"

#include <charconv>

#include <statybos/json_writer.hpp>

namespace statybos::kernel::config {
namespace {

class Writer {
public:
    explicit Writer(Reveal reveal) : reveal_(reveal) {}

    void write(const Value& value) {
        std::visit([this](const auto& data) { put(data); }, value.data);
    }
    std::string take() { return std::move(out_); }

private:
    void put(std::monostate) { out_ += "null"; }
    void put(bool flag) { out_ += flag ? "true" : "false"; }
    void put(std::int64_t number) { out_ += std::to_string(number); }

    void put(double number) {
        char text[32];
        const auto end = std::to_chars(text, text + sizeof text, number).ptr;
        out_.append(text, end);
    }

    void put(const std::string& text) {
        append_json_string(out_, reveal_ == Reveal::everything ? text : without_password(text));
    }
    void put(const Secret& secret) {
        append_json_string(out_, reveal_ == Reveal::everything ? secret.text : "***");
    }
    void put(const Amount& amount) {
        out_ += R"({"amount":")" + write_amount(amount) + R"(","currency":)";
        append_json_string(out_, amount.currency);
        out_ += '}';
    }

    void put(const Value::Array& array) {
        out_ += '[';
        for (std::size_t i = 0; i < array.size(); ++i) {
            out_ += i == 0 ? "" : ",";
            write(array[i]);
        }
        out_ += ']';
    }

    void put(const Value::Object& object) {
        out_ += '{';
        for (std::size_t i = 0; i < object.size(); ++i) {
            out_ += i == 0 ? "" : ",";
            append_json_string(out_, object[i].name);
            out_ += ':';
            write(object[i].value);
        }
        out_ += '}';
    }

    Reveal reveal_;
    std::string out_;
};

} // namespace

const Value* Value::find(std::string_view key) const {
    if (const auto* object = as<Object>()) {
        for (const Member& member : *object) {
            if (member.name == key) {
                return &member.value;
            }
        }
    }
    return nullptr;
}

std::string to_json(const Value& value, Reveal reveal) {
    Writer writer(reveal);
    writer.write(value);
    return writer.take();
}

std::string without_password(std::string_view text) {
    std::string out(text);
    const std::size_t scheme = out.find("://");
    if (scheme == std::string::npos) {
        return out;
    }
    const std::size_t start = scheme + 3;
    // The last '@' of all, even beyond a '/': a password may hold one that nobody escaped, and
    // hiding too much of a path is the smaller evil.
    const std::size_t at = out.rfind('@');
    const std::size_t colon = out.find(':', start);
    if (at != std::string::npos && at > start && colon < at) {
        out.replace(colon + 1, at - colon - 1, "***");
    }
    for (std::size_t i = out.find("password="); i != std::string::npos;
         i = out.find("password=", i + 9)) {
        const std::size_t end = std::min(out.find_first_of("&#", i), out.size());
        out.replace(i + 9, end - i - 9, "***");
    }
    return out;
}

} // namespace statybos::kernel::config
