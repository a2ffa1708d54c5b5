"""HTTP as a browser or a program speaks it: one client is one device."""

import re

import requests

LEAKS = re.compile(r"(/[\w.-]+){3,}\.(cpp|hpp|so|sql)|\b(SELECT|INSERT INTO|UPDATE) |0x[0-9a-f]{8,}|std::|SQLSTATE")


class Answer:
    def __init__(self, response):
        self.status = response.status_code
        self.headers = response.headers
        self.body = response.content
        self.asked = f"{response.request.method} {response.request.path_url}"
        self._response = response

    @property
    def json(self):
        kind = self.headers.get("Content-Type", "").split(";")[0]
        assert kind in ("application/json", "application/problem+json"), f"{self!r} has type {kind!r}"
        return self._response.json()

    def __getitem__(self, name):
        return self.json[name]

    @property
    def etag(self):
        return self.headers["ETag"]

    def ok(self, *statuses):
        """Itself, when the status is one of those (else: any 2xx)."""
        good = self.status in statuses if statuses else 200 <= self.status < 300
        assert good, f"expected {statuses or '2xx'}, got {self!r}"
        return self

    def refused(self, status, code):
        """The problem's members, when it is this one and is put as the contract says."""
        assert self.status == status, f"expected {status} {code}, got {self!r}"
        assert self.headers["Content-Type"].split(";")[0] == "application/problem+json", repr(self)
        problem = self.json
        assert {"type", "title", "status", "detail", "code", "request_id"} <= set(problem), problem
        assert (problem["status"], problem["code"]) == (status, code), problem
        assert problem["request_id"] == self.headers["X-Request-Id"]
        assert not LEAKS.search(self._response.text), f"a problem tells of our insides: {problem}"
        if status in (429, 503):
            assert int(self.headers["Retry-After"]) >= 1
        return problem

    def input_errors(self):
        """{pointer: code} of a body that was not taken."""
        return {error["pointer"]: error["code"] for error in self.json["errors"]}

    def __repr__(self):
        return f"<{self.asked} → {self.status} {self.body[:600].decode(errors='replace')}>"


class Client:
    def __init__(self, url, language=None):
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False
        if language:
            self.http.headers["Accept-Language"] = language

    def ask(self, method, path, **options):
        """@param options  as of requests; `headers` only for this call"""
        options.setdefault("timeout", 60)
        return Answer(self.http.request(method, self.url + path, allow_redirects=False, **options))

    def get(self, path, **options):
        return self.ask("GET", path, **options)

    def post(self, path, json=None, **options):
        return self.ask("POST", path, json=json, **options)

    def put(self, path, json=None, **options):
        return self.ask("PUT", path, json=json, **options)

    def patch(self, path, json=None, **options):
        return self.ask("PATCH", path, json=json, **options)

    def delete(self, path, **options):
        return self.ask("DELETE", path, **options)

    def items(self, path, limit=100, **params):
        """Everything of a list, page by page."""
        found, cursor = [], None
        while True:
            page = self.get(path, params={"limit": limit, **({"cursor": cursor} if cursor else {}), **params})
            found += page.ok(200)["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return found
            assert len(found) < 20_000, f"{path} has no end"

    # -- signing in --------------------------------------------------------------------------

    def use_token(self, token):
        self.http.headers["Authorization"] = f"Bearer {token}"

    def login(self, email, password):
        """Signs this device in; the answer has the tokens."""
        answer = self.post("/api/auth/login", {"email": email, "password": password}).ok(200)
        self.use_token(answer["access_token"])
        self.refresh_token = answer["refresh_token"]
        return answer

    def refresh(self):
        """A new pair of tokens; new roles count from here."""
        answer = self.post("/api/auth/refresh", {"refresh_token": self.refresh_token}).ok(200)
        self.use_token(answer["access_token"])
        self.refresh_token = answer["refresh_token"]
        return answer
