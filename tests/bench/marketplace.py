"""The marketplace that is measured: its PostgreSQL, its servers, goods that do not run out, carts."""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from harness import settings  # noqa: E402
from harness.databases import Cluster  # noqa: E402
from harness.server import Server  # noqa: E402
from harness.waiting import eventually  # noqa: E402
from recording import uuid_of  # noqa: E402

UNLIMITED = {"requests": "10000000", "per": "1s", "by": "address"}
QUIET = "1m"


class Database(Cluster):
    """Like that of the end-to-end tests, with a log that can be read and nothing going on by itself."""

    def start(self):
        options = (
            f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c max_connections=200"
            " -c autovacuum=off -c shared_buffers=256MB -c max_wal_size=4GB -c logging_collector=off"
            " -c log_line_prefix=%p\\|"
        )
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", self.data, "-l", self.folder / "log", "-o", options)

    def reload_settings(self):
        self.sql("SELECT pg_reload_conf(), pg_sleep(0.2)")


class Bench:
    """Everything that rows share; made once, removed at the end."""

    def __init__(self, build):
        self.build = build
        self.folder = Path(tempfile.mkdtemp(prefix="statybos-bench-"))
        self.database = Database()
        self.name = self.database.create()
        self.url = self.database.url_of(self.name)
        self.servers = []
        self.processes = []
        loader = self.server()
        loader.command("demo", "load")
        self._settle(loader)
        self._stock_up()
        self.carts_made = 0

    def _settle(self, server):
        """What the demo's events and jobs still have to do is done before anything is measured."""
        server.start()
        waiting = "SELECT (SELECT count(*) FROM kernel.delivery WHERE status = 'waiting') + (SELECT count(*) FROM kernel.job)"
        eventually(lambda: self.sql(waiting) == ["0"], "the demo's events are delivered", within=120)
        server.stop()

    def _stock_up(self):
        self.sql("UPDATE catalog.product SET on_hand = 1000000000 WHERE status = 'available'")
        self.database.sql("VACUUM ANALYZE", self.name)
        self.vendor, self.slug = self.sql(
            "SELECT vendor_id, min(slug) FROM catalog.product WHERE status = 'available' AND 'pickup' = ANY (shipping)"
            " AND archived_at IS NULL GROUP BY vendor_id ORDER BY count(*) DESC LIMIT 1"
        )[0].split("|")
        # So many of them that buyers hardly ever wait for each other.
        copied = (
            "vendor_id, category_id, title, description, condition, currency, original_price, discounted_price, unit,"
            " quantity_step, on_hand, weight_grams, shipping, attributes, location"
        )
        self.sql(
            f"INSERT INTO catalog.product (id, slug, {copied}) SELECT gen_random_uuid(), slug || '-' || i, {copied}"
            f" FROM catalog.product, generate_series(1, 2000) i WHERE slug = '{self.slug}'"
        )
        self.products = f"ARRAY(SELECT id FROM catalog.product WHERE slug LIKE '{self.slug}-%' ORDER BY id)"
        self.product_count = int(self.sql(f"SELECT cardinality({self.products})")[0])

    def sql(self, statement):
        return self.database.sql(statement, self.name)

    def server(self, **changes):
        """A server on the bench's database: the demo's settings, no rate limits, and `changes`."""
        own = {"marketplace.yaml": {"server": {"debug_headers": "false",
                                               "rate_limits": {"default": UNLIMITED, "auth": UNLIMITED}}}}
        server = Server(self.url, settings.merged(own, changes), self.servers[0].data if self.servers else None)
        self.servers.append(server)
        return server

    def quiet_server(self, cache):
        """Works on requests and on nothing else: no notifications, no jobs that come round."""
        ids = ("users", "catalog", "orders", "payments", "shipping")
        return self.server(**{
            "marketplace.yaml": {
                "server": {"cache": {"size": cache, "lifetime": "60s"}, "debug_headers": "true"},
                "events": {"poll": QUIET},
                "jobs": {"poll": QUIET},
                "plugins": [{"id": f"statybos.{name}", "config": f"config/plugins/{name}.yaml"} for name in ids],
            },
            "plugins/orders.yaml": {"recovery_interval": "10m"},
        })

    def bare_server(self, *arguments):
        """bench_bare_server with these arguments; its URL."""
        process = subprocess.Popen([str(part) for part in (self.build / "bin" / "bench_bare_server", *arguments)],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.processes.append(process)
        return f"http://127.0.0.1:{process.stdout.readline().strip()}"

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def types_of(self, sql):
        """The types of a statement's parameters, as PostgreSQL understands it."""
        return self.sql(
            f"PREPARE asked AS {sql}; SELECT array_to_string(parameter_types::text[], '|')"
            " FROM pg_prepared_statements WHERE name = 'asked'"
        )[-1].split("|")

    # -- carts -----------------------------------------------------------------------------------

    def make_carts(self, numbers, role, token_hash):
        """Carts of two products; `numbers` is SQL of their `n`, `token_hash` SQL in terms of it."""
        count = self.product_count
        self.sql(
            f"WITH n AS (SELECT {numbers}), products AS (SELECT {self.products} AS p),"
            f" carts AS (INSERT INTO orders.cart (id, token_hash) SELECT {uuid_of(role, 'n::text')}::uuid, {token_hash} FROM n)"
            f" INSERT INTO orders.cart_line (id, cart_id, product_id, quantity)"
            f" SELECT {uuid_of(role + 1, 'n::text')}::uuid, {uuid_of(role, 'n::text')}::uuid, p[n * 2 % {count} + 1], 1 FROM n, products"
            f" UNION ALL SELECT {uuid_of(role + 2, 'n::text')}::uuid, {uuid_of(role, 'n::text')}::uuid, p[(n * 2 + 1) % {count} + 1], 1"
            f" FROM n, products"
        )
        # As autovacuum would: a plan made for empty tables reads them whole.
        self.sql("ANALYZE")

    def carts_of_visitors(self, count):
        """A file for orders.lua."""
        first, self.carts_made = self.carts_made + 1, self.carts_made + count
        self.make_carts(f"generate_series({first}, {self.carts_made}) AS n", 0xB0000000,
                        "encode(sha256(('cart-' || n)::bytea), 'hex')")
        return self.file("carts", "".join(f"cart-{n} order-{n}\n" for n in range(first, self.carts_made + 1)))

    @staticmethod
    def token_hash(token):
        return hashlib.sha256(token.encode()).hexdigest()

    def remove(self):
        for process in self.processes:
            process.stdin.close()
            process.wait(30)
        for server in self.servers:
            server.remove()
        self.database.remove()
        subprocess.run(["rm", "-r", str(self.folder)], check=True)
