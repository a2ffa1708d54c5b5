"""What the marketplace keeps of a sale, what vendors get, and the books that prove it."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from harness.values import cents, eur, unique
from harness.waiting import eventually


class Accounts:
    """Balances by what the operator's ledger lists; credits are negative."""

    def __init__(self, shop):
        self.shop = shop

    def transactions(self, account):
        return self.shop.admin.items("/api/admin/ledger", account=account)

    def balance(self, account):
        return sum(
            cents(entry["amount"])
            for transaction in self.transactions(account)
            for entry in transaction["entries"]
            if entry["account"] == account
        )

    def of(self, vendor, kind):
        return -self.balance(f"vendor:{vendor.id}:{kind}")


@pytest.fixture
def accounts(shop):
    return Accounts(shop)


def earnings(vendor):
    return vendor.get("/api/vendors/earnings").ok(200)


def earning_of(vendor, order):
    return next(entry for entry in earnings(vendor)["entries"] if entry["order_id"] == order["id"])


def amounts(entry):
    return {name: entry[name]["amount"] for name in ("gross", "refunded", "commission", "commission_vat", "net")}


def order_of(placed, vendor):
    return next(order for order in placed["orders"] if order["vendor"]["id"] == vendor.id)


def completed(vendor, order):
    vendor.move(order, "shipped").ok(200)
    vendor.move(order, "completed").ok(200)
    return order


def paid_order(shop, vendor, price="121.00"):
    product = shop.given_product(vendor, price=price, quantity="100")
    return shop.given_buyer().order(product).ok(201)["orders"][0]


def pay(shop, vendor, amount=None, key=None):
    body = {"vendor_id": vendor.id, **({"amount": eur(amount)} if amount else {})}
    return shop.admin.post("/api/admin/payouts", body, headers={"Idempotency-Key": key} if key else {})


def move_payout(shop, payout, status, **more):
    return shop.admin.post(f"/api/admin/payouts/{payout['id']}/status", {"status": status, **more})


def given_rule(shop, **fields):
    return shop.admin.post("/api/admin/commission-rules", fields).ok(201)


def test_the_worked_example(shop, accounts):
    a, b, buyer = shop.given_vendor(), shop.given_vendor(), shop.given_buyer()
    boiler = shop.given_product(a, price="121.00", weight_kg="20")
    tiles = shop.given_product(b, price="24.20")
    buyer.has_in_cart(boiler, (tiles, "2"))
    placed = buyer.place(buyer.checkout({a.id: "delivery", b.id: "pickup"})).ok(201)
    assert placed["purchase"]["total"] == eur("181.50")
    assert {o["vendor"]["id"]: o["totals"]["grand"]["amount"] for o in placed["orders"]} == {a.id: "133.10", b.id: "48.40"}

    of_a, of_b = earning_of(a, order_of(placed, a)), earning_of(b, order_of(placed, b))
    assert amounts(of_a) == {"gross": "133.10", "refunded": "0.00", "commission": "10.00", "commission_vat": "2.10", "net": "121.00"}
    assert amounts(of_b) == {"gross": "48.40", "refunded": "0.00", "commission": "4.00", "commission_vat": "0.84", "net": "43.56"}
    assert of_a["order_number"] == order_of(placed, a)["number"] and of_a["status"] == "pending"
    assert earnings(a)["pending"] == eur("121.00") and earnings(b)["pending"] == eur("43.56")

    capture = accounts.transactions(f"vendor:{a.id}:pending")[0]
    assert (capture["kind"], capture["reference"]) == ("capture", {"type": "payment", "id": placed["purchase"]["payment"]["id"]})
    by_account = {}
    for entry in capture["entries"]:
        by_account[entry["account"]] = by_account.get(entry["account"], 0) + cents(entry["amount"])
    assert by_account == {
        "gateway:test": 18150,
        f"vendor:{a.id}:pending": -12100,
        f"vendor:{b.id}:pending": -4356,
        "commission": -1400,
        "vat_payable": -294,
    }


def test_commission_goes_back_with_the_goods(shop, accounts):
    b = shop.given_vendor()
    buyer = shop.given_buyer()
    placed = buyer.order((shop.given_product(b, price="24.20"), "2")).ok(201)
    order, payment = placed["orders"][0], placed["purchase"]["payment"]["id"]
    shop.webhook("payment.refunded", payment, "24.20", identifier=(first := unique("evt"))).ok(200)
    half = {"gross": "48.40", "refunded": "24.20", "commission": "2.00", "commission_vat": "0.42", "net": "21.78"}
    assert amounts(earning_of(b, order)) == half
    shop.webhook("payment.refunded", payment, "24.20", identifier=first).ok(200)
    assert amounts(earning_of(b, order)) == half
    assert [t["kind"] for t in accounts.transactions(f"vendor:{b.id}:pending")] == ["refund", "capture"]
    shop.webhook("payment.refunded", payment, "24.20").ok(200)
    assert amounts(earning_of(b, order))["net"] == "0.00"
    assert accounts.of(b, "pending") == 0


