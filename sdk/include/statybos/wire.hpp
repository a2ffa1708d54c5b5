// The form in which records cross the ABI: fields in order within a length, so that either side may
// know more fields than the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/json.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos {

/// Collects the wire form: on the stack while it is short, else on this side's heap.
class WireWriter {
public:
    WireWriter() = default;
    WireWriter(const WireWriter&) = delete;
    WireWriter& operator=(const WireWriter&) = delete;

    std::string_view bytes() const noexcept { return {data_, size_}; }

    void raw(const void* bytes, std::size_t count) {
        if (count > capacity_ - size_) {
            grow(count);
        }
        if (count != 0) {
            std::memcpy(data_ + size_, bytes, count);
        }
        size_ += count;
    }
    template <class T>
    void scalar(T value) {
        static_assert(std::is_trivially_copyable_v<T>);
        raw(&value, sizeof value);
    }
    void text(std::string_view text) {
        scalar(static_cast<std::uint32_t>(text.size()));
        raw(text.data(), text.size());
    }
    /// Starts a frame, whose length end_frame() fills in; frames nest.
    std::size_t begin_frame() {
        scalar(std::uint32_t{0});
        return size_;
    }
    void end_frame(std::size_t start) noexcept {
        const auto length = static_cast<std::uint32_t>(size_ - start);
        std::memcpy(data_ + start - sizeof length, &length, sizeof length);
    }

private:
    /// @throws Failure too_large  beyond max_size
    void grow(std::size_t count);

    static constexpr std::size_t max_size = std::size_t{1} << 30;
    char* data_ = inline_;
    std::size_t size_ = 0;
    std::size_t capacity_ = sizeof inline_;
    std::unique_ptr<char[]> heap_;
    char inline_[512];
};

/// Reads the wire form. Every step returns false, and nothing else happens, when the bytes do not
/// hold what is asked for; whoever wrote them.
class WireReader {
public:
    static constexpr unsigned max_depth = 64;

    explicit WireReader(std::string_view bytes) noexcept : WireReader(bytes, 0) {}

    bool at_end() const noexcept { return rest_.empty(); }
    std::size_t remaining() const noexcept { return rest_.size(); }

    bool raw(void* out, std::size_t count) noexcept {
        if (count > rest_.size()) {
            return false;
        }
        if (count != 0) {
            std::memcpy(out, rest_.data(), count);
        }
        rest_.remove_prefix(count);
        return true;
    }
    template <class T>
    bool scalar(T& value) noexcept {
        static_assert(std::is_trivially_copyable_v<T>);
        return raw(&value, sizeof value);
    }
    /// Borrowed from the bytes given.
    bool text(std::string_view& text) noexcept {
        std::uint32_t size = 0;
        if (!scalar(size) || size > rest_.size()) {
            return false;
        }
        text = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return true;
    }
    /// Calls `read(inner)` for a frame and goes on behind it, whatever was left of it.
    template <class Read>
    bool frame(Read&& read) {
        std::string_view inside;
        if (depth_ >= max_depth || !text(inside)) {
            return false;
        }
        WireReader inner(inside, depth_ + 1);
        return read(inner);
    }

private:
    WireReader(std::string_view bytes, unsigned depth) noexcept : rest_(bytes), depth_(depth) {}

    std::string_view rest_;
    unsigned depth_;
};

namespace detail {

/// Types that are written as their bytes.
template <class T>
inline constexpr bool is_wire_bytes =
    Integer<T> || std::is_floating_point_v<T> || Pod<T> || IdType<T> || std::is_same_v<T, Uuid> ||
    std::is_same_v<T, Money> || std::is_same_v<T, Quantity> || std::is_same_v<T, Percent> ||
    std::is_same_v<T, Instant>;

static_assert(sizeof(Money) == 16 && std::is_trivially_copyable_v<Money>);

} // namespace detail

template <class T>
void wire_write(WireWriter& out, const T& value);
/// False when the bytes are truncated or not of this type; `value` is then in part what it was.
/// Fields that the writer did not know yet stay as they are in `value`, so pass a fresh one.
template <class T>
[[nodiscard]] bool wire_read(WireReader& in, T& value);

namespace detail {

template <class T>
void wire_write_list(WireWriter& out, const T& list) {
    out.scalar(static_cast<std::uint32_t>(list.size()));
    if constexpr (is_wire_bytes<typename T::value_type>) {
        out.raw(list.data(), list.size() * sizeof(typename T::value_type));
    } else {
        for (const auto& element : list) {
            wire_write(out, element);
        }
    }
}

template <class T>
bool wire_read_list(WireReader& in, T& list) {
    using Element = typename T::value_type;
    std::uint32_t count = 0;
    // Nothing is shorter than a byte, so that a false count cannot ask for much memory.
    constexpr std::size_t least = is_wire_bytes<Element> ? sizeof(Element) : 1;
    if (!in.scalar(count) || count > in.remaining() / least) {
        return false;
    }
    list.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!wire_read(in, list.emplace_back())) {
            return false;
        }
    }
    return true;
}

