"""A stand-in for Stripe's servers: a FAKE, made for tests, that speaks Stripe's public protocol.

No independent server of Stripe's can be had offline. What keeps this one honest: the real `stripe`
package drives it (tests/stripe), it refuses every parameter that the interface does not have, and
the webhooks that go out in tests are signed by the real package. It knows PaymentIntents and
refunds; form bodies, Idempotency-Key (replays, also of refusals; another body under one key is 400),
and Stripe's error envelope. The payment methods are those that Stripe documents for tests.

    python3 stripe_company.py      serves until its input ends; prints its address first
"""

import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

SECRET_KEY = "sk_test_of_the_shop"
CARDS = {"pm_card_visa": None, "pm_card_threeDSecure2Required": "action"}
DECLINES = {
    "pm_card_visa_chargeDeclined": "generic_decline",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "insufficient_funds",
}
INTENT_PARAMETERS = {
    "create": {"amount", "currency", "capture_method", "automatic_payment_methods", "description", "metadata", "receipt_email",
               "payment_method", "confirmation_token", "return_url", "confirm", "customer", "expand"},
    "confirm": {"payment_method", "confirmation_token", "return_url", "receipt_email", "expand"},
    "capture": {"amount_to_capture", "metadata", "expand"},
    "cancel": {"cancellation_reason", "expand"},
}
REFUND_PARAMETERS = {"payment_intent", "charge", "amount", "metadata", "reason", "expand"}


class Refused(Exception):
    def __init__(self, status, kind, message, **more):
        super().__init__(message)
        self.status, self.body = status, {"error": {"type": kind, "message": message, **more}}


def invalid(message, code=None, **more):
    return Refused(400, "invalid_request_error", message, **({"code": code} if code else {}), **more)


def missing(what, identifier):
    return Refused(404, "invalid_request_error", f"No such {what}: '{identifier}'", code="resource_missing", param="id")


def read_form(text):
    """a[b]=c as {"a": {"b": "c"}}."""
    read = {}
    for name, value in parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text)):
        first, *inner = re.fullmatch(r"([a-z_]+)((?:\[[A-Za-z0-9_]*\])*)", name).groups()
        keys, at = [first, *re.findall(r"\[([^\]]*)\]", inner[0])], read
        for key in keys[:-1]:
            at = at.setdefault(key, {})
        at[keys[-1]] = value
    return read


