"""Who acts in the stories: buyers, vendors, operators. Each one is a device with its own session."""

from .client import Client
from .values import ADDRESS, PASSWORD, eur


class Buyer(Client):
    """Signed in when `email` belongs to an account, else a guest who orders by e-mail."""

    def __init__(self, url, email, name="Petras Pirkėjas", language=None):
        super().__init__(url, language)
        self.email, self.name = email, name
        self.user = None

    # -- cart ---------------------------------------------------------------------------------

    def ask(self, method, path, **options):
        answer = super().ask(method, path, **options)
        token = answer.headers.get("X-Cart-Token")
        if token and self.user is None:
            self.http.headers["X-Cart-Token"] = token
        return answer

    def add_to_cart(self, product, quantity="1"):
        return self.post("/api/cart/lines", {"product_id": product.id, "quantity": quantity})

    def has_in_cart(self, *products):
        """Each a product, or a product and a quantity."""
        for product in products:
            self.add_to_cart(*(product if isinstance(product, tuple) else (product,))).ok(201)
        return self

    def cart(self):
        return self.get("/api/cart").ok(200)

    # -- checkout ------------------------------------------------------------------------------

    def quotes(self, address=ADDRESS):
        return self.post("/api/shipping/quotes", {"address": address} if address else {})

    def quoted(self, vendor, method, address=ADDRESS):
        """The price of one vendor's method as an amount."""
        offers = {item["vendor_id"]: item["options"] for item in self.quotes(address).ok(200)["items"]}
        return next(offer["price"]["amount"] for offer in offers[vendor.id] if offer["method"] == method)

    def checkout(self, methods, token="tok_ok", expected_total=None, address=ADDRESS):
        """The body of an order.

        @param methods  {vendor id: shipping method}
        @param token    what the gateway `test` shall do
        """
        body = {
            "shipping": [
                {"vendor_id": vendor, "method": method, **({"address": address} if method == "delivery" else {})}
                for vendor, method in methods.items()
            ],
            "billing": {"name": self.name, "email": self.email},
            "payment": {"gateway": "test", "token": token, "return_url": "http://127.0.0.1/back"},
        }
        if expected_total:
            body["expected_total"] = eur(expected_total)
        return body

    def place(self, body, key=None):
        """POST of a prepared body; `key` makes it repeatable."""
        return self.post("/api/orders/", body, headers={"Idempotency-Key": key} if key else {})

    def order(self, *products, method="pickup", key=None, **changes):
        """Cart → order in one go: each a product, or a product and a quantity.

        @returns  the answer of the order, or of the cart where that already refused
        """
        for product in products:
            answer = self.add_to_cart(*(product if isinstance(product, tuple) else (product,)))
            if answer.status != 201:
                return answer
        return self.place(self.checkout(self.methods(method), **changes), key)

    def methods(self, method="pickup"):
        """The same shipping method for every vendor in the cart."""
        vendors = (line["product"]["vendor"]["id"] for line in self.cart()["lines"])
        return {vendor: method for vendor in vendors}

    def orders(self):
        return self.items("/api/orders/")

    # -- after the order --------------------------------------------------------------------------

    def holding(self, placed):
        """A guest takes the purchase's token, so that its orders open."""
        token = placed["purchase"].get("guest_token")
        if token:
            self.http.headers["X-Purchase-Token"] = token
        return self

    def payment(self, placed):
        return self.get(f"/api/payments/{placed['purchase']['payment']['id']}").ok(200)

    def move(self, order, status, **more):
        """Asks for a transition of an order; the answer tells whether it was given."""
        return self.post(f"/api/orders/{order['id']}/status", {"status": status, **more})

    def notifications(self):
        return self.items("/api/notifications")


class Vendor(Buyer):
    """A user who sells; `id` and `slug` are the vendor's."""

    id = slug = None

    def orders(self):
        """What was ordered from this vendor."""
        return self.items("/api/vendors/orders")

    def orders_of(self, product):
        return [order for order in self.orders() if any(line["product_id"] == product.id for line in order["lines"])]

    def create(self, **fields):
        return self.post("/api/products/", fields)

    def change(self, product, **fields):
        return self.patch(f"/api/products/{product.id}", fields)

    def upload(self, product, name, data, content_type):
        return self.post(f"/api/products/{product.id}/images", files={"file": (name, data, content_type)})


class Operator(Buyer):
    """Role admin or support."""

    def verify(self, vendor_id, status="verified", **more):
        return self.post(f"/api/admin/vendors/{vendor_id}/verification", {"status": status, **more})


def signed_in(person, password=PASSWORD):
    """The same person after signing in."""
    person.user = person.login(person.email, password)["user"]
    person.name = person.user["name"]
    return person
