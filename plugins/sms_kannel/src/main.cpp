#include "sms_kannel_plugin.hpp"

STATYBOS_PLUGIN(statybos::sms_kannel::SmsKannelPlugin, "statybos.sms_kannel", "0.1.0")
