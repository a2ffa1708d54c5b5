"""Payment by bank transfer: told where to, paid by statement, given back by hand."""

import re
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import requests

from harness import operator
from harness.bank import OUR_IBAN, credit, statement
from harness.gates import Step
from harness.kills import kill_at
from harness.values import unique
from harness.waiting import eventually


def by_transfer(buyer, *products):
    """The body that orders them."""
    body = buyer.has_in_cart(*products).checkout(buyer.methods())
    body["payment"] = {"gateway": "bank_transfer"}
    return body


def buys(shop, price="50.00"):
    product, buyer = shop.given_product(price=price, quantity="1"), shop.given_buyer()
    return product, buyer, buyer.place(by_transfer(buyer, product)).ok(201, 202)


def told(buyer, placed):
    """How the buyer was told to pay, by name."""
    return {one["name"]: one["value"] for one in buyer.payment(placed)["instructions"]}


def upload(shop, *entries, **more):
    return shop.admin.post("/api/admin/bank-transfer/statements", data=statement(*entries, **more),
                           headers={"Content-Type": "application/xml"})


def order_of(buyer, placed):
    return buyer.get(f"/api/orders/{placed['orders'][0]['id']}").ok(200)


def left_over(shop, text):
    return [one for one in shop.admin.items("/api/admin/bank-transfer/entries") if text in one["remittance"]]


def test_a_buyer_is_told_where_to_pay_and_the_statement_pays(shop):
    product, buyer, placed = buys(shop)
    payment = placed["purchase"]["payment"]
    assert (payment["status"], placed["orders"][0]["status"]) == ("pending", "pending")
    how = told(buyer, placed)
    assert (how["iban"], how["amount"], how["currency"]) == (OUR_IBAN, "50.00", "EUR")
    assert how["reference"].startswith("RF")

    report = upload(shop, credit("50.00", f"Apmokėjimas {how['reference']}", unique("b"))).ok(201)
    assert (report["imported"], report["assigned"], report["left_over"]) == (1, 1, 0)
    order = order_of(buyer, placed)
    assert (order["status"], order["payment_status"]) == ("confirmed", "paid")
    assert shop.product(product).status == "sold"
    assert buyer.payment(placed)["instructions"] == []
    shop.awaited_mail(buyer, order["number"])


@pytest.mark.parametrize("language", ["lt", "en"])
def test_a_buyer_is_mailed_how_to_pay_in_their_language(shop, language):
    buyer = shop.given_buyer(language, name="Petras")
    goods = [shop.given_product(price=price) for price in ("50.00", "30.50")]
    placed = buyer.place(by_transfer(buyer, *goods)).ok(202)
    how, number = told(buyer, placed), placed["purchase"]["number"]

    letter = shop.awaited_mail(buyer, how["reference"])
    assert number in letter.subject and "80.50 EUR" in letter.subject
    assert ("awaits your payment" in letter.subject) == (language == "en")
    for what in (how["name"], OUR_IBAN, how["amount"], *(order["number"] for order in placed["orders"])):
        assert what in letter.text, what
    assert f"/orders/{placed['orders'][0]['id']}" in letter.text
    (held,) = re.findall(r"(?:iki|until) (\d{4}-\d\d-\d\d \d\d:\d\d)", letter.text)
    until = datetime.fromisoformat(placed["orders"][0]["created_at"]) + timedelta(days=5)
    assert held == until.astimezone(ZoneInfo("Europe/Vilnius")).strftime("%Y-%m-%d %H:%M")

    (shown,) = [row for row in buyer.notifications() if row["event"] == "payment_awaited"]
    assert (shown["title"], how["reference"] in shown["text"]) == (letter.subject, True)
    assert len(shop.mail_to(buyer, how["reference"])) == 1


