"""Invoices, receipts and credit notes, as buyers, vendors and operators get them."""

import subprocess

from harness import operator
from harness.values import ADDRESS, company, eur, unique
from harness.waiting import eventually


def text_of(answer):
    """What Poppler reads in a PDF, words one blank apart."""
    pdf = answer.ok(200).body
    assert pdf.startswith(b"%PDF-") and answer.headers["Content-Type"] == "application/pdf"
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60)
    return " ".join(read.stdout.decode().split())


def invoice(person, order, **params):
    return person.get(f"/api/orders/{order['id']}/invoice.pdf", params=params)


def documents_of(person, order):
    return person.get(f"/api/orders/{order['id']}/documents").ok(200)["items"]


def sold(shop, vendor, buyer, price="121.00", quantity="1", method="pickup", **changes):
    product = shop.given_product(vendor, price=price, quantity="100")
    buyer.has_in_cart((product, quantity))
    body = buyer.checkout(buyer.methods(method))
    body["billing"].update(changes)
    placed = buyer.place(body).ok(201)
    return placed, placed["orders"][0]


def test_a_business_buyer_gets_a_vat_invoice(shop):
    firm = company()
    vendor, buyer = shop.given_vendor(), shop.given_buyer(language="lt")
    placed, order = sold(shop, vendor, buyer, "12.99", "14", "delivery", company=firm)
    answer = invoice(buyer, order)
    text = text_of(answer)
    listed = documents_of(buyer, order)
    assert [d["kind"] for d in listed] == ["invoice"] and listed[0]["total"] == order["totals"]["grand"]
    assert listed[0]["vat"] == order["totals"]["vat"]
    number = listed[0]["number"]
    assert number.startswith("SF-") and number.endswith("-000001")

    amount = order["totals"]["grand"]["amount"].replace(".", ",")
    for part in (
        "PVM sąskaita faktūra",
        number,
        vendor.get("/api/auth/me").json["company"]["vat_code"],
        firm["name"],
        firm["code"],
        firm["vat_code"],
        ADDRESS["street"],
        "181,86",
        f"Iš viso su PVM {amount} EUR",
        order["number"],
    ):
        assert part in text, (part, text)
    assert answer.headers["Content-Disposition"] == f'inline; filename="{number}.pdf"'
    assert answer.headers["Content-Language"] == "lt"
    assert "private" in answer.headers["Cache-Control"]


def test_it_is_the_same_bytes_on_every_download(shop):
    buyer = shop.given_buyer()
    _, order = sold(shop, shop.given_vendor(), buyer)
    first = invoice(buyer, order).ok(200)
    assert invoice(shop.admin, order).ok(200).body == first.body
    again = buyer.get(f"/api/orders/{order['id']}/invoice.pdf", headers={"If-None-Match": first.etag})
    assert again.ok(304).body == b"" and again.etag == first.etag
    assert buyer.get(documents_of(buyer, order)[0]["url"]).ok(200).body == first.body


def test_it_is_there_in_both_languages(shop):
    buyer = shop.given_buyer(language="en")
    _, order = sold(shop, shop.given_vendor(), buyer)
    assert "VAT invoice" in text_of(invoice(buyer, order))
    assert "Total incl. VAT 121.00 EUR" in text_of(invoice(buyer, order, language="en"))
    assert "Iš viso su PVM 121,00 EUR" in text_of(invoice(buyer, order, language="lt"))
    invoice(buyer, order, language="de").refused(422, "validation_failed")


def test_a_private_vendor_gives_a_receipt(shop):
    buyer = shop.given_buyer(language="lt")
    _, order = sold(shop, shop.given_vendor("private"), buyer, "890.00")
    text = text_of(invoice(buyer, order))
    assert "Pirkimo kvitas" in text and "Iš viso 890,00 EUR" in text
    assert "PVM sąskaita faktūra SF" not in text and "PVM suvestinė" not in text
    assert documents_of(buyer, order)[0]["number"].startswith("KV-")


def test_a_business_that_pays_no_vat_gives_an_invoice_without(shop):
    buyer = shop.given_buyer(language="lt")
    _, order = sold(shop, shop.given_vendor(vat_payer=False), buyer)
    text = text_of(invoice(buyer, order))
    assert "Sąskaita faktūra" in text and "Pardavėjas nėra PVM mokėtojas" in text and "PVM suvestinė" not in text


