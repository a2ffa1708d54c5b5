"""What happens to an order after it is placed, and who may make it happen."""

import pytest

from harness.waiting import eventually


@pytest.fixture(scope="module")
def cast(_shop):
    """The people of an order, and those who have nothing to do with it."""
    shop = _shop
    return {
        "buyer": shop.given_buyer(),
        "vendor": shop.given_vendor(),
        "admin": shop.admin,
        "support": shop.support,
        "other buyer": shop.given_buyer(),
        "other vendor": shop.given_vendor(),
        "anybody": shop.client(),
    }


WAY_TO = {
    "pending": [],
    "confirmed": [],
    "shipped": ["shipped"],
    "ready_for_pickup": ["ready_for_pickup"],
    "completed": ["shipped", "completed"],
    "cancelled": ["cancelled"],
}


def order_in(shop, cast, status):
    token = "tok_action_required" if status == "pending" else "tok_ok"
    product = shop.given_product(cast["vendor"], price="30.00", quantity="5")
    placed = cast["buyer"].order(product, token=token).ok(201)
    order = placed["orders"][0]
    for step in WAY_TO[status]:
        cast["vendor"].move(order, step).ok(200)
    order["product"], order["payment_id"] = product, placed["purchase"]["payment"]["id"]
    return order


def seen(cast, order):
    return cast["buyer"].get(f"/api/orders/{order['id']}").ok(200)


def ask(person, order, status):
    return person.post(f"/api/orders/{order['id']}/status", {"status": status})


ALLOWED = [
    ("confirmed", "shipped", "vendor"),
    ("confirmed", "ready_for_pickup", "vendor"),
    ("shipped", "completed", "vendor"),
    ("ready_for_pickup", "completed", "vendor"),
    ("pending", "cancelled", "vendor"),
    ("confirmed", "cancelled", "vendor"),
    ("pending", "cancelled", "buyer"),
    ("shipped", "completed", "buyer"),
    ("ready_for_pickup", "completed", "buyer"),
    ("confirmed", "shipped", "admin"),
    ("shipped", "completed", "admin"),
    ("pending", "cancelled", "admin"),
    ("confirmed", "cancelled", "admin"),
]


@pytest.mark.parametrize("start, goal, who", ALLOWED)
def test_who_may(shop, cast, start, goal, who):
    order = order_in(shop, cast, start)
    ask(cast[who], order, goal).ok(200)
    now = seen(cast, order)
    assert now["status"] == goal
    assert [step["status"] for step in now["history"]][-1] == goal


NOT_THEIRS = [
    ("confirmed", "shipped", "buyer"),
    ("confirmed", "ready_for_pickup", "buyer"),
    ("confirmed", "cancelled", "buyer"),
    ("confirmed", "shipped", "support"),
    ("confirmed", "cancelled", "support"),
]


@pytest.mark.parametrize("start, goal, who", NOT_THEIRS)
def test_who_may_not(shop, cast, start, goal, who):
    order = order_in(shop, cast, start)
    ask(cast[who], order, goal).refused(403, "forbidden_transition")
    assert seen(cast, order)["status"] == start


@pytest.mark.parametrize("who", ["other buyer", "other vendor", "anybody"])
def test_strangers_do_not_learn_that_it_exists(shop, cast, who):
    order = order_in(shop, cast, "confirmed")
    assert ask(cast[who], order, "cancelled").status in ((401, 404) if who == "anybody" else (404,))
    assert seen(cast, order)["status"] == "confirmed"


