#include "http/request_parser.hpp"

#include <algorithm>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

namespace beast_http = boost::beast::http;
using ErrorCode = boost::beast::error_code;
using Text = boost::beast::string_view;

constexpr std::size_t longest_target = 8 * 1024;

std::string_view plain(Text text) {
    return {text.data(), text.size()};
}

// reg-name, IPv4 or [IPv6], and a port; nothing that could be a path or credentials.
bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-._~%!$&'()*+,;=:[]").find(c) != std::string_view::npos;
    });
}

// Whether a line of the head goes on in the next one: obsolete, and read differently by different
// servers. Beast joins the two without a word.
bool is_folded(std::string_view head) {
    return head.find("\n ") != std::string_view::npos ||
           head.find("\n\t") != std::string_view::npos;
}

// Whether the request line at the start of `text` ends with " HTTP/1.2" or the like: Beast reports
// every other ending, a space in the target for one, as a bad version too.
bool names_a_version(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\r'));
    const auto space = line.rfind(' ');
    if (space == std::string_view::npos || std::count(line.begin(), line.end(), ' ') != 2) {
        return false;
    }
    const std::string_view version = line.substr(space + 1);
    return version.size() >= 6 && version.size() <= 8 && version.substr(0, 5) == "HTTP/" &&
           version.find_first_not_of("0123456789.", 5) == std::string_view::npos;
}

// Written straight into the Request: Beast's own containers allocate for every field.
class BeastParser final : public beast_http::basic_parser<true> {
public:
    BeastParser(Request& request, std::size_t max_fields, MemoryBudget& budget, std::size_t& taken)
        : request_(request), max_fields_(max_fields), budget_(budget), taken_(taken) {}

    bool too_many_fields = false;
    bool out_of_memory = false;

private:
    void on_request_impl(beast_http::verb, Text method, Text target, int version,
                         ErrorCode&) override {
        request_.method.assign(method.data(), method.size());
        request_.target.assign(target.data(), target.size());
        request_.http_1_1 = version == 11;
    }

    void on_response_impl(int, Text, int, ErrorCode&) override {}

    void on_field_impl(beast_http::field name, Text text, Text value, ErrorCode& ec) override {
        if (head_done_) {
            return; // a trailer: nobody may learn a field from behind the body
        }
        if (request_.headers.size() == max_fields_) {
            too_many_fields = true;
            ec = beast_http::error::header_limit;
            return;
        }
        if (name == beast_http::field::content_length && seen_length_) {
            ec = beast_http::error::multiple_content_length;
            return;
        }
        seen_length_ = seen_length_ || name == beast_http::field::content_length;
        if (!is_field_value(plain(value))) {
            ec = beast_http::error::bad_value;
            return;
        }
        request_.headers.add(plain(text), trimmed(plain(value)));
    }

    void on_header_impl(ErrorCode&) override { head_done_ = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
    std::size_t on_body_impl(Text body, ErrorCode& ec) override { return append(body, ec); }
    void on_chunk_header_impl(std::uint64_t, Text, ErrorCode&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text body, ErrorCode& ec) override {
        return append(body, ec);
    }
    void on_finish_impl(ErrorCode&) override {}

    std::size_t append(Text piece, ErrorCode& ec) {
        if (!budget_.take(piece.size())) {
            out_of_memory = true;
            ec = beast_http::error::body_limit;
            return 0;
        }
        taken_ += piece.size();
        request_.body.append(piece.data(), piece.size());
        return piece.size();
    }

    Request& request_;
    const std::size_t max_fields_;
    MemoryBudget& budget_;
    std::size_t& taken_;
    bool head_done_ = false;
    bool seen_length_ = false;
};

} // namespace

bool MemoryBudget::take(std::size_t bytes) noexcept {
    if (used_.fetch_add(bytes) + bytes <= limit_) {
        return true;
    }
    used_ -= bytes;
    return false;
}

struct RequestParser::Grammar {
    std::optional<BeastParser> parser;
};

RequestParser::RequestParser(Limits limits, MemoryBudget& budget)
    : limits_(limits), budget_(budget), grammar_(std::make_unique<Grammar>()) {}

RequestParser::~RequestParser() {
    budget_.give(taken_);
}

