"""Text messages through Kannel: the real one where it is installed, and a stand-in for what it seldom says."""

import itertools

import pytest

from harness import kannel
from harness.marketplace import marketplace, with_plugin
from harness.waiting import eventually

NUMBERS = itertools.count(61_000_000)


def texting(databases, demo, peer, **changes):
    """A marketplace that sends text messages by the peer."""
    usual = {"url": peer.url, "username": kannel.USER, "password": kannel.PASSWORD, "sender": "Statybos", "timeout": "1s"}
    enabled = with_plugin("sms_kannel", {**usual, **changes})
    enabled["marketplace.yaml"]["log"] = {"level": "debug"}
    return marketplace(databases, demo, enabled)


@pytest.fixture(scope="module")
def _real(databases, demo):
    if not kannel.INSTALLED:
        pytest.fail("the stories of text messages need Kannel; ./dev installs it")
    peer = kannel.Kannel()
    try:
        with texting(databases, demo, peer) as shop:
            yield shop, peer
    finally:
        peer.remove()


@pytest.fixture
def real(_real, request):
    shop, _ = _real
    request.node.watched = (shop.server, shop.server.log_size())
    return _real


@pytest.fixture(scope="module")
def _stand_in(databases, demo):
    peer = kannel.StandIn()
    try:
        with texting(databases, demo, peer) as shop:
            yield shop, peer
    finally:
        peer.remove()


@pytest.fixture
def stand_in(_stand_in, request):
    shop, peer = _stand_in
    request.node.watched = (shop.server, shop.server.log_size())
    peer.answer = (202, "0: Accepted for delivery")
    return _stand_in


def number():
    """As one dials it at home, and as the world does."""
    digits = str(next(NUMBERS))
    return f"8 {digits[:3]} {digits[3:]}", f"+370{digits}"


def shipped(shop, language, phone, buyer=None):
    """An order on its way to a buyer who left that number for billing."""
    buyer = buyer or shop.given_buyer(language)
    vendor = shop.given_vendor()
    buyer.has_in_cart(shop.given_product(vendor))
    body = buyer.checkout(buyer.methods())
    body["billing"]["phone"] = phone
    order = buyer.place(body).ok(201)["orders"][0]
    vendor.move(order, "shipped", tracking_number=f"LP{order['number']}").ok(200)
    return buyer, order


def test_a_buyer_with_a_number_gets_a_text_message_in_lithuanian(real):
    shop, peer = real
    written, dialled = number()
    buyer, order = shipped(shop, "lt", written)
    (sms,) = eventually(lambda: peer.to(dialled), "the message is at the centre")
    assert sms.sender == "Statybos"
    assert sms.text.startswith(f"Užsakymas {order['number']} išsiųstas. Siuntos numeris: LP{order['number']} http")
    assert sms.text.endswith(f"/orders/{order['id']}")
    shop.awaited_mail(buyer, f"LP{order['number']}")
    assert len(peer.to(dialled)) == 1


def test_a_guest_too_and_in_english(real):
    shop, peer = real
    written, dialled = number()
    _, order = shipped(shop, "en", written, buyer=shop.given_guest("en"))
    (sms,) = eventually(lambda: peer.to(dialled), "the message is at the centre")
    assert sms.text.startswith(f"Order {order['number']} shipped. Tracking number: LP{order['number']} http")


def test_who_switched_messages_off_gets_none(real):
    shop, peer = real
    written, dialled = number()
    buyer = shop.given_buyer("en")
    buyer.put("/api/notifications/preferences", {"sms": {"order_shipped": False}}).ok(200)
    shipped(shop, "en", written, buyer)
    other, others = number()
    shipped(shop, "en", other)
    eventually(lambda: peer.to(others), "somebody else's message is at the centre")
    shop.awaited_mail(buyer, "shipped")
    assert peer.to(dialled) == []


def test_while_kannel_is_away_mails_go_and_messages_wait(real):
    shop, peer = real
    written, dialled = number()
    peer.close()
    try:
        buyer, order = shipped(shop, "en", written)
        shop.awaited_mail(buyer, f"LP{order['number']}")
    finally:
        peer.open()
    eventually(lambda: peer.to(dialled), "the message comes after all", within=60)
    assert len(peer.to(dialled)) == 1


def test_a_wrong_password_is_for_the_operator_and_stays_secret(databases, demo, real):
    _, peer = real
    written, dialled = number()
    with texting(databases, demo, peer, password="not-the-right-one") as shop:
        buyer, order = shipped(shop, "en", written)
        shop.awaited_mail(buyer, f"LP{order['number']}")
        eventually(lambda: "Kannel does not know us" in shop.server.log.read_text(), "the operator is told")
        assert "not-the-right-one" not in shop.server.log.read_text()
    assert peer.to(dialled) == []


def test_a_message_that_is_refused_for_a_while_is_sent_later_once(stand_in):
    shop, peer = stand_in
    written, dialled = number()
    peer.answer = (503, "Temporal failure, try again later.")
    shipped(shop, "en", written)
    eventually(lambda: peer.to(dialled), "Kannel was asked")
    peer.answer = (202, "3: Queued for later delivery")
    eventually(lambda: len(peer.to(dialled)) == 2, "Kannel was asked again", within=60)
    again, others = number()
    shipped(shop, "en", again)
    eventually(lambda: peer.to(others), "the next one is sent")
    assert len(peer.to(dialled)) == 2


def test_a_message_of_which_nobody_knows_is_not_sent_again(stand_in):
    shop, peer = stand_in
    written, dialled = number()
    peer.answer = (None, "")
    buyer, order = shipped(shop, "en", written)
    eventually(lambda: "may have sent the message" in shop.server.log.read_text(), "it is given up")
    shop.awaited_mail(buyer, f"LP{order['number']}")
    peer.answer = (202, "0: Accepted for delivery")
    again, others = number()
    shipped(shop, "en", again)
    eventually(lambda: peer.to(others), "the next one is sent")
    assert len(peer.to(dialled)) == 1
