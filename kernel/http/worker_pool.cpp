#include "http/worker_pool.hpp"

#include <algorithm>

namespace statybos::kernel::http {

WorkerPool::WorkerPool(Limits limits) : limits_(std::move(limits)) {
    const unsigned threads = std::max(limits_.threads, 1U);
    threads_.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

WorkerPool::~WorkerPool() {
    stop();
}

WorkerPool::Bulkhead& WorkerPool::bulkhead_of(std::string_view name) {
    if (const auto found = bulkheads_.find(name); found != bulkheads_.end()) {
        return found->second;
    }
    const unsigned threads = std::max(limits_.threads, 1U);
    unsigned share = limits_.share == 0 ? (threads * 3 + 3) / 4 : limits_.share;
    if (const auto own = limits_.shares.find(std::string(name)); own != limits_.shares.end()) {
        share = own->second;
    }
    Bulkhead& made = bulkheads_[std::string(name)];
    made.share = std::clamp(share, 1U, threads);
    return made;
}

void WorkerPool::make_ready(Bulkhead& bulkhead) {
    if (!bulkhead.ready && !bulkhead.jobs.empty() && bulkhead.running < bulkhead.share) {
        bulkhead.ready = true;
        ready_.push_back(&bulkhead);
        wake_.notify_one();
    }
}

bool WorkerPool::submit(std::string_view name, Job job) {
    std::lock_guard lock(mutex_);
    if (stopping_ || waiting_ >= limits_.queue) {
        return false;
    }
    Bulkhead& bulkhead = bulkhead_of(name);
    if (bulkhead.jobs.size() >= std::max<std::size_t>(limits_.queue / 2, 1)) {
        return false;
    }
    bulkhead.jobs.push_back(std::move(job));
    ++waiting_;
    make_ready(bulkhead);
    return true;
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return !ready_.empty() || (stopping_ && waiting_ == 0); });
        if (ready_.empty()) {
            return;
        }
        Bulkhead& bulkhead = *ready_.front();
        ready_.pop_front();
        bulkhead.ready = false;
        Job job = std::move(bulkhead.jobs.front());
        bulkhead.jobs.pop_front();
        --waiting_;
        ++bulkhead.running;
        ++running_;
        make_ready(bulkhead);
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
        --bulkhead.running;
        --running_;
        make_ready(bulkhead);
        if (stopping_ && waiting_ == 0) {
            wake_.notify_all();
        }
    }
}

void WorkerPool::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

std::size_t WorkerPool::waiting() const {
    std::lock_guard lock(mutex_);
    return waiting_;
}

unsigned WorkerPool::running() const {
    std::lock_guard lock(mutex_);
    return running_;
}

} // namespace statybos::kernel::http
