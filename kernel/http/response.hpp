// One answer as handlers make it; what the kernel adds comes when it is written.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace statybos::kernel::http {

class OpenStream;

class Response {
public:
    struct Field {
        std::string name;
        std::string value;
    };

    /// 200 until set. What is no final status (200..599) becomes 500.
    void set_status(unsigned status) noexcept;
    unsigned status() const noexcept { return status_; }

    /// Replaces all fields of that name. A name or value that cannot stand on the wire, and a name
    /// that is the server's own (Content-Length, Transfer-Encoding, Connection, Date), is refused.
    bool set_header(std::string_view name, std::string_view value);
    /// As set_header(), beside those that are there.
    bool add_header(std::string_view name, std::string_view value);
    /// The first field of that name, or empty.
    std::string_view header(std::string_view name) const noexcept;
    const std::vector<Field>& headers() const noexcept { return headers_; }

    void set_body(std::string body) { body_ = std::move(body); }
    const std::string& body() const noexcept { return body_; }

    /// The answer depends on what `tag` names: dropping the tag drops a cached copy.
    void add_cache_tag(std::string_view tag) { cache_tags_.emplace_back(tag); }
    const std::vector<std::string>& cache_tags() const noexcept { return cache_tags_; }

    /// The answer is a stream: what it sends takes the body's place. Null: it is none.
    void set_stream(std::shared_ptr<OpenStream> stream) { stream_ = std::move(stream); }
    const std::shared_ptr<OpenStream>& stream() const noexcept { return stream_; }

    void clear();

private:
    unsigned status_ = 200;
    std::vector<Field> headers_;
    std::string body_;
    std::vector<std::string> cache_tags_;
    std::shared_ptr<OpenStream> stream_;
};

} // namespace statybos::kernel::http
