// The contract that the golden plugins share. It never changes: golden_c99.c has its form and its
// hash written out by hand.
#pragma once

#include <cstdint>
#include <string>

#include <statybos/contract.hpp>

namespace golden {

struct Note {
    std::string text;
};
STATYBOS_RECORD(Note, text)

struct Book {
    virtual ~Book() = default;

    /// Writes the note, and has the next book write it in the same transaction.
    ///
    /// @returns  how many books have it now
    /// @errors closed  the text begins with "refuse in <this book>"
    virtual statybos::Result<std::int64_t> write(statybos::Transaction&, const Note& note) = 0;
};
STATYBOS_INTERFACE(Book, "golden.book", 1, write)

} // namespace golden