def test_a_cancelled_order_leaves_no_commission(shop, accounts):
    vendor = shop.given_vendor()
    order = paid_order(shop, vendor)
    vendor.move(order, "cancelled").ok(200)
    nothing = {"gross": "121.00", "refunded": "121.00", "commission": "0.00", "commission_vat": "0.00", "net": "0.00"}
    eventually(lambda: amounts(earning_of(vendor, order)) == nothing, "the commission has gone back")
    assert accounts.of(vendor, "pending") == 0
    assert len(accounts.transactions(f"vendor:{vendor.id}:pending")) == 2


def test_an_earning_is_paid_out_once_the_order_is_complete(shop, accounts):
    vendor = shop.given_vendor()
    order = paid_order(shop, vendor)
    pay(shop, vendor).refused(409, "nothing_payable")
    completed(vendor, order)
    assert (accounts.of(vendor, "pending"), accounts.of(vendor, "payable")) == (0, 10890)
    assert earning_of(vendor, order)["status"] == "payable"
    pay(shop, vendor, "108.91").refused(409, "insufficient_balance")

    payout = pay(shop, vendor).ok(201)
    assert (payout["amount"], payout["status"], payout["vendor_id"]) == (eur("108.90"), "pending", vendor.id)
    assert [(entry["order_id"], entry["amount"]) for entry in payout["entries"]] == [(order["id"], eur("108.90"))]
    pay(shop, vendor).refused(409, "nothing_payable")
    assert earning_of(vendor, order)["status"] == "payable"

    move_payout(shop, payout, "sent", reference="bank-77").ok(200)
    assert earning_of(vendor, order)["status"] == "paid"
    assert earnings(vendor)["paid"] == eur("108.90")
    assert accounts.balance(f"payouts:{vendor.id}") == 0

    move_payout(shop, payout, "returned").ok(200)
    assert accounts.of(vendor, "payable") == 10890
    assert move_payout(shop, payout, "sent").refused(409, "invalid_transition")["allowed"] == []
    again = pay(shop, vendor, "8.90").ok(201)
    assert again["amount"] == eur("8.90") and accounts.of(vendor, "payable") == 10000
    listed = shop.admin.items("/api/admin/payouts", vendor=vendor.id)
    assert [one["id"] for one in listed] == [again["id"], payout["id"]]
    assert [one["status"] for one in listed] == ["pending", "returned"]


def test_of_payouts_at_the_same_moment_one_wins(shop, accounts):
    vendor = shop.given_vendor()
    completed(vendor, paid_order(shop, vendor))
    answers = shop.together(lambda _: pay(shop, vendor), list(range(6)))
    assert sorted(answer.status for answer in answers) == [201] + [409] * 5
    assert accounts.of(vendor, "payable") == 0
    assert len(shop.admin.items("/api/admin/payouts", vendor=vendor.id)) == 1


def test_a_payout_asked_for_twice_with_one_key_is_one(shop):
    vendor = shop.given_vendor()
    completed(vendor, paid_order(shop, vendor))
    key = unique("payout")
    first = pay(shop, vendor, "50.00", key=key).ok(201)
    assert pay(shop, vendor, "50.00", key=key).ok(201)["id"] == first["id"]
    pay(shop, vendor, "51.00", key=key).refused(409, "idempotency_mismatch")
    assert len(shop.admin.items("/api/admin/payouts", vendor=vendor.id)) == 1


def test_a_refund_after_the_payout_is_netted_with_the_next_sale(shop, accounts):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    placed = buyer.order(shop.given_product(vendor, price="121.00")).ok(201)
    completed(vendor, placed["orders"][0])
    pay(shop, vendor).ok(201)
    shop.webhook("payment.refunded", placed["purchase"]["payment"]["id"], "121.00").ok(200)
    assert accounts.of(vendor, "payable") == -10890
    pay(shop, vendor).refused(409, "nothing_payable")
    second = completed(vendor, paid_order(shop, vendor, "242.00"))
    payout = pay(shop, vendor).ok(201)
    assert payout["amount"] == eur("108.90")
    assert {entry["order_id"]: entry["amount"]["amount"] for entry in payout["entries"]} == {
        placed["orders"][0]["id"]: "-108.90",
        second["id"]: "217.80",
    }