template <class T>
bool wire_read_map(WireReader& in, T& map) {
    std::uint32_t count = 0;
    if (!in.scalar(count) || count > in.remaining()) {
        return false;
    }
    map.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
        std::string_view key;
        if (!in.text(key) || !wire_read(in, map[std::string(key)])) {
            return false;
        }
    }
    return true;
}

/// 0: nothing, 1: a value, 2: a Change to null.
template <class T>
void wire_write_holder(WireWriter& out, const T& holder) {
    std::uint8_t mark = holder.has_value() ? 1 : 0;
    if constexpr (is_change<T>) {
        mark = holder.cleared() ? 2 : mark;
    }
    out.scalar(mark);
    if (mark == 1) {
        wire_write(out, holder.value());
    }
}

template <class T>
bool wire_read_holder(WireReader& in, T& holder) {
    std::uint8_t mark = 0;
    if (!in.scalar(mark) || mark > (is_change<T> ? 2 : 1)) {
        return false;
    }
    if constexpr (is_change<T>) {
        if (mark == 2) {
            holder = T::clear();
            return true;
        }
    }
    if (mark == 0) {
        holder = T();
        return true;
    }
    typename T::value_type value{};
    if (!wire_read(in, value)) {
        return false;
    }
    holder = T(std::move(value));
    return true;
}

template <class T>
bool wire_read_bytes(WireReader& in, T& value) {
    if (!in.scalar(value)) {
        return false;
    }
    if constexpr (std::is_same_v<T, Money>) {
        return value.currency.is_well_formed();
    } else {
        return true;
    }
}

template <Record T>
bool wire_read_record(WireReader& in, T& record) {
    return in.frame([&](WireReader& inner) {
        bool good = true;
        for_each_field<T>([&](auto field) {
            good = good && (inner.at_end() || wire_read(inner, record.*field.pointer));
        });
        return good;
    });
}

bool wire_read_json(WireReader& in, Json& value);

} // namespace detail

template <class T>
void wire_write(WireWriter& out, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        out.scalar(static_cast<std::uint8_t>(value));
    } else if constexpr (detail::is_wire_bytes<T>) {
        out.scalar(value);
    } else if constexpr (RecordEnum<T>) {
        out.scalar(static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
        out.text(value);
    } else if constexpr (std::is_same_v<T, Json>) {
        out.text(value.text());
    } else if constexpr (detail::is_vector<T>) {
        detail::wire_write_list(out, value);
    } else if constexpr (detail::is_map<T>) {
        out.scalar(static_cast<std::uint32_t>(value.size()));
        for (const auto& [key, element] : value) {
            out.text(key);
            wire_write(out, element);
        }
    } else if constexpr (detail::is_optional<T> || detail::is_change<T> || detail::is_maybe<T>) {
        detail::wire_write_holder(out, value);
    } else if constexpr (Record<T>) {
        const std::size_t frame = out.begin_frame();
        for_each_field<T>([&](auto field) { wire_write(out, value.*field.pointer); });
        out.end_frame(frame);
    } else {
        static_assert(detail::always_false<T>,
                      "this type cannot cross; describe it by STATYBOS_RECORD or STATYBOS_POD");
    }
}

template <class T>
bool wire_read(WireReader& in, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        std::uint8_t byte = 0;
        const bool good = in.scalar(byte) && byte <= 1;
        value = good && byte == 1;
        return good;
    } else if constexpr (detail::is_wire_bytes<T>) {
        return detail::wire_read_bytes(in, value);
    } else if constexpr (RecordEnum<T>) {
        std::underlying_type_t<T> number{};
        if (!in.scalar(number) || enum_name(static_cast<T>(number)).empty()) {
            return false;
        }
        value = static_cast<T>(number);
        return true;
    } else if constexpr (std::is_same_v<T, std::string>) {
        std::string_view text;
        const bool good = in.text(text);
        value.assign(text);
        return good;
    } else if constexpr (std::is_same_v<T, Json>) {
        return detail::wire_read_json(in, value);
    } else if constexpr (detail::is_vector<T>) {
        return detail::wire_read_list(in, value);
    } else if constexpr (detail::is_map<T>) {
        return detail::wire_read_map(in, value);
    } else if constexpr (detail::is_optional<T> || detail::is_change<T> || detail::is_maybe<T>) {
        return detail::wire_read_holder(in, value);
    } else if constexpr (Record<T>) {
        return detail::wire_read_record(in, value);
    } else {
        static_assert(detail::always_false<T>,
                      "this type cannot cross; describe it by STATYBOS_RECORD or STATYBOS_POD");
    }
}

} // namespace statybos
