#include "database/marshal.hpp"

#include <charconv>

#include "database/database_error.hpp"

namespace statybos::kernel::database {
namespace {

constexpr std::size_t longest_number = 32;
constexpr std::uint64_t longest_parameter = 1ull << 30;
constexpr std::size_t most_parameters = 65535;

bool is_text(const sty_value& value) {
    return value.kind == STY_TEXT || value.kind == STY_BYTES;
}

std::size_t room_for(Values values) {
    std::size_t room = 0;
    for (const sty_value& value : values) {
        if (is_text(value) && value.as.text.size > longest_parameter) {
            throw DatabaseError("54000", "", "a parameter is longer than 1 GiB");
        }
        room += longest_number + (value.kind == STY_TEXT ? value.as.text.size + 1 : 0);
    }
    return room;
}

} // namespace

MarshalledValues::MarshalledValues(Values values) {
    if (values.size() > most_parameters) {
        throw DatabaseError("54000", "", "a statement takes at most 65535 parameters");
    }
    text_.reserve(room_for(values));
    data_.reserve(values.size());
    lengths_.reserve(values.size());
    formats_.reserve(values.size());
    for (const sty_value& value : values) {
        add(value);
    }
}

void MarshalledValues::add(const sty_value& value) {
    char digits[longest_number];
    switch (value.kind) {
    case STY_NULL:
        return push(nullptr, 0, 0);
    case STY_INT64: {
        const auto end = std::to_chars(digits, digits + sizeof digits, value.as.integer).ptr;
        return add_text({digits, static_cast<std::size_t>(end - digits)});
    }
    case STY_DOUBLE: {
        const auto end = std::to_chars(digits, digits + sizeof digits, value.as.number).ptr;
        return add_text({digits, static_cast<std::size_t>(end - digits)});
    }
    case STY_BOOL:
        return add_text(value.as.integer != 0 ? "t" : "f");
    case STY_TEXT:
        return add_text(view(value.as.text));
    case STY_BYTES: {
        const std::string_view bytes = view(value.as.text);
        return push(bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size()), 1);
    }
    default:
        throw DatabaseError("22023", "",
                            "a parameter has the unknown kind " + std::to_string(value.kind));
    }
}

void MarshalledValues::add_text(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) {
        throw DatabaseError("22021", "",
                            "the text of $" + std::to_string(data_.size() + 1) + " holds a NUL");
    }
    const char* start = text_.data() + text_.size();
    text_.append(text);
    text_ += '\0';
    push(start, static_cast<int>(text.size()), 0);
}

void MarshalledValues::push(const char* data, int length, int format) {
    data_.push_back(data);
    lengths_.push_back(length);
    formats_.push_back(format);
}

} // namespace statybos::kernel::database