def test_the_first_rule_that_matches_decides_and_stays_decided(shop):
    vendor = shop.given_vendor()
    before = paid_order(shop, vendor)
    rules = [
        given_rule(shop, position=1, vendor_id=vendor.id, rate="5.00"),
        given_rule(shop, position=1, vendor_id=vendor.id, category="katilai", rate="2.00", minimum=eur("3.00")),
    ]
    try:
        listed = shop.admin.items("/api/admin/commission-rules")
        mine = {rule["id"]: rule["position"] for rule in listed}
        assert mine[rules[1]["id"]] < mine[rules[0]["id"]]
        assert listed[-1]["position"] is None and listed[-1]["rate"] == "10.00"
        after = paid_order(shop, vendor)
        assert amounts(earning_of(vendor, after))["commission"] == "3.00"
        assert amounts(earning_of(vendor, before))["commission"] == "10.00"
        path = f"/api/admin/commission-rules/{rules[1]['id']}"
        assert shop.admin.patch(path, {"minimum": None, "rate": "7.50"}).ok(200)["minimum"] is None
        assert shop.admin.get(path).ok(200)["rate"] == "7.50"
        assert amounts(earning_of(vendor, paid_order(shop, vendor)))["commission"] == "7.50"
        assert amounts(earning_of(vendor, after))["commission"] == "3.00"
    finally:
        for rule in rules:
            shop.admin.delete(f"/api/admin/commission-rules/{rule['id']}").ok(204)
    shop.admin.get(f"/api/admin/commission-rules/{rules[0]['id']}").refused(404, "not_found")


def test_a_rule_for_a_category_reaches_its_descendants(shop):
    tree = shop.client().get("/api/products/categories").ok(200)["items"]
    top, below = next((top["slug"], top["children"][0]["slug"]) for top in tree if top["children"])
    vendor = shop.given_vendor()
    rule = given_rule(shop, position=1, vendor_id=vendor.id, category=top, rate="1.00")
    try:
        product = shop.given_product(vendor, price="121.00", category=below)
        order = shop.given_buyer().order(product).ok(201)["orders"][0]
        assert amounts(earning_of(vendor, order))["commission"] == "1.00"
    finally:
        shop.admin.delete(f"/api/admin/commission-rules/{rule['id']}").ok(204)