def test_a_guest_is_mailed_how_to_pay(shop):
    guest = shop.given_guest("en")
    placed = guest.place(by_transfer(guest, shop.given_product(price="50.00"))).ok(202)
    letter = shop.awaited_mail(guest, placed["purchase"]["number"])
    assert OUR_IBAN in letter.text and told(guest.holding(placed), placed)["reference"] in letter.text
    assert f"/orders/status?number={placed['orders'][0]['number']}" in letter.text


def test_an_order_asked_for_again_is_not_mailed_again(shop):
    buyer, key = shop.given_buyer(), unique("key")
    body = by_transfer(buyer, shop.given_product(price="50.00"))
    first, again = (buyer.place(body, key=key).ok(202) for _ in range(2))
    assert first["purchase"]["id"] == again["purchase"]["id"]
    reference = told(buyer, first)["reference"]
    upload(shop, credit("50.00", reference, unique("b"))).ok(201)
    # What was told before the money came is there once it has: in the order of the purchase's events.
    eventually(lambda: "order_placed" in [row["event"] for row in buyer.notifications()], "the order is told of")
    assert [row["event"] for row in buyer.notifications()].count("payment_awaited") == 1
    shop.awaited_mail(buyer, reference)
    assert len(shop.mail_to(buyer, reference)) == 1


@pytest.mark.parametrize("token", ["tok_action_required", "tok_timeout"])
def test_who_is_at_the_gateways_page_or_waits_for_its_answer_gets_no_mail_yet(shop, token):
    buyer = shop.given_buyer()
    placed = buyer.order(shop.given_product(price="50.00"), token=token).ok(201, 202)
    payment = placed["purchase"]["payment"]
    if token == "tok_action_required":
        assert payment["status"] == "action_required"
        shop.webhook("payment.captured", payment["id"], "50.00").ok(200)
    order = placed["orders"][0]
    shop.awaited_mail(buyer, order["number"])
    assert [row["event"] for row in buyer.notifications()] == ["order_placed"]


@pytest.mark.slow
@pytest.mark.parametrize("lost", [False, True], ids=["the statement is carried out", "the statement is lost"])
@pytest.mark.parametrize("at_commit", [False, True], ids=["before it stands", "when it stands"])
def test_a_buyer_whose_answer_was_lost_is_mailed_once_all_the_same(own_server, at_commit, lost):
    shop = own_server.shop
    buyer = shop.given_buyer()
    body = by_transfer(buyer, shop.given_product(price="50.00"))

    def ask_once():
        with suppress(requests.RequestException):
            buyer.place(body)

    step = Step("orders.purchase", "UPDATE", "NEW.status = 'waiting'", at_commit)
    kill_at(own_server, threading.Thread(target=ask_once, daemon=True).start, step, lost)
    own_server.server.start()
    (order,) = eventually(lambda: buyer.get("/api/orders/").ok(200)["items"], "the order is there", within=30)
    assert (order["status"], order["totals"]["grand"]["amount"]) == ("pending", "50.00")
    (reference,) = own_server.database.sql("SELECT reference FROM bank_transfer.transfer", own_server.name)
    shop.awaited_mail(buyer, reference)
    assert buyer.cart()["lines"] == []
    upload(shop, credit("50.00", reference, unique("b"))).ok(201)
    eventually(lambda: "order_placed" in [row["event"] for row in buyer.notifications()], "the order is told of")
    assert [row["event"] for row in buyer.notifications()].count("payment_awaited") == 1
    assert len(shop.mail_to(buyer, reference)) == 1


def test_a_statement_read_again_pays_nobody_twice(shop):
    _, buyer, placed = buys(shop)
    entry = credit("50.00", told(buyer, placed)["reference"], unique("b"))
    upload(shop, entry).ok(201)
    again = upload(shop, entry, number="2026-11-21").ok(201)
    assert (again["imported"], again["repeated"]) == (0, 1)
    assert buyer.payment(placed)["captured"]["amount"] == "50.00"


