#include "plugins/mapped_ranges.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <mutex>

#include <dlfcn.h>
#include <link.h>

namespace statybos::kernel::plugins {
namespace {

struct Range {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    std::array<char, 128> name{};
};

std::array<Range, 256> ranges;
std::atomic<std::size_t> filled{0}; // what lies below never changes again

struct Search {
    std::uintptr_t symbol;
    Range found;
};

int visit(dl_phdr_info* info, std::size_t, void* user) {
    auto& search = *static_cast<Search*>(user);
    std::uintptr_t begin = UINTPTR_MAX;
    std::uintptr_t end = 0;
    for (int i = 0; i < info->dlpi_phnum; ++i) {
        const ElfW(Phdr)& header = info->dlpi_phdr[i];
        if (header.p_type == PT_LOAD) {
            begin = std::min<std::uintptr_t>(begin, info->dlpi_addr + header.p_vaddr);
            end = std::max<std::uintptr_t>(end, info->dlpi_addr + header.p_vaddr + header.p_memsz);
        }
    }
    if (search.symbol < begin || search.symbol >= end) {
        return 0;
    }
    search.found.begin = begin;
    search.found.end = end;
    return 1;
}

} // namespace

void remember_range(const void* symbol, const char* name) noexcept {
    static std::mutex one_writer;
    const std::lock_guard lock(one_writer);
    Search search{reinterpret_cast<std::uintptr_t>(symbol), {}};
    const std::size_t next = filled.load();
    if (next == ranges.size() || dl_iterate_phdr(&visit, &search) == 0) {
        return;
    }
    std::strncpy(search.found.name.data(), name, search.found.name.size() - 1);
    ranges[next] = search.found;
    filled.store(next + 1, std::memory_order_release);
}

const char* owner_of(const void* address) noexcept {
    const auto wanted = reinterpret_cast<std::uintptr_t>(address);
    const std::size_t count = filled.load(std::memory_order_acquire);
    for (std::size_t i = 0; i < count; ++i) {
        if (wanted >= ranges[i].begin && wanted < ranges[i].end) {
            return ranges[i].name.data();
        }
    }
    return nullptr;
}

} // namespace statybos::kernel::plugins
