"""Plugins of third parties, built from the installed SDK: another gateway, another carrier, another price."""

import signal
import subprocess

import pytest

from harness import examples, settings
from harness.amber import API_KEY, SECRET, Amber
from harness.marketplace import marketplace
from harness.server import binary
from harness.values import ADDRESS, cents, unique
from harness.waiting import eventually

EXAMPLES = settings.ROOT / "examples"
ADDED = settings.read(EXAMPLES / "added-to-marketplace.yaml")
PLUGINS = [entry["id"] for entry in ADDED["plugins"]]
LOCKERS = str(EXAMPLES / "gandras-lockers" / "lockers.csv")


@pytest.fixture(scope="module")
def files():
    """The three plugins; the decorator is made by clang with libc++, the others by g++."""
    examples.build("amber-pay", "gandras-lockers")
    examples.build("--libcxx", "vip-prices")
    folders = ("amber-pay", "gandras-lockers", "vip-prices-libcxx")
    return dict(zip(PLUGINS, map(examples.plugin, folders)))


def operator_yaml(files, company_url):
    """What the examples tell operators to add, with the files and secrets of this run."""
    shipped = settings.read(settings.ROOT / "config" / "marketplace.yaml")["plugins"]
    added = [{**entry, "path": str(files[entry["id"]])} for entry in ADDED["plugins"]]
    amber = settings.read(EXAMPLES / "amber-pay" / "amber.yaml")
    gandras = settings.read(EXAMPLES / "gandras-lockers" / "gandras.yaml")
    return {
        "marketplace.yaml": {"plugins": shipped + added, "overrides": ADDED["overrides"]},
        "plugins/amber.yaml": {**amber, "url": company_url, "api_key": API_KEY, "webhook_secret": SECRET},
        "plugins/gandras.yaml": {**gandras, "lockers": LOCKERS},
        "plugins/vip-prices.yaml": settings.read(EXAMPLES / "vip-prices" / "vip-prices.yaml"),
    }


@pytest.fixture(scope="module")
def amber():
    company = Amber()
    yield company
    company.remove()


@pytest.fixture(scope="module")
def _extended(databases, demo, files, amber):
    with marketplace(databases, demo, operator_yaml(files, amber.url)) as shop:
        yield shop


@pytest.fixture
def shop(_extended, request):
    """The demo with the three plugins, shared by the stories of this file."""
    request.node.watched = (_extended.server, _extended.server.log_size())
    return _extended


def checkout(buyer, product, token="tok_card", locker="kns-mega"):
    """The body of an order: to a locker, paid through Amber."""
    body = buyer.checkout({product.vendor_id: "gandras"}, token)
    body["shipping"][0]["pickup_point_id"] = locker
    body["payment"]["gateway"] = "amber"
    return body


def buys(buyer, product, **changes):
    return buyer.has_in_cart(product).place(checkout(buyer, product, **changes))


def paid_by(amber, placed):
    return amber.payment_of(placed["purchase"]["payment"]["id"])


# -- a gateway and a shipping method ------------------------------------------------------------------


def test_a_buyer_pays_through_amber_and_chooses_a_locker(shop, amber):
    product = shop.given_product(price="50.00", quantity="1", weight_kg="4.5")
    buyer = shop.given_buyer().has_in_cart(product)
    (quote,) = buyer.quotes(None).ok(200)["items"]
    offer = next(option for option in quote["options"] if option["method"] == "gandras")
    assert (offer["price"]["amount"], len(offer["pickup_points"])) == ("2.49", 4)
    assert {"test", "amber"} <= {way["gateway"] for way in buyer.get("/api/payments/methods").ok(200)["items"]}

    placed = buyer.place(checkout(buyer, product)).ok(201)
    (order,) = placed["orders"]
    assert (order["status"], order["payment_status"], order["totals"]["grand"]["amount"]) == ("confirmed", "paid", "52.49")
    assert (order["shipping"]["method"], order["shipping"]["pickup_point"]["name"]) == ("gandras", "Mega")
    assert shop.product(product).status == "sold"
    payment = paid_by(amber, placed)
    assert (amber.taken(payment), payment["description"]) == (5249, placed["purchase"]["number"])


