"""What people are told: by mail and in the application, in their language, once."""

import pytest

from harness.values import PASSWORD, address_of
from harness.waiting import eventually


@pytest.mark.parametrize("language", ["lt", "en"])
def test_the_verification_mail_speaks_the_users_language(shop, language):
    buyer = shop.given_buyer(language, name="Petras")
    letter = shop.awaited_mail(buyer)
    assert letter.is_lithuanian() == (language == "lt"), letter
    assert letter.token


@pytest.mark.parametrize("language", ["lt", "en"])
def test_an_order_is_mailed_when_placed_and_when_shipped(shop, language):
    # No name of the story's people and goods has a letter that tells Lithuanian from English.
    vendor = shop.given_vendor()
    vendor.patch(f"/api/vendors/{vendor.id}", {"display_name": "Baltic Surplus"}).ok(200)
    product = shop.given_product(vendor, title="Boiler 15 kW", description="Works well, used one winter.")
    buyer = shop.given_buyer(language, name="Petras")
    order = buyer.order(product).ok(201)["orders"][0]
    placed = shop.awaited_mail(buyer, order["number"])
    vendor.move(order, "shipped", tracking_number="LP123456789LT").ok(200)
    shipped = shop.awaited_mail(buyer, "LP123456789LT")
    for letter in (placed, shipped):
        assert letter.is_lithuanian() == (language == "lt"), letter
        assert order["number"] in letter.subject + letter.text
    assert placed.subject != shipped.subject


def test_a_guest_is_mailed_too(shop):
    guest = shop.given_guest("en")
    order = guest.order(shop.given_product()).ok(201)["orders"][0]
    shop.awaited_mail(guest, order["number"])


def test_every_mail_is_sent_once(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    orders = [buyer.order(shop.given_product(vendor)).ok(201)["orders"][0] for _ in range(5)]
    shop.together(lambda order: vendor.move(order, "shipped", tracking_number=f"T-{order['id']}").ok(200), orders)
    for order in orders:
        shop.awaited_mail(buyer, f"T-{order['id']}")
    # Whatever was placed before has been mailed by now; a second copy would be there, too.
    for order in orders:
        about = shop.mail_to(buyer, order["number"])
        assert len({letter.subject + letter.text for letter in about}) == len(about) == 2, about


def test_two_vendors_orders_are_told_of_together_or_each_but_never_twice(shop):
    goods = [shop.given_product(shop.given_vendor()) for _ in range(2)]
    buyer = shop.given_buyer()
    placed = buyer.order(*goods).ok(201)
    for order in placed["orders"]:
        shop.awaited_mail(buyer, order["number"])
    letters = [letter for letter in shop.mail_to(buyer) if any(o["number"] in letter.text for o in placed["orders"])]
    assert 1 <= len(letters) <= 2


def test_a_declined_payment_is_not_announced(shop):
    buyer = shop.given_buyer().has_in_cart(shop.given_product())
    buyer.place(buyer.checkout(buyer.methods(), token="tok_declined")).refused(402, "payment_declined")
    order = buyer.place(buyer.checkout(buyer.methods())).ok(201)["orders"][0]
    shop.awaited_mail(buyer, order["number"])
    verification = 1
    assert len(shop.mail_to(buyer)) == verification + 1


# -- in the application --------------------------------------------------------------------------


def about(person, number):
    return [row for row in person.notifications() if number in row["title"] + row["text"]]


def test_the_application_shows_what_happened(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer("lt")
    order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
    (placed,) = eventually(lambda: about(buyer, order["number"]), "the buyer is told of the order")
    assert set(placed) == {"id", "event", "title", "text", "link", "read_at", "created_at"}
    assert placed["read_at"] is None and placed["title"]
    vendor.move(order, "shipped").ok(200)
    found = eventually(
        lambda: len(about(buyer, order["number"])) == 2 and about(buyer, order["number"]),
        "the buyer is told of the shipping",
    )
    assert len({row["event"] for row in found}) == 2
    assert [row["created_at"] for row in found] == sorted((row["created_at"] for row in found), reverse=True)


def test_a_vendor_is_told_of_an_order(shop):
    vendor = shop.given_vendor()
    order = shop.given_guest().order(shop.given_product(vendor)).ok(201)["orders"][0]
    eventually(lambda: about(vendor, order["number"]) or shop.mail_to(vendor, order["number"]), "the vendor is told")


def test_a_read_notification_stays_read(shop):
    buyer = shop.given_buyer()
    order = buyer.order(shop.given_product()).ok(201)["orders"][0]
    (row,) = eventually(lambda: about(buyer, order["number"]), "the buyer is told of the order")
    buyer.post(f"/api/notifications/{row['id']}/read").ok(200, 204)
    first = about(buyer, order["number"])[0]["read_at"]
    assert first
    buyer.post(f"/api/notifications/{row['id']}/read").ok(200, 204)
    assert about(buyer, order["number"])[0]["read_at"] == first


def test_notifications_are_their_readers_alone(shop):
    buyer, stranger = shop.given_buyer(), shop.given_buyer()
    order = buyer.order(shop.given_product()).ok(201)["orders"][0]
    (row,) = eventually(lambda: about(buyer, order["number"]), "the buyer is told of the order")
    assert stranger.post(f"/api/notifications/{row['id']}/read").status == 404
    assert about(stranger, order["number"]) == []
    assert about(buyer, order["number"])[0]["read_at"] is None


# -- hostile texts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Petras\r\nBcc: evil@e2e.test", "Petras\nSubject: You won", "=?utf-8?q?x?=\r\n\r\nbody"]
)
def test_a_name_cannot_add_headers_to_a_mail(shop, name):
    email = address_of("evil")
    answer = shop.client().post(
        "/api/auth/register", {"email": email, "password": PASSWORD, "name": name, "user_type": "private"}
    )
    if answer.status == 201:
        letter = shop.awaited_mail(email)
        assert "You won" not in letter.subject
        raw = [
            path.read_text(errors="replace")
            for path in shop.server.data.rglob("*.eml")
            if email in path.read_text(errors="replace")
        ]
        assert not any("\nBcc:" in text.split("\n\n")[0].replace("\r", "") for text in raw)
    else:
        answer.refused(422, "validation_failed")
    assert shop.mail_to("evil@e2e.test") == []


def test_a_title_with_markup_is_harmless_in_a_mail(shop):
    product = shop.given_product(title="<img src=x onerror=alert(1)> katilas")
    buyer = shop.given_buyer()
    order = buyer.order(product).ok(201)["orders"][0]
    shop.awaited_mail(buyer, order["number"])
    for path in shop.server.data.rglob("*.eml"):
        text = path.read_text(errors="replace")
        if buyer.email in text and "text/html" in text:
            assert "<img src=x onerror" not in text.replace("=\n", "")
