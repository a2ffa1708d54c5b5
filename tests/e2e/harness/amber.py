"""A stand-in for Amber, the payment company of examples/amber-pay.

The company is made up, so that nobody else's program speaks its interface; this one does as
examples/amber-pay/README.md says, remembers what it was asked, and acts once for each key.
"""

import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

API_KEY = "key-of-the-shop"
SECRET = "secret-of-the-webhooks"
TOKENS = {"tok_card": "captured", "tok_empty": "declined", "tok_bank": "action_required"}


class Refused(Exception):
    def __init__(self, status):
        super().__init__(status)
        self.status = status


class Amber:
    """`payments` and `refunds` by id, as answered; `asked` is every call that came."""

    def __init__(self):
        self.payments, self.refunds, self.asked = {}, {}, []
        self._references, self._answers, self._lose = {}, {}, 0
        self._lock = threading.Lock()
        company = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                company.answer(self, b"")

            def do_POST(self):
                company.answer(self, self.rfile.read(int(self.headers.get("Content-Length", 0))))

            def log_message(self, *_):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def remove(self):
        self._http.shutdown()
        self._http.server_close()

    # -- what stories do with it ---------------------------------------------------------------------

    def lose_the_next_answer(self):
        """The next payment is made, and the connection breaks before the answer."""
        self._lose = 1

    def payment_of(self, payment_id):
        """The payment that the marketplace made under its own id."""
        return self.payments[self._references[payment_id]]

    def taken(self, payment):
        """Cents that the buyer is poorer by."""
        back = sum(refund["amount"] for refund in self.refunds.values() if refund["payment"] == payment["id"])
        return (payment["amount"] if payment["status"] == "captured" else 0) - back

    def webhook(self, shop, payment, kind, identifier, secret=SECRET, refund=None):
        """Tells the marketplace of an event, which may be of a refund; the answer."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        event = {"id": identifier, "type": kind, "payment": payment["id"], "currency": payment["currency"], "at": now}
        if refund:
            event = {**event, "refund": refund["id"]}
        body = json.dumps({**event, "amount": (refund or payment)["amount"]}).encode()
        signature = hmac.new(secret.encode(), now.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers = {"Amber-Timestamp": now, "Amber-Signature": signature, "Content-Type": "application/json"}
        return shop.client().post("/api/payments/webhooks/amber", data=body, headers=headers)

    # -- its interface -------------------------------------------------------------------------------

    def answer(self, handler, body):
        try:
            with self._lock:
                status, made = self._act(handler, body)
                lost, self._lose = self._lose and handler.command == "POST", 0
        except Refused as refused:
            status, made, lost = refused.status, {"error": "refused"}, False
        if lost:
            handler.close_connection = True
            return
        data = json.dumps(made).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def _act(self, handler, body):
        if handler.headers.get("Authorization") != f"Bearer {API_KEY}":
            raise Refused(401)
        path = handler.path.removeprefix("/v1/").split("/")
        self.asked.append((handler.command, "/".join(path)))
        if handler.command == "GET":
            return 200, self._find(*path)
        key = (handler.path, handler.headers["Idempotency-Key"])
        if key not in self._answers:
            self._answers[key] = self._make(path, json.loads(body))
        return 201, self._answers[key]

    def _find(self, kind, name):
        payment = self.payments.get(self._references.get(name) if kind == "references" else name)
        if payment is None:
            raise Refused(404)
        return payment

    def _make(self, path, asked):
        if path == ["payments"]:
            return self._pay(asked)
        payment = self._find("payments", path[1])
        if path[2:] != ["refunds"] or not 0 < asked["amount"] <= self.taken(payment):
            raise Refused(409)
        refund = {"id": f"ref_{len(self.refunds) + 1}", "status": "succeeded", "payment": payment["id"], **asked}
        self.refunds[refund["id"]] = refund
        return refund

    def _pay(self, asked):
        if asked["token"] not in TOKENS:
            raise Refused(422)
        identifier = f"pay_{len(self.payments) + 1}"
        payment = {"id": identifier, "status": TOKENS[asked["token"]], "fee": 12, **asked}
        if payment["status"] == "action_required":
            payment["redirect_url"] = f"https://bank.test/{identifier}"
        self.payments[identifier] = payment
        self._references[asked["reference"]] = identifier
        return payment

    def approve(self, payment):
        """The buyer agreed on the bank's page."""
        payment["status"] = "captured"