def test_too_little_waits_for_the_rest_and_too_much_is_left_over(shop):
    _, buyer, placed = buys(shop)
    reference = told(buyer, placed)["reference"]
    upload(shop, credit("20.00", reference, unique("b"))).ok(201)
    assert order_of(buyer, placed)["status"] == "pending"
    upload(shop, credit("31.00", reference, unique("b"))).ok(201)
    assert order_of(buyer, placed)["payment_status"] == "paid"
    (entry,) = left_over(shop, reference)
    assert (entry["left_over"]["amount"], entry["assignments"][0]["amount"]["amount"]) == ("1.00", "30.00")
    shop.admin.post(f"/api/admin/bank-transfer/entries/{entry['id']}/returned", {"note": "grąžinta pavedimu"}).ok(200)
    assert left_over(shop, reference) == []


def test_a_transfer_without_a_reference_is_assigned_by_the_operator(shop):
    _, buyer, placed = buys(shop)
    text = unique("už plyteles")
    upload(shop, credit("50.00", text, unique("b"))).ok(201)
    (entry,) = left_over(shop, text)
    path = f"/api/admin/bank-transfer/entries/{entry['id']}/assign"
    body = {"payment_id": placed["purchase"]["payment"]["id"]}
    assert buyer.post(path, body).status == 403
    shop.admin.post(path, body).ok(200)
    assert order_of(buyer, placed)["payment_status"] == "paid"
    shop.admin.post(path, body).refused(409, "nothing_left_over")
    shop.admin.post(path, {"payment_id": "01890000-0000-7000-8000-000000000000"}).refused(409, "nothing_left_over")


def test_a_refund_is_pending_until_it_was_transferred(shop):
    product, buyer, placed = buys(shop)
    reference = told(buyer, placed)["reference"]
    upload(shop, credit("50.00", reference, unique("b"))).ok(201)
    product.seller.move(placed["orders"][0], "cancelled").ok(200)

    def asked():
        return [one for one in shop.admin.items("/api/admin/bank-transfer/refunds") if one["reference"] == reference]

    (refund,) = eventually(asked, "the refund waits for the operator")
    assert (refund["amount"]["amount"], refund["payer_iban"]) == ("50.00", "LT121000011101001000")
    assert order_of(buyer, placed)["payment_status"] == "paid"
    for _ in range(2):
        shop.admin.post(f"/api/admin/bank-transfer/refunds/{refund['id']}/sent", {"note": "SEPA 7"}).ok(200)
    assert order_of(buyer, placed)["payment_status"] == "refunded"
    assert buyer.payment(placed)["refunded"]["amount"] == "50.00"
    assert asked() == []


def test_a_file_that_is_no_statement_of_ours_is_refused(shop):
    upload(shop, iban="LT121000011101001000").refused(422, "foreign_account")
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><Document>&b;&c;</Document>'
    for body, status, code in ((bomb, 400, "malformed_xml"), (b"<Document/>", 422, "not_a_bank_statement"), (b"", 400, "malformed_xml")):
        answer = shop.admin.post("/api/admin/bank-transfer/statements", data=body, headers={"Content-Type": "application/xml"})
        answer.refused(status, code)
    assert shop.client().post("/api/admin/bank-transfer/statements", data=b"<a/>").status == 401


def test_the_operator_imports_a_file_from_the_terminal(shop, tmp_path):
    _, buyer, placed = buys(shop)
    file = tmp_path / "statement.xml"
    file.write_bytes(statement(credit("50.00", told(buyer, placed)["reference"], unique("b"))))
    done = operator.run(shop.server, "bank-transfer", "import", str(file))
    assert (done.code, done.out) == (0, f"{file}: 1 new, 1 assigned, 0 left over, 0 repeated, 0 passed over\n"), done
    eventually(lambda: order_of(buyer, placed)["payment_status"] == "paid", "the order is paid")
    missing = operator.run(shop.server, "bank-transfer", "import", str(tmp_path / "none.xml"))
    assert missing.code == 1 and "cannot be read" in missing.err
