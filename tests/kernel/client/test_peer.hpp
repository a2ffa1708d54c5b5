// A small HTTP/1.1 server on the loopback that answers what a test tells it to.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <openssl/ssl.h>

namespace statybos::test {

struct PeerRequest {
    std::string head; // request line and headers
    std::string body{};
};

struct PeerReply {
    enum class Kind {
        answer,
        hang,       // reads the request and never answers
        disconnect, // reads the request and closes the connection
        raw,        // sends `body` as it is and closes
    };
    Kind kind = Kind::answer;
    int status = 200;
    std::string headers{}; // complete lines, each ended by \r\n
    std::string body{};
    bool close = false; // closes the connection after the answer, without saying so
};

class TestPeer {
public:
    /// `reply` is called once per request, one at a time, with the request's number from 1.
    using Reply = std::function<PeerReply(int number, const PeerRequest& request)>;

    explicit TestPeer(Reply reply, SSL_CTX* tls = nullptr);
    ~TestPeer();

    int port() const { return port_; }
    std::string url(const std::string& path) const;
    std::vector<PeerRequest> requests() const;
    int connections() const { return connections_; }
    /// Returns once `count` requests have arrived.
    void wait_for_requests(std::size_t count) const;

private:
    class Stream;

    void accept_all();
    void serve(int socket);
    bool exchange(Stream& stream);

    const Reply reply_;
    SSL_CTX* const tls_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> connections_{0};
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    bool stopping_ = false;
    std::vector<PeerRequest> requests_;
    std::vector<int> sockets_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

/// A port of the loopback on which nobody listens.
int unused_port();

} // namespace statybos::test
