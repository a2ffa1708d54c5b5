#include "http/headers.hpp"

#include "http/characters.hpp"

namespace statybos::kernel::http {

void Headers::add(std::string_view name, std::string_view value) {
    entries_.push_back({static_cast<std::uint32_t>(text_.size()),
                        static_cast<std::uint32_t>(name.size()),
                        static_cast<std::uint32_t>(value.size())});
    text_ += name;
    text_ += value;
}

void Headers::clear() noexcept {
    text_.clear();
    entries_.clear();
}

Headers::Field Headers::at(std::size_t index) const noexcept {
    const Entry& entry = entries_[index];
    const std::string_view text = text_;
    return {text.substr(entry.start, entry.name_size),
            text.substr(entry.start + entry.name_size, entry.value_size)};
}

std::string_view Headers::get(std::string_view name) const noexcept {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (entries_[i].name_size == name.size() && same_text(at(i).name, name)) {
            return at(i).value;
        }
    }
    return {};
}

std::size_t Headers::count(std::string_view name) const noexcept {
    std::size_t found = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        found += entries_[i].name_size == name.size() && same_text(at(i).name, name) ? 1 : 0;
    }
    return found;
}

} // namespace statybos::kernel::http