class StripeCompany:
    """`intents` and `refunds` by id, as answered; `asked` is every call that came, with body and key."""

    def __init__(self):
        self.intents, self.refunds, self.asked = {}, {}, []
        self._answers, self._lose, self._count = {}, None, 0
        self._lock = threading.RLock()
        company = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                company.answer(self, "")

            def do_POST(self):
                company.answer(self, self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

            def log_message(self, *_):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def remove(self):
        self._http.shutdown()
        self._http.server_close()

    # -- what stories do with it ---------------------------------------------------------------------

    def lose_answers_to(self, verb, times=1000):
        """Calls whose path ends so are carried out, and the connection breaks before the answer."""
        with self._lock:
            self._lose = [verb, times]

    def answer_again(self):
        with self._lock:
            self._lose = None

    def intent_of(self, payment_id):
        """What was made for the marketplace's payment."""
        (found,) = [one for one in self.intents.values() if one["metadata"].get("payment_id") == payment_id]
        return found

    def taken(self, intent):
        """Cents that the buyer is poorer by."""
        back = sum(one["amount"] for one in self.refunds.values() if one["payment_intent"] == intent["id"] and one["status"] != "failed")
        return intent["amount_received"] - back

    def approve(self, intent):
        """The buyer agreed on the bank's page."""
        with self._lock:
            self._charge(intent)

    def event(self, kind, thing, identifier):
        """The event as Stripe writes it, not signed."""
        head = {"id": identifier, "object": "event", "api_version": "2026-08-26.dahlia", "created": int(time.time())}
        return json.dumps({**head, "data": {"object": thing}, "livemode": False, "pending_webhooks": 1, "request": None, "type": kind})

    # -- its interface -------------------------------------------------------------------------------

    def answer(self, handler, body):
        status, made, replayed, lost = 0, {}, False, False
        try:
            with self._lock:
                status, made, replayed = self._act(handler, body)
                lost = self._is_lost(handler)
        except Refused as refused:
            status, made = refused.status, refused.body
        if lost:
            handler.close_connection = True
            return
        data = json.dumps(made).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Request-Id", f"req_{len(self.asked)}")
        if replayed:
            handler.send_header("Idempotent-Replayed", "true")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def _is_lost(self, handler):
        if handler.command != "POST" or not self._lose or not urlsplit(handler.path).path.endswith(self._lose[0]) or not self._lose[1]:
            return False
        self._lose[1] -= 1
        return True

    def _act(self, handler, body):
        url, key = urlsplit(handler.path), handler.headers.get("Idempotency-Key")
        if url.path.startswith("/_test/"):
            return self._play(url.path.removeprefix("/_test/"), dict(parse_qsl(url.query)))
        if handler.headers.get("Authorization") != f"Bearer {SECRET_KEY}":
            raise Refused(401, "invalid_request_error", "Invalid API Key provided")
        if not url.path.startswith("/v1/"):
            raise Refused(404, "invalid_request_error", f"Unrecognized request URL ({handler.command}: {url.path})")
        self.asked.append({"method": handler.command, "path": handler.path, "body": body, "key": key,
                           "type": handler.headers.get("Content-Type"), "version": handler.headers.get("Stripe-Version")})
        path = url.path.removeprefix("/v1/").split("/")
        if handler.command == "GET":
            return 200, self._show(path, dict(parse_qsl(url.query))), False
        if body and "application/x-www-form-urlencoded" not in handler.headers.get("Content-Type", ""):
            raise invalid("Invalid request (check that your POST content type is application/x-www-form-urlencoded).")
        if key in self._answers:
            asked, *answer = self._answers[key]
            if asked != (url.path, body):
                raise Refused(400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters "
                                                        "they were first used with.")
            return *answer, True
        try:
            answer = 200, self._make(path, read_form(body))
        except Refused as refused:
            answer = refused.status, refused.body
        if key:
            self._answers[key] = ((url.path, body), *answer)
        return *answer, False

    def _show(self, path, query):
        if path == ["refunds"]:
            rows = [one for one in self.refunds.values() if one["payment_intent"] == query.get("payment_intent", one["payment_intent"])]
            rows = rows[::-1]
            if "starting_after" in query:
                rows = rows[[one["id"] for one in rows].index(query["starting_after"]) + 1:]
            limit = int(query.get("limit", 10))
            return {"object": "list", "url": "/v1/refunds", "has_more": len(rows) > limit, "data": rows[:limit]}
        kind, identifier = path
        found = {"payment_intents": self.intents, "refunds": self.refunds}.get(kind, {}).get(identifier)
        if found is None:
            raise missing(kind.removesuffix("s"), identifier)
        return found

    def _make(self, path, asked):
        if path == ["payment_intents"]:
            return self._create(self._known(asked, INTENT_PARAMETERS["create"]))
        if path == ["refunds"]:
            return self._refund(self._known(asked, REFUND_PARAMETERS))
        kind, identifier, verb = path
        if kind != "payment_intents" or verb not in INTENT_PARAMETERS:
            raise Refused(404, "invalid_request_error", "Unrecognized request URL")
        asked = self._known(asked, INTENT_PARAMETERS[verb])
        if identifier not in self.intents:
            raise missing("payment_intent", identifier)
        return getattr(self, f"_{verb}")(self.intents[identifier], asked)

    @staticmethod
    def _known(asked, names):
        for name in asked:
            if name not in names:
                raise invalid(f"Received unknown parameter: {name}", "parameter_unknown", param=name)
        return asked

    def _new_id(self, prefix):
        self._count += 1
        return f"{prefix}_{self._count:024d}"

    def _create(self, asked):
        if "amount" not in asked or "currency" not in asked:
            raise invalid("Missing required param: amount.", "parameter_missing", param="amount")
        amount = int(asked["amount"])
        if amount < 50:
            raise invalid("Amount must be at least €0.50 eur", "amount_too_small", param="amount")
        if asked["currency"] not in ("eur", "usd", "gbp", "pln"):
            raise invalid(f"Invalid currency: {asked['currency']}", param="currency")
        intent = {
            "id": self._new_id("pi"), "object": "payment_intent", "amount": amount, "amount_capturable": 0, "amount_received": 0,
            "currency": asked["currency"], "capture_method": asked.get("capture_method", "automatic"), "created": int(time.time()),
            "client_secret": self._new_id("secret"), "description": asked.get("description"), "last_payment_error": None,
            "latest_charge": None, "livemode": False, "metadata": asked.get("metadata", {}), "next_action": None,
            "payment_method": asked.get("payment_method"), "receipt_email": asked.get("receipt_email"),
            "status": "requires_confirmation" if "payment_method" in asked else "requires_payment_method",
            "automatic_payment_methods": {"enabled": True, **asked.get("automatic_payment_methods", {})},
        }
        self.intents[intent["id"]] = intent
        return intent

    def _confirm(self, intent, asked):
        if intent["status"] not in ("requires_confirmation", "requires_payment_method", "requires_action"):
            raise self._unexpected(intent, "confirmed")
        redirects = intent["automatic_payment_methods"].get("allow_redirects", "always")
        if redirects == "always" and "return_url" not in asked:
            raise invalid("This PaymentIntent is configured to accept payment methods enabled in your Dashboard. You must provide a "
                          "`return_url`.", "url_invalid", param="return_url")
        method = asked.get("payment_method", intent["payment_method"])
        intent["payment_method"] = method
        if method in DECLINES:
            error = {"code": "card_declined", "decline_code": DECLINES[method], "message": "Your card was declined.", "type": "card_error"}
            intent.update(status="requires_payment_method", last_payment_error=error)
            raise Refused(402, "card_error", "Your card was declined.", code="card_declined", decline_code=DECLINES[method],
                          payment_intent=dict(intent))
        if method not in CARDS:
            raise missing("PaymentMethod", method)
        if CARDS[method] == "action":
            url = f"https://hooks.stripe.com/redirect/{intent['id']}"
            intent.update(status="requires_action", next_action={
                "type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": asked.get("return_url")}})
            return intent
        return self._charge(intent)

    def _charge(self, intent):
        intent.update(next_action=None, latest_charge=self._new_id("ch"))
        if intent["capture_method"] == "manual":
            intent.update(status="requires_capture", amount_capturable=intent["amount"])
        else:
            intent.update(status="succeeded", amount_received=intent["amount"])
        return intent

    @staticmethod
    def _unexpected(intent, done):
        return invalid(f"This PaymentIntent could not be {done} because it has a status of {intent['status']}.",
                       "payment_intent_unexpected_state", payment_intent=dict(intent))

    def _capture(self, intent, asked):
        amount = int(asked.get("amount_to_capture", intent["amount_capturable"]))
        if intent["status"] != "requires_capture":
            raise self._unexpected(intent, "captured")
        if amount > intent["amount_capturable"]:
            raise invalid("The requested capture amount is greater than the amount you can capture.", "amount_too_large")
        intent.update(status="succeeded", amount_capturable=0, amount_received=amount)
        return intent

    def _cancel(self, intent, _):
        if intent["status"] in ("succeeded", "canceled"):
            raise self._unexpected(intent, "canceled")
        intent.update(status="canceled", amount_capturable=0)
        return intent

    def _refund(self, asked):
        intent = self.intents.get(asked.get("payment_intent"))
        if intent is None:
            raise missing("payment_intent", asked.get("payment_intent"))
        left = self.taken(intent)
        amount = int(asked.get("amount", left))
        if left == 0:
            raise invalid("Charge has already been refunded.", "charge_already_refunded")
        if amount > left:
            raise invalid(f"Refund amount (€{amount}) is greater than unrefunded amount on charge (€{left})", param="amount")
        refund = {"id": self._new_id("re"), "object": "refund", "amount": amount, "currency": intent["currency"], "created": int(time.time()),
                  "charge": intent["latest_charge"], "payment_intent": intent["id"], "metadata": asked.get("metadata", {}),
                  "reason": asked.get("reason"), "status": "succeeded"}
        self.refunds[refund["id"]] = refund
        return refund

    # -- played over HTTP by tests in another language -----------------------------------------------

    def _play(self, what, query):
        if what == "lose":
            self.lose_answers_to(query["verb"], 1)
            return 200, {}, False
        found = [one for one in self.intents.values() if one["metadata"].get("idempotency_key") == query["key"]]
        if what == "approve":
            self.approve(found[0])
        return 200, {"taken": sum(map(self.taken, found)), "intents": found}, False


if __name__ == "__main__":
    company = StripeCompany()
    print(company.url, flush=True)
    sys.stdin.read()