void RequestParser::begin(Request& request) {
    budget_.give(taken_);
    taken_ = 0;
    request_ = &request;
    state_ = State::head;
    expects_continue_ = false;
    BeastParser& parser = grammar_->parser.emplace(request, limits_.header_fields, budget_, taken_);
    parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser.body_limit(boost::none);
}

std::size_t RequestParser::put(std::string_view bytes) {
    BeastParser& parser = *grammar_->parser;
    std::size_t used = 0;
    while ((state_ == State::head || state_ == State::body) && used < bytes.size()) {
        ErrorCode ec;
        const std::size_t before = used;
        used += parser.put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), ec);
        if (ec == beast_http::error::need_more) {
            break;
        }
        if (ec) {
            fail_by(ec.value(), ec.message(), bytes.substr(used));
            break;
        }
        const bool head_ended = state_ == State::head && parser.is_header_done();
        if (head_ended) {
            // Beast takes a head at once or not at all, so this is the whole of it.
            check_head(bytes.substr(before, used - before));
        }
        if (state_ != State::failed && parser.is_done()) {
            state_ = State::complete;
        }
        if (head_ended) {
            break;
        }
    }
    return used;
}

void RequestParser::accept_body(std::size_t limit) {
    grammar_->parser->body_limit(limit);
}

std::optional<std::uint64_t> RequestParser::content_length() const {
    const auto length = grammar_->parser->content_length();
    return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

bool RequestParser::has_body() const {
    return grammar_->parser->chunked() || content_length().value_or(0) != 0;
}

bool RequestParser::keep_alive() const {
    return state_ == State::complete && grammar_->parser->keep_alive();
}

void RequestParser::fail(unsigned status, const char* slug, std::string message) {
    state_ = State::failed;
    status_ = status;
    error_ = Error(Errc::malformed, slug, std::move(message));
}

void RequestParser::fail_by(int beast_error, const std::string& message, std::string_view at) {
    using Code = beast_http::error;
    const BeastParser& parser = *grammar_->parser;
    const auto code = static_cast<Code>(beast_error);
    if (code == Code::header_limit) {
        return fail(431, "header_too_large",
                    parser.too_many_fields
                        ? "The request has more than " + std::to_string(limits_.header_fields) +
                              " header fields."
                        : "The request's header is larger than " +
                              std::to_string(limits_.header_bytes) + " bytes.");
    }
    if (code == Code::body_limit) {
        return parser.out_of_memory
                   ? fail(503, "overloaded", "No memory is left for the bodies of requests.")
                   : fail(413, "body_too_large", "The body is larger than this resource takes.");
    }
    if (code == Code::bad_version && names_a_version(at)) {
        return fail(505, "http_version_not_supported", "This server speaks HTTP/1.0 and 1.1.");
    }
    fail(400, "malformed_request", "The request is not HTTP: " + message + ".");
}

void RequestParser::check_head(std::string_view head) {
    state_ = State::body;
    if (is_folded(head)) {
        return fail(400, "malformed_request", "A header field goes on in another line.");
    }
    const Headers& headers = request_->headers;
    const std::size_t hosts = headers.count("Host");
    if (hosts > 1 || (hosts == 0 && request_->http_1_1) ||
        (hosts == 1 && !is_host(headers.get("Host")))) {
        return fail(400, "bad_host", "A request has exactly one Host.");
    }
    if (headers.has("Transfer-Encoding")) {
        if (!request_->http_1_1 || headers.count("Transfer-Encoding") > 1 ||
            headers.has("Content-Length")) {
            return fail(400, "malformed_request", "The length of the body is ambiguous.");
        }
        if (!same_text(headers.get("Transfer-Encoding"), "chunked")) {
            return fail(501, "unsupported_transfer_encoding",
                        "The only transfer encoding understood is chunked.");
        }
    }
    if (request_->target.size() > longest_target) {
        return fail(414, "target_too_long", "The address is longer than 8192 bytes.");
    }
    if (const std::string_view expected = headers.get("Expect"); !expected.empty()) {
        if (!same_text(expected, "100-continue")) {
            return fail(417, "unknown_expectation", "The only expectation met is 100-continue.");
        }
        expects_continue_ = request_->http_1_1;
    }
}

} // namespace statybos::kernel::http
