"""What people are told: by mail and in the application, in their language, once."""

import pytest

from harness.gates import Step, gate
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


# -- every step, to everybody whom it concerns ---------------------------------------------------


def events(person, number):
    """What the application told about an order, the oldest first."""
    return [row["event"] for row in about(person, number)][::-1]


def test_each_step_of_an_order_is_told_to_its_buyer_and_its_vendor(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer("en")
    order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
    vendor.move(order, "ready_for_pickup").ok(200)
    vendor.move(order, "completed").ok(200)
    steps = ["order_placed", "order_ready_for_pickup", "order_completed"]
    eventually(lambda: events(buyer, order["number"]) == steps, f"the buyer is told of {steps}")
    eventually(lambda: events(vendor, order["number"]) == ["order_received"], "the vendor is told of the order")
    for title in ("placed", "is ready for pickup", "completed"):
        letter = shop.awaited_mail(buyer, f"Order {order['number']} {title}")
        assert f"/orders/{order['id']}" in letter.text
    assert len(shop.mail_to(buyer, order["number"])) == 3


def test_who_comes_for_goods_is_mailed_the_collection_code(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer("lt")
    order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
    vendor.move(order, "ready_for_pickup").ok(200)
    letter = shop.awaited_mail(buyer, "galite atsiimti")
    code = buyer.get(f"/api/orders/{order['id']}").ok(200)["shipping"]["collection_code"]
    assert f"Atsiėmimo kodas: {code}" in letter.text
    assert code not in "".join(row["text"] for row in about(vendor, order["number"]))


def test_a_cancelled_order_and_its_refund_are_told_once_each(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer("en")
    order = buyer.order(shop.given_product(vendor, price="12.10")).ok(201)["orders"][0]
    vendor.move(order, "cancelled", note="The boiler leaks.").ok(200)
    shop.awaited_mail(buyer, f"12.10 EUR refunded for order {order['number']}")
    letter = shop.awaited_mail(buyer, f"Order {order['number']} cancelled")
    assert "The boiler leaks." in letter.text
    eventually(lambda: len(events(vendor, order["number"])) == 2, "the vendor is told")
    assert sorted(events(buyer, order["number"])) == ["order_cancelled", "order_placed", "refund_succeeded"]
    assert events(vendor, order["number"]) == ["order_received", "sale_refunded"]


def test_each_step_of_a_return_is_told_to_the_other_side(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer("en")
    order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
    vendor.move(order, "shipped").ok(200)
    vendor.move(order, "completed").ok(200)
    asked = buyer.post(
        f"/api/orders/{order['id']}/returns",
        {"lines": [{"line_id": order["lines"][0]["id"], "quantity": "1"}], "reason": "Too small."},
    ).ok(201)
    for status in ("accepted", "received", "refunded"):
        vendor.post(f"/api/returns/{asked['id']}/status", {"status": status}).ok(200)
    steps = ["order_placed", "order_shipped", "order_completed"]
    steps += ["return_accepted", "return_received", "return_refunded", "refund_succeeded"]
    eventually(lambda: sorted(events(buyer, order["number"])) == sorted(steps), "the buyer is told of each step")
    told = eventually(
        lambda: len(events(vendor, order["number"])) == 3 and events(vendor, order["number"]), "the vendor is told"
    )
    assert told == ["order_received", "return_requested", "sale_refunded"]


def test_an_application_is_told_to_operators_and_the_decision_to_the_vendor(shop):
    vendor = shop.applicant(language="en")
    link = f"/admin/vendors/{vendor.id}"
    mine = lambda: [row for row in shop.admin.notifications() if row["link"].endswith(link)]  # noqa: E731
    (applied,) = eventually(mine, "the operator is told of the application")
    assert applied["event"] == "vendor_applied"
    shop.admin.verify(vendor.id, "rejected", reason="The code is missing.").ok()
    letter = shop.awaited_mail(vendor, "rejected")
    assert "The code is missing." in letter.text
    shop.admin.verify(vendor.id).ok()
    shop.admin.verify(vendor.id).ok()
    shop.awaited_mail(vendor, "You can sell now")
    assert [row["event"] for row in vendor.notifications()] == ["vendor_verified", "vendor_rejected"]
    assert len(mine()) == 1


def test_a_payout_is_told_to_its_vendor_and_its_return_to_operators_too(shop):
    vendor = shop.given_vendor(language="en")
    order = shop.given_buyer().order(shop.given_product(vendor, price="121.00")).ok(201)["orders"][0]
    vendor.move(order, "shipped").ok(200)
    vendor.move(order, "completed").ok(200)
    payout = shop.admin.post("/api/admin/payouts", {"vendor_id": vendor.id}).ok(201)
    for status in ("sent", "returned"):
        shop.admin.post(f"/api/admin/payouts/{payout['id']}/status", {"status": status}).ok(200)
    amount = payout["amount"]["amount"]
    shop.awaited_mail(vendor, f"{amount} EUR paid out")
    shop.awaited_mail(vendor, f"A payout of {amount} EUR came back")
    name = vendor.get(f"/api/vendors/{vendor.id}").ok(200)["display_name"]
    told = [row["event"] for row in shop.admin.notifications() if name in row["text"]]
    assert told.count("payout_came_back") == 1


def test_what_gateways_report_amiss_is_told_to_operators_once(shop):
    buyer = shop.given_buyer()
    placed = buyer.order(shop.given_product(price="10.00")).ok(201)
    payment = placed["purchase"]["payment"]["id"]
    for _ in range(3):
        shop.webhook("payment.captured", payment, "9.99", identifier=f"mismatch-{payment}").ok(200)
        shop.webhook("payment.chargeback", payment, "10.00", identifier=f"chargeback-{payment}").ok(200)
    told = lambda: sorted(row["event"] for row in shop.admin.notifications() if payment in row["text"])  # noqa: E731
    eventually(lambda: len(told()) >= 2, "the operator is told")
    assert told() == ["chargeback_received", "payment_mismatched"]
    assert all("chargeback" not in row["event"] for row in buyer.notifications())


def test_after_a_kill_between_sending_and_noting_there_is_one_mail(own_server):
    shop = own_server.shop
    buyer = shop.given_buyer()
    shop.awaited_mail(buyer)
    with gate(own_server.database, own_server.name, Step("notifications.dispatch", "UPDATE")) as closed:
        order = buyer.order(shop.given_product()).ok(201)["orders"][0]
        closed.wait_for_somebody()
        shop.awaited_mail(buyer, order["number"])
        own_server.server.kill()
        closed.open(lost=True)
    own_server.server.start()
    done = "SELECT count(*) FROM notifications.dispatch WHERE delivered_at IS NULL"
    eventually(lambda: own_server.database.sql(done, own_server.name) == ["0"], "all are delivered", within=60)
    assert len(shop.mail_to(buyer, order["number"])) == 1
    assert len(about(buyer, order["number"])) == 1


# -- preferences ---------------------------------------------------------------------------------

PREFERENCES = "/api/notifications/preferences"


def test_preferences_begin_with_the_defaults(shop):
    preferences = shop.given_buyer().get(PREFERENCES).ok(200).json
    assert set(preferences) == {"email", "sms", "in_app"}
    assert all(preferences["email"].values()) and all(preferences["in_app"].values())
    assert [event for event, on in preferences["sms"].items() if on] == ["order_ready_for_pickup", "order_shipped"]
    assert "verify_email" in preferences["email"] and "verify_email" not in preferences["in_app"]
    assert "order_received" not in preferences["email"]
    assert "order_received" in shop.given_vendor().get(PREFERENCES).ok(200)["email"]
    assert "vendor_applied" in shop.admin.get(PREFERENCES).ok(200)["email"]


def test_what_is_switched_off_is_not_told_by_that_channel(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    answer = buyer.put(PREFERENCES, {"email": {"order_placed": False}, "in_app": {"order_shipped": False}}).ok(200)
    assert (answer["email"]["order_placed"], answer["email"]["order_shipped"]) == (False, True)
    assert buyer.get(PREFERENCES).ok(200).json == answer.json
    order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
    vendor.move(order, "shipped", tracking_number="SWITCHED").ok(200)
    shop.awaited_mail(buyer, "SWITCHED")
    eventually(lambda: events(vendor, order["number"]), "the vendor is told as ever")
    assert len(shop.mail_to(buyer, order["number"])) == 1
    assert events(buyer, order["number"]) == ["order_placed"]


def test_preferences_are_replaced_whole(shop):
    buyer = shop.given_buyer()
    buyer.put(PREFERENCES, {"email": {"order_placed": False}}).ok(200)
    answer = buyer.put(PREFERENCES, {"sms": {"order_placed": True}}).ok(200)
    assert answer["email"]["order_placed"] and answer["sms"]["order_placed"]


def test_what_signing_in_needs_cannot_be_switched_off(shop):
    buyer = shop.given_buyer()
    wanted = {"email": {"verify_email": False, "reset_password": False, "lost": True}, "sms": {"order_placed": True}}
    answer = buyer.put(PREFERENCES, wanted)
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {
        "/email/verify_email": "required_notification",
        "/email/reset_password": "required_notification",
        "/email/lost": "not_in_list",
    }
    assert not buyer.get(PREFERENCES).ok(200)["sms"]["order_placed"]
    answer = buyer.put(PREFERENCES, {"pigeon": {"order_placed": True}, "email": {"order_placed": "yes"}})
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {"/pigeon": "unknown_field", "/email/order_placed": "wrong_type"}
    shop.client().get(PREFERENCES).refused(401, "unauthenticated")
    shop.client().put(PREFERENCES, {}).refused(401, "unauthenticated")
