// Calls to Stripe's HTTP interface: JSON out, errors in our words.
#pragma once

#include <string>
#include <string_view>

#include <statybos/http_client.hpp>
#include <statybos/json.hpp>

#include "settings.hpp"
#include "stripe/form.hpp"

namespace statybos::payments_stripe::stripe {

class Client {
public:
    Client(const Host& host, const Settings& settings) : http_(host), settings_(settings) {}

    /// Stripe's answer as JSON. All methods have the same errors:
    ///
    /// @errors declined    a card was refused; the message is Stripe's code in our words
    /// @errors not_found
    /// @errors conflict    the state or the amount does not allow it; the slug is Stripe's code
    /// @errors forbidden   Stripe does not know the secret key, or it may not do this
    /// @errors timeout, unavailable  whether the call had its effect is not known
    Result<Json> get(Ctx& ctx, const std::string& path);
    /// @param key  under which Stripe acts once, for at least a day
    Result<Json> post(Ctx& ctx, const std::string& path, const Form& form, std::string_view key);

private:
    Result<Json> send(Ctx& ctx, HttpCall call);

    HttpClient http_;
    const Settings& settings_;
};

} // namespace statybos::payments_stripe::stripe
