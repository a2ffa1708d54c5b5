// How this plugin says no to an input.
#pragma once

#include <statybos/error.hpp>

namespace statybos::shipping {

/// To be filled with what is wrong.
inline Error unacceptable() {
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable");
}

} // namespace statybos::shipping
