"""The buyer comes to the vendor: pickup points, and the code that proves who is there."""

import pytest

POINTS = "/api/vendors/shipping/pickup-points"
COLLECTIONS = "/api/vendors/shipping/collections"


def pickup_point(name="Sandėlis", **more):
    address = {"street": "Ozo g. 1", "city": "Vilnius", "postal_code": "07150", "country": "LT"}
    hours = [{"day": "monday", "opens": "08:00", "closes": "17:00"}]
    return {"name": name, "address": address, "opening_hours": hours, "note": "Vartai nr. 3", **more}


def test_a_single_pickup_point_is_clear_and_of_two_one_is_chosen(shop):
    vendor = shop.given_vendor()
    first = vendor.post(POINTS, pickup_point()).ok(201)
    product = shop.given_product(vendor)
    (order,) = shop.given_guest().order(product).ok(201)["orders"]
    assert order["shipping"]["pickup_point"] == first.json
    assert first["opening_hours"] == pickup_point()["opening_hours"] and first["note"] == "Vartai nr. 3"

    second = vendor.post(POINTS, pickup_point("Salonas")).ok(201)
    guest = shop.given_guest()
    guest.order(product).refused(422, "validation_failed")
    body = guest.checkout({vendor.id: "pickup"})
    body["shipping"][0]["pickup_point_id"] = second["id"]
    (order,) = guest.place(body).ok(201)["orders"]
    assert order["shipping"]["pickup_point"]["name"] == "Salonas"
    vendor.delete(f"{POINTS}/{second['id']}").ok(204)
    assert [point["id"] for point in vendor.items(POINTS)] == [first["id"]]


def test_opening_hours_that_cannot_be_are_refused(shop):
    vendor = shop.given_vendor()
    hours = [{"day": "monday", "opens": "08:00", "closes": "12:00"}, {"day": "monday", "opens": "11:00", "closes": "13:00"}]
    answer = vendor.post(POINTS, pickup_point(opening_hours=hours))
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {"/opening_hours/1": "overlapping"}
    assert vendor.items(POINTS) == []
    point = vendor.post(POINTS, pickup_point()).ok(201)
    shop.given_vendor().patch(f"{POINTS}/{point['id']}", {"name": "Mano"}).refused(404, "not_found")
    assert vendor.patch(f"{POINTS}/{point['id']}", {"note": None}).ok(200)["note"] is None


def ready_order(shop, buyer, vendor):
    placed = buyer.order(shop.given_product(vendor)).ok(201)
    buyer.holding(placed)
    vendor.move(placed["orders"][0], "ready_for_pickup").ok(200)
    return placed["orders"][0]


def collect(vendor, order, code):
    return vendor.post(f"{COLLECTIONS}/{order['id']}", {"code": code})


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


@pytest.mark.parametrize("kind", ["guest", "user"])
def test_the_buyer_tells_the_code_and_the_order_is_completed(shop, kind):
    vendor = shop.given_vendor()
    buyer = shop.given_guest() if kind == "guest" else shop.given_buyer()
    order = ready_order(shop, buyer, vendor)
    path = f"/api/orders/{order['id']}"
    code = buyer.get(path).ok(200)["shipping"]["collection_code"]
    assert len(code) == 6 and code.isdigit()
    for other in (vendor, shop.admin, shop.support):
        assert "collection_code" not in other.get(path).ok(200)["shipping"]
    collect(vendor, order, wrong(code)).refused(422, "wrong_code")
    collect(shop.given_vendor(), order, code).refused(404, "not_found")
    assert buyer.get(path)["status"] == "ready_for_pickup"
    collect(vendor, order, code).ok(204)
    after = buyer.get(path).ok(200)
    assert after["status"] == "completed" and "collection_code" not in after["shipping"]
    assert [(step["status"], step["by"]) for step in after["history"]][-1] == ("completed", "vendor")
    collect(vendor, order, code).refused(409, "already_collected")


def test_a_code_is_not_guessed(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    order = ready_order(shop, buyer, vendor)
    code = buyer.get(f"/api/orders/{order['id']}")["shipping"]["collection_code"]
    answers = shop.together(lambda _: collect(vendor, order, wrong(code)), list(range(12)))
    assert sorted(answer.status for answer in answers) == [422] * 5 + [429] * 7
    assert collect(vendor, order, code).refused(429, "too_many_attempts")["retry_after"] > 0
    assert buyer.get(f"/api/orders/{order['id']}")["status"] == "ready_for_pickup"


def test_the_right_code_at_the_same_moment_completes_once(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    order = ready_order(shop, buyer, vendor)
    code = buyer.get(f"/api/orders/{order['id']}")["shipping"]["collection_code"]
    answers = shop.together(lambda _: collect(vendor, order, code), list(range(4)))
    assert {answer.status for answer in answers} <= {204, 409} and 204 in {answer.status for answer in answers}
    history = buyer.get(f"/api/orders/{order['id']}")["history"]
    assert [step["status"] for step in history].count("completed") == 1


def test_an_order_on_its_way_has_no_code(shop):
    vendor, buyer = shop.given_vendor(), shop.given_buyer()
    order = buyer.order(shop.given_product(vendor)).ok(201)["orders"][0]
    assert "collection_code" not in buyer.get(f"/api/orders/{order['id']}")["shipping"]
    vendor.move(order, "shipped", tracking_number="LP1").ok(200)
    shown = buyer.get(f"/api/orders/{order['id']}")["shipping"]
    assert "collection_code" not in shown and shown["tracking_number"] == "LP1"
    collect(vendor, order, "123456").refused(404, "not_found")
