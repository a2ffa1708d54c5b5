"""What the gateway `test` would call us with."""

import hashlib
import hmac
import json
import time

SECRET = "statybos-demo-webhook"


def signature(body, secret=SECRET, at=None):
    stamp = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"


def event(identifier, kind, payment_id, amount):
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return json.dumps({"id": identifier, "type": kind, "payment_id": payment_id, "amount": amount, "at": at}).encode()
