#include "users_plugin.hpp"

STATYBOS_PLUGIN(statybos::users::UsersPlugin, "statybos.users", "0.1.0")
