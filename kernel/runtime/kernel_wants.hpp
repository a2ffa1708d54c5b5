// Contracts that the kernel itself calls where a plugin provides them.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/declarations.hpp"
#include "plugins/slots.hpp"

namespace statybos::kernel {

std::vector<plugins::Requirement> kernel_wants();

/// The slot of statybos.kernel.authenticator.
std::uint32_t authenticator_slot(plugins::SlotTable& slots);

/// The key of the command that the words of a command line name, "demo load".
plugins::ServiceKey command_key(std::string words);

} // namespace statybos::kernel
