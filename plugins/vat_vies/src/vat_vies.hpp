// VAT numbers checked by VIES, the register of the European Commission.
#pragma once

#include <string>

#include <statybos/http_client.hpp>
#include <statybos/orders/vat_number_validator.hpp>
#include <statybos/plugin.hpp>

namespace statybos::vat_vies {

struct Settings {
    std::string url;
    std::string requester; ///< the marketplace's own VAT number, or empty
    std::int64_t timeout = 0;
};
STATYBOS_RECORD(Settings, url, requester, timeout)

class VatVies final : public Plugin, public orders::VatNumberValidator {
public:
    explicit VatVies(Host host) : Plugin(host), settings_(host.settings<Settings>()), http_(host) {
        host.provide<orders::VatNumberValidator>(*this);
    }

    Result<orders::VatNumberAnswer> check(Ctx& ctx, std::string_view vat_number) override;

private:
    Settings settings_;
    HttpClient http_;
};

} // namespace statybos::vat_vies
