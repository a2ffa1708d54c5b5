// The header block of an answer: what handlers said, what the kernel adds to every answer.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/exchange.hpp"
#include "http/settings.hpp"

namespace statybos::kernel::http {

class AnswerHead {
public:
    explicit AnswerHead(const Settings& settings);

    /// Writes the block of the final answer over `head`, and returns the body that goes with it.
    /// It borrows from `exchange`.
    std::string_view write(Exchange& exchange, bool keep_alive, std::string& head) const;

    /// The answer of `response` in the form that the cache keeps.
    std::shared_ptr<const CachedAnswer> prepare(const Response& response) const;

private:
    void append_fields(std::string& out, const Response& response) const;
    void append_tail(std::string& out, const Exchange& exchange, bool keep_alive) const;

    struct Common {
        std::string name;
        std::string line;
    };
    std::vector<Common> common_; // unless the handler says otherwise
};

/// An IMF-fixdate of now.
std::string_view http_date();

} // namespace statybos::kernel::http