IMPOSSIBLE = [
    ("pending", "shipped"),
    ("pending", "completed"),
    ("confirmed", "completed"),
    ("shipped", "cancelled"),
    ("shipped", "ready_for_pickup"),
    ("ready_for_pickup", "shipped"),
    ("ready_for_pickup", "cancelled"),
    ("completed", "shipped"),
    ("completed", "cancelled"),
    ("cancelled", "shipped"),
    ("cancelled", "confirmed"),
]
NEXT = {
    "pending": {"cancelled"},
    "confirmed": {"shipped", "ready_for_pickup", "cancelled"},
    "shipped": {"completed"},
    "ready_for_pickup": {"completed"},
    "completed": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize("start, goal", IMPOSSIBLE)
def test_what_the_state_does_not_allow(shop, cast, start, goal):
    order = order_in(shop, cast, start)
    problem = ask(cast["vendor"], order, goal).refused(409, "invalid_transition")
    assert set(problem["allowed"]) == NEXT[start]
    assert seen(cast, order)["status"] == start


@pytest.mark.parametrize("status", ["pending", "confirmed", "shipped", "completed", "cancelled"])
def test_the_same_state_again_is_no_event(shop, cast, status):
    order = order_in(shop, cast, status)
    before = seen(cast, order).json["history"]
    ask(cast["vendor"], order, status).ok(200)
    assert seen(cast, order).json["history"] == before


@pytest.mark.parametrize("body", [{"status": "lost"}, {"status": 1}, {}, {"status": "shipped", "note": "x" * 10_001}])
def test_a_status_that_is_none_is_refused(shop, cast, body):
    order = order_in(shop, cast, "confirmed")
    answer = cast["vendor"].post(f"/api/orders/{order['id']}/status", body)
    answer.refused(422, "validation_failed")
    assert seen(cast, order)["status"] == "confirmed"


def test_the_buyer_sees_tracking_number_and_notes(shop, cast):
    order = order_in(shop, cast, "confirmed")
    cast["vendor"].move(order, "shipped", tracking_number="LP123456789LT", note="Išvežė kurjeris").ok(200)
    now = seen(cast, order)
    assert now["shipping"]["tracking_number"] == "LP123456789LT"
    last = now["history"][-1]
    assert (last["status"], last["note"]) == ("shipped", "Išvežė kurjeris") and last["at"].endswith("Z") and last["by"]


def test_a_cancelled_order_gives_its_goods_back(shop, cast):
    for status in ("pending", "confirmed"):
        order = order_in(shop, cast, status)
        assert shop.product(order["product"])["quantity"] == "4"
        ask(cast["vendor"], order, "cancelled").ok(200)
        assert shop.product(order["product"])["quantity"] == "5"


def test_a_paid_order_that_the_vendor_cancels_is_refunded(shop, cast):
    order = order_in(shop, cast, "confirmed")
    ask(cast["vendor"], order, "cancelled").ok(200)
    eventually(lambda: seen(cast, order)["payment_status"] == "refunded", "the money goes back")


def test_cancelling_one_vendors_order_leaves_the_others(shop, cast):
    mine, theirs = shop.given_product(cast["vendor"]), shop.given_product(cast["other vendor"])
    placed = cast["buyer"].order(mine, theirs).ok(201)
    first, second = sorted(placed["orders"], key=lambda order: order["vendor"]["id"] != cast["vendor"].id)
    ask(cast["vendor"], first, "cancelled").ok(200)
    assert cast["buyer"].get(f"/api/orders/{second['id']}").ok(200)["status"] == "confirmed"


def test_two_answers_to_one_order_do_not_both_win(shop, cast):
    for _ in range(5):
        order = order_in(shop, cast, "confirmed")
        goals = ["shipped", "cancelled"] * 3
        answers = shop.together(lambda goal: ask(cast["vendor"], order, goal), goals)
        now = seen(cast, order)
        assert now["status"] in ("shipped", "cancelled")
        assert all((answer.status == 200) == (goal == now["status"]) for goal, answer in zip(goals, answers))
        assert [step["status"] for step in now["history"]].count(now["status"]) == 1


def test_the_operator_sees_every_order(shop, cast):
    order = order_in(shop, cast, "confirmed")
    assert order["id"] in {row["id"] for row in shop.admin.get("/api/admin/orders?limit=100").ok(200)["items"]}


def test_a_payment_after_the_cancel_does_not_bring_the_order_back(shop, cast):
    order = order_in(shop, cast, "pending")
    ask(cast["buyer"], order, "cancelled").ok(200)
    assert shop.webhook("payment.captured", order["payment_id"], "30.00").status == 200
    eventually(lambda: seen(cast, order)["payment_status"] == "refunded", "the late payment goes back")
    assert seen(cast, order)["status"] == "cancelled"
    assert shop.product(order["product"])["quantity"] == "5"
