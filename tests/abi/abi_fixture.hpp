// A marketplace of plugins from test-plugins, really loaded, on a database of its own.
#pragma once

#include <string>
#include <vector>

#include "kernel/runtime/runtime_fixture.hpp"

namespace statybos::kernel {

class AbiTest : public RuntimeTest {
protected:
    static std::string entry(const std::string& file, const std::string& id,
                             const std::string& more = "") {
        return "  - {id: " + id + ", path: " STATYBOS_PLUGINS_DIR "/" + file + ".so" + more + "}\n";
    }

    std::vector<std::string> failures() const {
        return runtime_->generations().current()->failures();
    }
};

} // namespace statybos::kernel
