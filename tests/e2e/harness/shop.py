"""The marketplace in the words of the business."""

import threading
from concurrent.futures import ThreadPoolExecutor

from . import mail, webhooks
from .client import Client
from .people import Buyer, Operator, Vendor, signed_in
from .values import PASSWORD, VILNIUS, address_of, bank_account, company, eur, unique
from .waiting import eventually


class Product(dict):
    """A product as it was answered; `id` and `vendor_id` for short."""

    @property
    def id(self):
        return self["id"]

    @property
    def status(self):
        return self["status"]

    @property
    def vendor_id(self):
        return self["vendor"]["id"]


class Shop:
    """Stories get one; people and goods are made for each story, so that none sees another's."""

    def __init__(self, server):
        self.server = server
        self._known = {}

    def client(self, language=None):
        return Client(self.server.url, language)

    # -- people ----------------------------------------------------------------------------------

    def _once(self, name, make):
        if name not in self._known:
            self._known[name] = make()
        return self._known[name]

    @property
    def admin(self):
        return self._once("admin", lambda: signed_in(Operator(self.server.url, "admin@demo.test")))

    @property
    def support(self):
        return self._once("support", lambda: signed_in(Operator(self.server.url, "support@demo.test")))

    def demo_vendor(self, letter):
        """vendor-a, -b or -p of the demo marketplace, signed in."""

        def make():
            vendor = signed_in(Vendor(self.server.url, f"vendor-{letter}@demo.test"))
            vendor.id = vendor.user["vendor_id"]
            return vendor

        return self._once(f"vendor-{letter}", make)

    def register(self, client, email, user_type="private", **more):
        body = {"email": email, "password": PASSWORD, "name": "Petras Pirkėjas", "user_type": user_type, **more}
        return client.post("/api/auth/register", body)

    def given_user(self, kind=Buyer, user_type="private", language=None, word="buyer", **more):
        person = kind(self.server.url, address_of(word), language=language)
        self.register(person, person.email, user_type, **more).ok(201)
        return signed_in(person)

    def given_buyer(self, language=None, **more):
        """A private buyer, signed in; `more` as at the registration, e.g. their name."""
        return self.given_user(language=language, **more)

    def given_guest(self, language=None):
        """Somebody without an account."""
        return Buyer(self.server.url, address_of("guest"), language=language)

    def applicant(self, kind="business", vat_payer=True, language=None):
        """A user who applied to sell and waits for verification."""
        firm = company(vat_payer) if kind == "business" else None
        vendor = self.given_user(Vendor, kind, language, "vendor", **({"company": firm} if firm else {}))
        profile = {
            "display_name": unique("Statybų sandėlis"),
            "kind": kind,
            "description": "Medžiagos iš sandėlio.",
            "location": VILNIUS,
            "iban": bank_account(),
            **({"company": firm} if firm else {}),
        }
        answer = vendor.post("/api/vendors/", profile).ok(201)
        vendor.id, vendor.slug = answer["id"], answer["slug"]
        vendor.refresh()
        return vendor

    def given_vendor(self, kind="business", vat_payer=True, language=None):
        """A verified vendor, signed in with the role."""
        vendor = self.applicant(kind, vat_payer, language)
        self.admin.verify(vendor.id).ok()
        vendor.refresh()
        return vendor

    @property
    def vendor(self):
        """A verified vendor for stories in which it does not matter who sells."""
        return self._once("vendor", self.given_vendor)

    # -- goods -----------------------------------------------------------------------------------

    def product_fields(self, price="10.00", quantity="10", unit="pcs", **changes):
        fields = {
            "title": f"Granulinis katilas {unique('modelis')}",
            "description": "Naudotas vieną žiemą, veikia.",
            "category": "katilai",
            "condition": "used",
            "original_price": eur(price),
            "unit": unit,
            "quantity": quantity,
            "location": VILNIUS,
            "shipping": ["pickup", "delivery"],
        }
        return {**fields, **changes}

    def given_product(self, vendor=None, discounted_price=None, **fields):
        """On sale at once; prices as text in euros."""
        vendor = vendor or self.vendor
        if discounted_price:
            fields["discounted_price"] = eur(discounted_price)
        product = Product(vendor.create(**self.product_fields(**fields)).ok(201).json)
        product.seller = vendor
        return product

    def product(self, product):
        """The product as everybody sees it now."""
        return Product(self.client().get(f"/api/products/{product.id}").ok(200).json)

    def took_nothing_of(self, product, quantity):
        """Asserts that nobody ordered this product and that this much of it is on sale."""
        public = self.product(product)
        assert (public.status, public["quantity"]) == ("available", quantity)
        assert product.seller.orders_of(product) == []

    # -- at the same time ------------------------------------------------------------------------

    def together(self, act, buyers=20, prepare=None):
        """`act(buyer)` of so many guests, let go at one moment; the results in the guests' order.

        @param prepare  done by each before the gate, e.g. filling the cart
        """
        crowd = buyers if isinstance(buyers, list) else [self.given_guest() for _ in range(buyers)]
        gate = threading.Barrier(len(crowd))

        def run(buyer):
            try:
                if prepare:
                    prepare(buyer)
            except BaseException:
                gate.abort()
                raise
            gate.wait(120)
            return act(buyer)

        with ThreadPoolExecutor(len(crowd)) as pool:
            running = [pool.submit(run, buyer) for buyer in crowd]
        broken = [f.exception() for f in running if f.exception()]
        causes = [e for e in broken if not isinstance(e, threading.BrokenBarrierError)] or broken
        if causes:
            raise causes[0]
        return [future.result() for future in running]

    # -- mails and webhooks ----------------------------------------------------------------------

    def mail_to(self, person, containing=""):
        """The mails that a person or address got so far and that contain the text, oldest first."""
        address = getattr(person, "email", person)
        found = mail.mails_to(self.server.data, address)
        return [one for one in found if containing in one.subject + one.text]

    def awaited_mail(self, person, containing=""):
        """The last such mail, once it is there."""
        what = f"a mail to {getattr(person, 'email', person)} about {containing!r}"
        return eventually(lambda: self.mail_to(person, containing), what)[-1]

    def check_nothing_was_said_twice(self, person):
        mails = [(one.subject, one.text) for one in self.mail_to(person)]
        assert len(mails) == len(set(mails)), mails

    def webhook(self, kind, payment_id, amount, identifier=None, signature=None):
        """A signed call of the gateway `test`; `signature` replaces the right one."""
        body = webhooks.event(identifier or unique("evt"), kind, payment_id, eur(amount))
        return self.deliver(body, signature or webhooks.signature(body))

    def deliver(self, body, signature):
        """Any bytes to the entrance for webhooks."""
        return self.client().post(
            "/api/payments/webhooks/test",
            data=body,
            headers={"Content-Type": "application/json", "X-Test-Signature": signature},
        )

    def operator_orders(self, **filters):
        return self.admin.items("/api/admin/orders", **filters)
