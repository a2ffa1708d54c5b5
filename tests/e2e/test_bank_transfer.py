"""Payment by bank transfer: told where to, paid by statement, given back by hand."""

from harness import operator
from harness.bank import OUR_IBAN, credit, statement
from harness.values import unique
from harness.waiting import eventually


def buys(shop, price="50.00"):
    product, buyer = shop.given_product(price=price, quantity="1"), shop.given_buyer()
    buyer.has_in_cart(product)
    body = buyer.checkout(buyer.methods())
    body["payment"] = {"gateway": "bank_transfer"}
    return product, buyer, buyer.place(body).ok(201, 202)


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
