#include <statybos/wire.hpp>

#include <algorithm>

#include <statybos/error.hpp>

namespace statybos {

void WireWriter::grow(std::size_t count) {
    if (count > max_size - size_) {
        throw Failure(Errc::too_large, "too_large", "A record is too large to be passed on.");
    }
    const std::size_t wanted = std::max(size_ + count, capacity_ * 2);
    std::unique_ptr<char[]> larger(new char[wanted]);
    std::memcpy(larger.get(), data_, size_);
    heap_ = std::move(larger);
    data_ = heap_.get();
    capacity_ = wanted;
}

bool detail::wire_read_json(WireReader& in, Json& value) {
    std::string_view text;
    if (!in.text(text) || !JsonDocument::parse(text)) {
        return false;
    }
    value = Json::trusted(std::string(text));
    return true;
}

} // namespace statybos
