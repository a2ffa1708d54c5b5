"""SMS gateways: Debian's Kannel with a message centre of ours behind it, and a stand-in for what Kannel seldom says."""

import shutil
import socket
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote_to_bytes

from .server import free_port
from .waiting import eventually

USER, PASSWORD = "shop", "kannel-s3cret"
INSTALLED = all(shutil.which(name, path="/usr/sbin:/usr/bin") for name in ("bearerbox", "smsbox"))


@dataclass
class Sms:
    sender: str
    to: str
    text: str


def _listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _plain(text):
    return unquote_to_bytes(text.replace(b"+", b" "))


class Kannel:
    """The real one. Its `fake` centre is a socket on which this object is what a mobile network is elsewhere."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="statybos-kannel-", dir="/tmp"))
        admin, box, self.centre_port, self.port = (free_port() for _ in range(4))
        self.url = f"http://127.0.0.1:{self.port}/cgi-bin/sendsms"
        self.config = self.folder / "kannel.conf"
        self.config.write_text(
            f"group = core\nadmin-port = {admin}\nadmin-password = x\nsmsbox-port = {box}\n\n"
            f"group = smsc\nsmsc = fake\nsmsc-id = centre\nport = {self.centre_port}\nconnect-allow-ip = 127.0.0.1\n\n"
            f"group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {self.port}\n\n"
            f"group = sendsms-user\nusername = {USER}\npassword = {PASSWORD}\nmax-messages = 3\nconcatenation = true\n"
        )
        self.got = []
        self.bearerbox = self._run("bearerbox")
        eventually(lambda: _listens(box), "bearerbox listens")
        self._follow_centre()
        self.smsbox = None
        self.open()

    def _run(self, name):
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen([f"/usr/sbin/{name}", self.config], stdout=log, stderr=log, cwd=self.folder)

    def _follow_centre(self):
        eventually(lambda: _listens(self.centre_port), "the message centre's port is open")
        self.centre = socket.create_connection(("127.0.0.1", self.centre_port))
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        parts = {}
        try:
            for line in self.centre.makefile("rb"):
                sender, to, kind, rest = line.rstrip(b"\n").split(b" ", 3)
                if kind == b"udh":
                    # One part of a long message: its header names the message, the parts, and which one it is.
                    header, _, rest = rest.split(b" ", 2)
                    *_, message, count, number = _plain(header)
                    parts[message, number] = _plain(rest).decode("utf-16-be")
                    texts = [parts.get((message, each)) for each in range(1, count + 1)]
                    text = None if None in texts else "".join(texts)
                else:
                    text = _plain(rest).decode("utf-16-be" if kind == b"ucs-2" else "utf-8")
                if text is not None:
                    self.got.append(Sms(sender.decode(), to.decode(), text))
        except OSError:
            pass  # closed by remove()

    def open(self):
        """Takes messages (again)."""
        self.smsbox = self._run("smsbox")
        eventually(lambda: _listens(self.port), "smsbox listens")

    def close(self):
        """Takes no messages: its port is closed."""
        self.smsbox.kill()
        self.smsbox.wait()

    def to(self, number):
        return [sms for sms in self.got if sms.to == number]

    def remove(self):
        self.centre.close()
        for process in (self.smsbox, self.bearerbox):
            process.kill()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class StandIn:
    """A stand-in of ours that speaks as Kannel does, for answers that the real one gives seldom."""

    def __init__(self):
        self.asked, self.answer = [], (202, "0: Accepted for delivery")
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                peer.asked.append(Sms(self.headers["X-Kannel-From"], self.headers["X-Kannel-To"], text))
                status, body = peer.answer
                if status is None:
                    return  # hangs up without an answer
                self.send_response(status)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/cgi-bin/sendsms"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def to(self, number):
        return [sms for sms in self.asked if sms.to == number]

    def remove(self):
        self._http.shutdown()
        self._http.server_close()
