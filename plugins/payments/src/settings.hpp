// The plugin's settings as config.schema.yaml describes them.
#pragma once

#include <cstdint>
#include <string>

#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos::payments {

enum class Capture : std::uint8_t { automatic, manual };
STATYBOS_ENUM(Capture, automatic, manual)

struct TestGatewaySettings {
    bool enabled = false;
    Capture capture = Capture::automatic;
    std::string webhook_secret;
    std::string action_url;
};
STATYBOS_RECORD(TestGatewaySettings, enabled, capture, webhook_secret, action_url)

enum class Bearer : std::uint8_t { marketplace, vendor };
STATYBOS_ENUM(Bearer, marketplace, vendor)

/// Whose account payouts leave from.
struct PayerSettings {
    std::string name;
    std::string iban;
};
STATYBOS_RECORD(PayerSettings, name, iban)

struct PayoutSettings {
    bool automatic = false;
    std::int64_t sweep_every = 0; ///< milliseconds
    Money minimum;                ///< of a swept payout; its currency is the marketplace's
    std::string gateway;          ///< the ledger's name of the account that payouts leave from
    PayerSettings payer;
};
STATYBOS_RECORD(PayoutSettings, automatic, sweep_every, minimum, gateway, payer)

struct Settings {
    std::int64_t charge_grace = 0; ///< milliseconds
    TestGatewaySettings test_gateway;
    Percent commission_rate; ///< of the default rule, until the operator gives it one
    Percent commission_vat_rate;
    std::int64_t hold_days = 0; ///< from an order's completion until its earning is payable
    Bearer chargebacks_borne_by = Bearer::marketplace;
    PayoutSettings payouts;

    /// What vendors earn in.
    Currency currency() const { return payouts.minimum.currency; }
    std::int64_t hold_us() const { return hold_days * 24 * 3600 * 1'000'000; }
};
STATYBOS_RECORD(Settings, charge_grace, test_gateway, commission_rate, commission_vat_rate,
                hold_days, chargebacks_borne_by, payouts)

} // namespace statybos::payments
