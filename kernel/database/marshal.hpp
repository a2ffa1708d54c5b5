// From statybos.db/1 values to the arrays that libpq takes.
#pragma once

#include <string>

#include <boost/container/small_vector.hpp>

#include "database/value.hpp"

namespace statybos::kernel::database {

/// Text form for everything but bytes, which travel as they are. Borrows the bytes of `values`.
/// @throws DatabaseError(22021)  a text holds a NUL, which PostgreSQL cannot store
/// @throws DatabaseError(54000)  a parameter is longer than 1 GiB, or there are over 65535
/// @throws DatabaseError(22023)  a kind that this version does not know
class MarshalledValues {
public:
    explicit MarshalledValues(Values values);

    int size() const { return static_cast<int>(data_.size()); }
    const char* const* data() const { return data_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

private:
    void add(const sty_value& value);
    void add_text(std::string_view text);
    void push(const char* data, int length, int format);

    std::string text_; // reserved at once: data_ points into it
    boost::container::small_vector<const char*, 16> data_;
    boost::container::small_vector<int, 16> lengths_;
    boost::container::small_vector<int, 16> formats_;
};

} // namespace statybos::kernel::database
