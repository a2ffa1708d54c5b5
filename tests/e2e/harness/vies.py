"""A stand-in for VIES, the register of VAT numbers of the European Commission.

It speaks the REST interface as the Commission publishes it (`POST …/check-vat-number`), but it is ours: no copy of
VIES can be had, and the real one asks the registers of real companies.
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KNOWN = {"LV40003000000": "SIA Koka nams", "PL1234567890": "---"}


class Vies:
    """`asked` is every number that was asked for; `away` and `slow` make it as the real one is at times."""

    def __init__(self):
        self.asked, self.requesters, self.away, self.slow = [], [], False, 0
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, answer = peer.answer(self.path, question)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/rest-api"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def remove(self):
        self._http.shutdown()
        self._http.server_close()

    def answer(self, path, question):
        assert path == "/rest-api/check-vat-number", path
        number = question["countryCode"] + question["vatNumber"]
        self.asked.append(number)
        self.requesters.append(question.get("requesterMemberStateCode", "") + question.get("requesterNumber", ""))
        time.sleep(self.slow)
        if self.away:
            return 500, {"actionSucceed": False, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}
        return 200, {
            **{name: question[name] for name in ("countryCode", "vatNumber")},
            "requestDate": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime()),
            "valid": number in KNOWN,
            "requestIdentifier": f"WAPIAAAAY{len(self.asked):07}" if self.requesters[-1] else "",
            "name": KNOWN.get(number, "---"),
            "address": "---",
        }
