// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/document_routes.hpp"
#include "parts.hpp"
#include "settings.hpp"

namespace statybos::documents {

class DocumentsPlugin : public Plugin {
public:
    explicit DocumentsPlugin(Host host, const Parts& parts = Parts());

    void start() override { printer_->check(); }

private:
    template <class E>
    void listen(Host& host, std::string_view name);

    Settings settings_;
    DocumentStore store_;
    Use<orders::OrderReader> orders_;
    std::unique_ptr<Issuing> issuing_;
    std::unique_ptr<Printer> printer_;
    Documents documents_;
    DocumentRoutes routes_;
};

} // namespace statybos::documents