def test_heavier_goods_cost_more_and_what_does_not_fit_is_not_offered(shop):
    def offers(weight_kg):
        buyer = shop.given_guest().has_in_cart(shop.given_product(weight_kg=weight_kg))
        (quote,) = buyer.quotes(ADDRESS).ok(200)["items"]
        return {option["method"]: option["price"]["amount"] for option in quote["options"]}

    assert [offers(weight).get("gandras") for weight in ("5", "5.001", "30", "30.001")] == ["2.49", "4.99", "4.99", None]


@pytest.mark.parametrize("locker, code", [(None, "required"), ("vno-nowhere", "not_in_list")])
def test_a_locker_must_be_one_of_the_list(shop, amber, locker, code):
    product, asked = shop.given_product(), len(amber.asked)
    answer = buys(shop.given_buyer(), product, locker=locker)
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {"/shipping/0/pickup_point_id": code}
    assert len(amber.asked) == asked
    shop.took_nothing_of(product, "10")


def test_a_card_that_amber_declines_leaves_everything_as_it_was(shop, amber):
    product = shop.given_product(price="50.00", quantity="3")
    buyer = shop.given_buyer()
    buys(buyer, product, token="tok_empty").refused(402, "payment_declined")
    assert buyer.orders() == []
    shop.took_nothing_of(product, "3")
    buyer.place(checkout(buyer, product)).ok(201)


def test_a_lost_answer_charges_nobody_twice(shop, amber):
    product, before = shop.given_product(price="50.00", weight_kg="1"), len(amber.payments)
    amber.lose_the_next_answer()
    placed = buys(shop.given_buyer(), product).ok(201)
    assert placed["orders"][0]["payment_status"] == "paid"
    assert len(amber.payments) == before + 1
    assert amber.asked[-2:] == [("POST", "payments"), ("POST", "payments")]
    assert amber.taken(paid_by(amber, placed)) == 5249


def test_a_signed_webhook_confirms_what_waits_for_the_buyers_bank(shop, amber):
    product, event = shop.given_product(price="50.00", quantity="1", weight_kg="1"), unique("evt")
    buyer = shop.given_buyer()
    placed = buys(buyer, product, token="tok_bank").ok(201)
    path, payment = f"/api/orders/{placed['orders'][0]['id']}", paid_by(amber, placed)
    assert placed["purchase"]["payment"]["redirect_url"] == payment["redirect_url"]
    assert placed["orders"][0]["status"] == "pending"

    amber.webhook(shop, payment, "captured", event, secret="a guess of the secret").refused(401, "invalid_signature")
    assert buyer.get(path).ok(200)["status"] == "pending"

    amber.approve(payment)
    for _ in range(3):
        amber.webhook(shop, payment, "captured", event).ok(200)
    now = buyer.get(path).ok(200)
    assert (now["status"], now["payment_status"]) == ("confirmed", "paid")
    assert [step["status"] for step in now["history"]].count("confirmed") == 1


def test_a_buyer_who_comes_back_from_their_bank_is_believed_when_amber_says_so(shop, amber):
    buyer = shop.given_buyer()
    placed = buys(buyer, shop.given_product(), token="tok_bank").ok(201)
    path = f"/api/payments/{placed['purchase']['payment']['id']}/confirm"
    assert buyer.post(path, {}).ok(200)["status"] != "paid"
    amber.approve(paid_by(amber, placed))
    assert buyer.post(path, {}).ok(200)["status"] == "paid"


def test_a_cancelled_order_is_refunded_by_amber(shop, amber):
    product = shop.given_product(price="50.00", weight_kg="1")
    placed = buys(shop.given_buyer(), product).ok(201)
    product.seller.move(placed["orders"][0], "cancelled").ok(200)
    payment = paid_by(amber, placed)
    eventually(lambda: amber.taken(payment) == 0, "Amber gave the money back")
    assert [refund["amount"] for refund in amber.refunds.values() if refund["payment"] == payment["id"]] == [5249]


def test_a_list_of_lockers_with_a_wrong_line_is_refused_and_the_old_one_stays(shop, tmp_path):
    config = shop.server.config.parent / "plugins" / "gandras.yaml"
    good, since = config.read_text(), shop.server.log_size()
    (tmp_path / "lockers.csv").write_text("id;name;street;city;postal_code\nkns-mega;Mega;Kaunas\n")
    settings.write(config, {**settings.read(config), "lockers": str(tmp_path / "lockers.csv")})
    try:
        shop.server.process.send_signal(signal.SIGHUP)
        fault = f"{tmp_path}/lockers.csv:2: expected id;name;street;city;postal_code"
        eventually(lambda: fault in shop.server.tail(since), "the log names the line")
    finally:
        config.write_text(good)
    buys(shop.given_buyer(), shop.given_product()).ok(201)


