// Threads that run handlers, and what keeps one plugin from taking them all.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace statybos::kernel::http {

/// Jobs of each bulkhead run in the order submitted, on at most its share of the threads;
/// bulkheads take turns.
class WorkerPool {
public:
    using Job = std::function<void()>; // must not throw

    struct Limits {
        unsigned threads = 1;
        std::size_t queue = 512; // jobs waiting in all
        unsigned share = 0;      // threads of one bulkhead; 0: three quarters, rounded up
        std::map<std::string, unsigned> shares;
    };

    explicit WorkerPool(Limits limits);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// False, at once, when the queue is full or the pool is stopping: the job will not run. One
    /// bulkhead may fill half of the queue, so that the others still find room.
    bool submit(std::string_view bulkhead, Job job);

    /// Takes no more jobs, runs those that wait, joins.
    void stop();

    std::size_t waiting() const;
    unsigned running() const;

private:
    struct Bulkhead {
        std::deque<Job> jobs;
        unsigned share = 1;
        unsigned running = 0;
        bool ready = false; // stands in ready_
    };

    Bulkhead& bulkhead_of(std::string_view name);
    void make_ready(Bulkhead& bulkhead);
    void work();

    const Limits limits_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::map<std::string, Bulkhead, std::less<>> bulkheads_;
    std::deque<Bulkhead*> ready_; // with a job and a free share
    std::size_t waiting_ = 0;
    unsigned running_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace statybos::kernel::http