def test_who_may_have_it(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    _, order = sold(shop, vendor, buyer)
    url = documents_of(buyer, order)[0]["url"]
    for person in (buyer, vendor, shop.admin, shop.support):
        assert invoice(person, order).ok(200).body == person.get(url).ok(200).body
    for person in (shop.given_buyer(), shop.given_vendor(), shop.client()):
        invoice(person, order).refused(404, "not_found")
        person.get(url).refused(404, "not_found")
        person.get(f"/api/orders/{order['id']}/documents").refused(404, "not_found")
    shop.admin.get("/api/orders/no-such-order/invoice.pdf").refused(404, "not_found")


def test_a_guest_gets_it_by_token_or_by_number_and_email(shop):
    guest = shop.given_guest()
    placed, order = sold(shop, shop.given_vendor(), guest)
    invoice(guest, order).refused(404, "not_found")
    body = invoice(guest.holding(placed), order).ok(200).body

    def looked_up(number, email):
        return shop.client().get("/api/orders/invoice.pdf", params={"number": number, "email": email})

    assert looked_up(order["number"], guest.email).ok(200).body == body
    assert looked_up(order["number"].lower(), guest.email.upper()).ok(200).body == body
    looked_up(order["number"], "somebody@else.test").refused(404, "not_found")
    looked_up("P-0000-0000-1", guest.email).refused(404, "not_found")


def test_there_is_none_before_the_order_is_paid(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    product = shop.given_product(vendor, price="30.00", quantity="5")
    placed = buyer.order(product, token="tok_action_required").ok(201)
    order = placed["orders"][0]
    invoice(buyer, order).refused(404, "not_issued")
    assert documents_of(buyer, order) == []
    buyer.move(order, "cancelled").ok(200)
    invoice(buyer, order).refused(404, "not_issued")


def test_it_comes_without_being_asked_for(shop):
    vendor = shop.given_vendor()
    _, order = sold(shop, vendor, shop.given_buyer())
    listed = eventually(lambda: vendor.items("/api/vendors/documents"), "the vendor's invoice is listed")
    assert [(d["order_id"], d["vendor_id"]) for d in listed] == [(order["id"], vendor.id)]


def test_a_cancelled_order_is_credited(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer(language="lt")
    _, order = sold(shop, vendor, buyer, "60.50", "2")
    vendor.move(order, "cancelled").ok(200)

    def credited():
        return [d for d in documents_of(buyer, order) if d["kind"] == "credit_note"]

    credit = eventually(credited, "the refund is credited")
    assert len(credit) == 1 and credit[0]["total"] == {"amount": "-121.00", "currency": "EUR"}
    assert credit[0]["vat"]["amount"] == "-21.00"
    sale = documents_of(buyer, order)[0]
    assert credit[0]["credits"] == sale["number"]
    text = text_of(buyer.get(credit[0]["url"]))
    assert "Kreditinė PVM sąskaita faktūra" in text and "Grąžinama suma −121,00 EUR" in text and sale["number"] in text


def test_one_of_two_units_is_credited_as_a_line(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer(language="lt")
    _, order = sold(shop, vendor, buyer, "60.50", "2")
    lines = [{"line_id": order["lines"][0]["id"], "quantity": "1"}]
    vendor.post(f"/api/orders/{order['id']}/refunds", {"reason": "sudužo", "lines": lines}).ok(201)

    def credited():
        return [d for d in documents_of(buyer, order) if d["kind"] == "credit_note"]

    credit, = eventually(credited, "the refund is credited")
    assert (credit["total"]["amount"], credit["vat"]["amount"]) == ("-60.50", "-10.50")
    text = text_of(buyer.get(credit["url"]))
    assert order["lines"][0]["title"].split()[0] in text and "Grąžinama suma −60,50 EUR" in text


def credits_of(person, order):
    """Total and VAT of each, as they were issued."""
    credits = [d for d in documents_of(person, order) if d["kind"] == "credit_note"]
    return [(d["total"]["amount"], d["vat"]["amount"]) for d in credits]


def refunds_of(person, order):
    return person.get(f"/api/orders/{order['id']}/refunds").ok(200)["items"]


def books_agree(shop):
    done = operator.run(shop.server, "ledger", "verify")
    assert done.code == 0, done
    return True


def test_a_part_that_the_gateway_gave_back_by_hand_is_credited_by_rate(shop):
    """Nobody here asked for it, and it names no lines: it falls on all of them, as a refund by amount does."""
    vendor, buyer = shop.given_vendor(), shop.given_buyer(language="lt")
    tiles = shop.given_product(vendor, price="121.00")
    book = shop.given_product(vendor, price="10.50", category="knygos-ir-standartai")
    buyer.has_in_cart(tiles, book)
    placed = buyer.place(buyer.checkout(buyer.methods("delivery"))).ok(201)
    order, payment = placed["orders"][0], placed["purchase"]["payment"]["id"]
    assert (order["totals"]["grand"]["amount"], order["totals"]["vat"]["amount"]) == ("137.55", "22.55")

    event = unique("evt")
    for _ in range(2):
        shop.webhook("payment.refunded", payment, "50.00", identifier=event).ok(200)
    eventually(lambda: credits_of(buyer, order) == [("-50.00", "-8.19")], "it is credited, once")
    (refund,) = refunds_of(buyer, order)
    assert (refund["amount"], refund["vat"], refund["status"]) == (eur("50.00"), eur("8.19"), "succeeded")
    by_line = {line["line_id"]: line["amount"]["amount"] for line in refund["lines"]}
    assert [by_line[line["id"]] for line in order["lines"]] == ["43.98", "3.82"]
    (_, credit) = documents_of(buyer, order)
    text = text_of(buyer.get(credit["url"]))
    # 43.98 and 2.20 of delivery at 21 %, 3.82 at 5 %.
    assert "Grąžinama suma −50,00 EUR" in text and "−46,18" in text and "−8,01" in text and "−0,18" in text
    shop.awaited_mail(buyer, "50.00 EUR")
    shop.awaited_mail(vendor, "50.00 EUR")
    assert buyer.get(f"/api/orders/{order['id']}").ok(200)["payment_status"] == "partially_refunded"

    assert vendor.post(f"/api/orders/{order['id']}/refunds", {"reason": "likutis"}).ok(201)["amount"] == eur("87.55")
    whole = [("-50.00", "-8.19"), ("-87.55", "-14.36")]
    eventually(lambda: credits_of(buyer, order) == whole, "together they are the whole order and its VAT")
    earned = [entry for entry in vendor.get("/api/vendors/earnings").ok(200)["entries"] if entry["order_id"] == order["id"]]
    assert [(entry["refunded"], entry["net"]) for entry in earned] == [(eur("137.55"), eur("0.00"))]
    assert books_agree(shop)


def test_a_part_given_back_by_hand_is_credited_by_every_vendor(shop):
    vendors, buyer = [shop.given_vendor() for _ in range(2)], shop.given_buyer()
    goods = [shop.given_product(vendor, price=price) for vendor, price in zip(vendors, ("100.00", "50.00"))]
    placed = buyer.order(*goods).ok(201)
    shop.webhook("payment.refunded", placed["purchase"]["payment"]["id"], "30.00").ok(200)
    parts = {"100.00": [("-20.00", "-3.47")], "50.00": [("-10.00", "-1.74")]}
    for order in placed["orders"]:
        expected = parts[order["totals"]["grand"]["amount"]]
        eventually(lambda order=order, expected=expected: credits_of(buyer, order) == expected, "its part is credited")
    assert books_agree(shop)


def test_all_that_was_given_back_by_hand_is_credited(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    placed, order = sold(shop, vendor, buyer, "60.50", "2")
    for amount in ("40.01", "80.99"):
        shop.webhook("payment.refunded", placed["purchase"]["payment"]["id"], amount).ok(200)
    eventually(lambda: credits_of(buyer, order) == [("-40.01", "-6.94"), ("-80.99", "-14.06")], "all of it is credited")
    assert buyer.get(f"/api/orders/{order['id']}").ok(200)["payment_status"] == "refunded"
    vendor.post(f"/api/orders/{order['id']}/refunds", {"reason": "dar"}).refused(409, "refund_exceeds_captured")
    assert books_agree(shop)


def test_money_that_went_back_before_it_was_heard_to_have_come_is_invoiced_and_credited(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    placed = buyer.order(shop.given_product(vendor, price="121.00"), token="tok_action_required").ok(201)
    order, payment = placed["orders"][0], placed["purchase"]["payment"]["id"]
    shop.webhook("payment.refunded", payment, "21.00").ok(200)
    assert documents_of(buyer, order) == []
    shop.webhook("payment.captured", payment, "121.00").ok(200)
    eventually(lambda: credits_of(buyer, order) == [("-21.00", "-3.64")], "the part is credited")
    assert [d["kind"] for d in documents_of(buyer, order)] == ["invoice", "credit_note"]
    assert books_agree(shop)


def test_numbers_of_a_vendor_have_no_gaps_however_many_buy_at_once(shop):
    vendor = shop.given_vendor()
    product = shop.given_product(vendor, price="10.00", quantity="100")
    placed = shop.together(lambda buyer: buyer.order(product), buyers=12)
    assert [a.status for a in placed] == [201] * 12
    listed = eventually(
        lambda: len(found := vendor.items("/api/vendors/documents", limit=5)) == 12 and found, "all have their invoice"
    )
    numbers = sorted(int(d["number"].rsplit("-", 1)[1]) for d in listed)
    assert numbers == list(range(1, 13))
    assert len({d["order_id"] for d in listed}) == 12


def test_lists_are_for_their_people_and_take_filters(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    _, order = sold(shop, vendor, buyer)
    day = documents_of(buyer, order)[0]["issued_on"]
    assert len(vendor.items("/api/vendors/documents", kind="invoice", **{"from": day, "to": day})) == 1
    assert vendor.items("/api/vendors/documents", kind="receipt") == []
    assert vendor.items("/api/vendors/documents", to="2020-01-01") == []
    assert order["id"] in [d["order_id"] for d in shop.admin.get("/api/admin/documents", params={"limit": 100}).ok(200)["items"]]
    buyer.get("/api/vendors/documents").refused(403, "forbidden")
    vendor.get("/api/admin/documents").refused(403, "forbidden")
    vendor.get("/api/vendors/documents", params={"from": "yesterday"}).refused(422, "validation_failed")
    vendor.get("/api/vendors/documents", params={"cursor": "x"}).refused(422, "validation_failed")