# -- a decorator --------------------------------------------------------------------------------------


def test_a_vip_pays_less_to_the_cent_and_nobody_else_does(shop, amber):
    product = shop.given_product(price="49.99", quantity="20", weight_kg="1")
    path = f"/api/products/{product.id}"
    vip, other = shop.given_buyer(), shop.given_buyer()
    assert vip.get(path).ok(200)["discounted_price"] is None

    # The operator names the user; running requests are not disturbed.
    config = shop.server.config.parent / "plugins" / "vip-prices.yaml"
    settings.write(config, {"percent": "15", "users": [vip.user["id"]]})
    shop.server.process.send_signal(signal.SIGHUP)
    eventually(lambda: vip.get(path).ok(200)["discounted_price"], "the reload makes a VIP")

    # 15 % of 49.99 are 7.4985.
    assert vip.get(path).ok(200)["discounted_price"]["amount"] == "42.49"
    for anybody in (other, shop.client()):
        assert anybody.get(path).ok(200)["discounted_price"] is None

    placed = vip.has_in_cart((product, "3")).place(checkout(vip, product)).ok(201)
    (order,) = placed["orders"]
    assert (order["lines"][0]["unit_price"]["amount"], order["totals"]["items"]["amount"]) == ("42.49", "127.47")
    assert amber.taken(paid_by(amber, placed)) == cents(placed["purchase"]["total"]) == 12747 + 249

    placed = buys(other, product).ok(201)
    assert amber.taken(paid_by(amber, placed)) == 4999 + 249


# -- what the operator sees -----------------------------------------------------------------------------


def test_the_plugins_are_listed(shop):
    listed = shop.server.command("plugins", "list").splitlines()
    for name in PLUGINS:
        assert any(line.startswith(f"enabled   {name} 1.0.0 ") for line in listed), listed


def test_the_graph_shows_who_provides_and_who_decorates(shop):
    graph = shop.server.command("plugins", "graph")
    assert "statybos.catalog.price_rules v1: statybos.catalog 0.1.0\n    + acme.vip-prices 1.0.0, vip-prices\n" in graph
    assert "statybos.payments.payment_gateway/amber v1: amber.pay (amber) 1.0.0\n" in graph
    assert "statybos.shipping.shipping_method/gandras v1: gandras.lockers (gandras) 1.0.0\n" in graph


@pytest.mark.parametrize("name", PLUGINS)
def test_a_plugin_file_is_judged_before_it_is_run(shop, files, name):
    assert shop.server.command("plugins", "check", str(files[name])).endswith("It may be loaded.\n")


WRONG = {
    "an unknown key": ("vip-prices", "percent: '15'\nuser: []\n", '2:1 plugins.acme.vip-prices.user: unknown key, did you mean "users"?'),
    "a percentage in words": ("vip-prices", "percent: much\n", "1:10 plugins.acme.vip-prices.percent: "),
    "no user's id": ("vip-prices", "percent: '15'\nusers:\n  - petras\n", "3:5 plugins.acme.vip-prices.users[0]: "),
    "a missing secret": ("amber", f"url: http://amber.test\napi_key: {API_KEY}\n", "1:1 plugins.amber.webhook_secret: is required but missing"),
    "a short secret": ("amber", f"url: http://amber.test\napi_key: {API_KEY}\nwebhook_secret: hush\n", "3:17 plugins.amber.webhook_secret: "),
    "a price without currency": ("gandras", f"lockers: {LOCKERS}\nbands:\n  - {{up_to_kg: 5, price: 2.49}}\n", "3:26 plugins.gandras.bands[0].price: "),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_settings_are_refused_with_their_place(tmp_path, files, case):
    name, text, message = WRONG[case]
    main = settings.write_variant(tmp_path / "config", operator_yaml(files, "http://amber.test"))
    (tmp_path / f"config/plugins/{name}.yaml").write_text(text)
    done = subprocess.run([binary(), "config", "check", "--config", main], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"config/plugins/{name}.yaml:{message}" in done.stderr
    assert "hush" not in done.stderr
