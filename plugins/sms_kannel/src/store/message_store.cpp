#include "store/message_store.hpp"

namespace statybos::sms_kannel {

std::optional<MessageStatus> MessageStore::begin(Session& session, std::string_view id) {
    const bool is_new = session.execute("INSERT INTO sms_kannel.message (id) VALUES ($1)"
                                        " ON CONFLICT (id) DO NOTHING",
                                        id) == 1;
    return is_new ? std::nullopt
                  : session.one<MessageStatus>(
                        "SELECT status FROM sms_kannel.message WHERE id = $1", id);
}

void MessageStore::mark_sent(Session& session, std::string_view id) {
    session.execute("UPDATE sms_kannel.message SET status = 'sent' WHERE id = $1", id);
}

void MessageStore::take_back(Session& session, std::string_view id) {
    session.execute("DELETE FROM sms_kannel.message WHERE id = $1", id);
}

void MessageStore::forget_old(Session& session) {
    session.execute("DELETE FROM sms_kannel.message WHERE created_at < now() - interval '30 days'");
}

} // namespace statybos::sms_kannel