@pytest.mark.parametrize(
    "fields, pointer",
    [
        ({"vendor_id": "01890a5d-ac96-774b-bcce-b302099a8057"}, "/vendor_id"),
        ({"vendor_id": "somebody"}, "/vendor_id"),
        ({"category": "no-such-category"}, "/category"),
        ({"rate": "100.01"}, "/rate"),
        ({"rate": "-1"}, "/rate"),
        ({"position": 0}, "/position"),
        ({"minimum": eur("5.00"), "maximum": eur("4.00")}, "/maximum"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_and_changes_nothing(shop, fields, pointer):
    before = shop.admin.items("/api/admin/commission-rules")
    answer = shop.admin.post("/api/admin/commission-rules", {"position": 1, "rate": "1.00", **fields})
    answer.refused(422, "validation_failed")
    assert pointer in answer.input_errors()
    assert shop.admin.items("/api/admin/commission-rules") == before


def test_the_default_rule_stays(shop):
    default = shop.admin.items("/api/admin/commission-rules")[-1]
    path = f"/api/admin/commission-rules/{default['id']}"
    shop.admin.delete(path).refused(409, "default_rule")
    shop.admin.patch(path, {"position": 1}).refused(409, "default_rule")
    assert shop.admin.get(path).ok(200).json == default


@pytest.mark.parametrize("who, status", [("anybody", 401), ("buyer", 403), ("vendor", 403)])
def test_the_books_are_the_operators(shop, who, status):
    person = {"anybody": shop.client, "buyer": shop.given_buyer, "vendor": lambda: shop.vendor}[who]()
    for path in ("/api/admin/ledger", "/api/admin/payouts", "/api/admin/payouts/sepa", "/api/admin/commission-rules"):
        assert person.get(path).status == status, path
    assert person.post("/api/admin/payouts", {"vendor_id": shop.vendor.id}).status == status
    assert person.post("/api/admin/commission-rules", {"rate": "0.00", "position": 1}).status == status


def test_support_reads_and_moves_no_money(shop):
    for path in ("/api/admin/ledger", "/api/admin/payouts", "/api/admin/commission-rules"):
        shop.support.get(path).ok(200)
    assert shop.support.post("/api/admin/payouts", {"vendor_id": shop.vendor.id}).status == 403
    assert shop.support.get("/api/admin/payouts/sepa").status == 403


def test_earnings_are_paged_and_ones_own(shop):
    vendor = shop.given_vendor()
    product = shop.given_product(vendor, price="12.10", quantity="10")
    orders = [shop.given_buyer().order(product).ok(201)["orders"][0]["id"] for _ in range(3)]
    first = vendor.get("/api/vendors/earnings?limit=2").ok(200)
    rest = vendor.get(f"/api/vendors/earnings?limit=2&cursor={first['next_cursor']}").ok(200)
    assert [entry["order_id"] for entry in first["entries"] + rest["entries"]] == orders[::-1]
    assert rest["next_cursor"] is None
    assert shop.given_vendor().get("/api/vendors/earnings").ok(200)["entries"] == []
    shop.given_buyer().get("/api/vendors/earnings").refused(403, "forbidden")
    vendor.get("/api/vendors/earnings?cursor=x").refused(422, "validation_failed")


def test_a_months_statement_adds_up(shop):
    vendor = shop.given_vendor()
    order = paid_order(shop, vendor)
    completed(vendor, order)
    pay(shop, vendor, "100.00").ok(201)
    month = earning_of(vendor, order)["at"][:7]
    statement = vendor.get(f"/api/vendors/earnings/statement?month={month}").ok(200).json
    told = {name: value["amount"] for name, value in statement.items() if isinstance(value, dict)}
    assert told == {
        "opening": "0.00",
        "sales": "121.00",
        "refunds": "0.00",
        "commission": "10.00",
        "commission_vat": "2.10",
        "chargebacks": "0.00",
        "payouts": "100.00",
        "closing": "8.90",
    }
    for wrong in ("2026-13", "2026-1", "26-01-01", "x"):
        vendor.get(f"/api/vendors/earnings/statement?month={wrong}").refused(422, "validation_failed")


def test_pending_payouts_go_to_the_bank_as_one_sepa_file(shop):
    vendor = shop.given_vendor()
    completed(vendor, paid_order(shop, vendor))
    payout = pay(shop, vendor).ok(201)
    for version in ("03", "09"):
        answer = shop.admin.get(f"/api/admin/payouts/sepa?version=pain_001_001_{version}").ok(200)
        assert answer.headers["Content-Type"].split(";")[0] == "application/xml"
        space = {"p": f"urn:iso:std:iso:20022:tech:xsd:pain.001.001.{version}"}
        document = ElementTree.fromstring(answer.body)
        transfers = document.findall(".//p:CdtTrfTxInf", space)
        amounts_sent = {t.find("p:PmtId/p:EndToEndId", space).text: t.find("p:Amt/p:InstdAmt", space) for t in transfers}
        mine = amounts_sent[payout["id"].replace("-", "")]
        assert (mine.text, mine.get("Ccy")) == ("108.90", "EUR")
        total = sum(int(amount.text.replace(".", "")) for amount in amounts_sent.values())
        for part in ("GrpHdr", "PmtInf"):
            assert int(document.find(f".//p:{part}/p:CtrlSum", space).text.replace(".", "")) == total
            assert int(document.find(f".//p:{part}/p:NbOfTxs", space).text) == len(transfers)
        for text in (e.text for e in document.iter() if e.text and e.text.strip()):
            assert re.fullmatch(r"[A-Za-z0-9/\-?:().,'+ ]{1,140}", text), text
    move_payout(shop, payout, "sent").ok(200)
    after = shop.admin.get("/api/admin/payouts/sepa")
    assert after.status == 409 or payout["id"].replace("-", "") not in after.body.decode()


def test_the_ledger_is_proven_from_the_terminal(shop):
    paid_order(shop, shop.given_vendor())
    printed = shop.server.command("ledger", "verify")
    assert re.search(r"\d+ ledger transactions sum to zero", printed)
    assert "could change them" not in printed


def test_every_listed_transaction_sums_to_zero(shop):
    paid_order(shop, shop.given_vendor())
    for transaction in shop.admin.items("/api/admin/ledger"):
        sums = {}
        for entry in transaction["entries"]:
            currency = entry["amount"]["currency"]
            sums[currency] = sums.get(currency, 0) + cents(entry["amount"])
        assert sums and set(sums.values()) == {0}, transaction
