// A regular expression of a schema, matched in bounded time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

namespace statybos::kernel::config {

class Pattern {
public:
    /// Texts that may be matched are at most this long, in bytes.
    static constexpr std::size_t longest_text = 4096;

    /// ECMAScript syntax without back references, at most 512 bytes, repetitions up to {1000}.
    ///
    /// @errors invalid_value  the message is a sentence's end
    static Result<Pattern> create(std::string_view expression);

    /// Whether it is found anywhere in `text`; false for a text above `longest_text`.
    bool is_in(std::string_view text) const;

    const std::string& text() const { return text_; }

private:
    struct Compiled;
    Pattern(std::string text, std::shared_ptr<const Compiled> compiled)
        : text_(std::move(text)), compiled_(std::move(compiled)) {}

    std::string text_;
    std::shared_ptr<const Compiled> compiled_;
};

} // namespace statybos::kernel::config
