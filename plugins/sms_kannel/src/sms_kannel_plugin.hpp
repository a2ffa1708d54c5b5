// The plugin on one screen: settings in, the channel made, old messages forgotten.
#pragma once

#include <chrono>

#include <statybos/plugin.hpp>

#include "sms_channel.hpp"

namespace statybos::sms_kannel {

class SmsKannelPlugin final : public Plugin {
public:
    explicit SmsKannelPlugin(Host host);

private:
    Settings settings_;
    MessageStore messages_;
    SmsChannel channel_;
};

} // namespace statybos::sms_kannel
