"""The marketplace that is measured: its PostgreSQL, its servers, and goods that do not run out."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from carts import PRODUCT, PRODUCTS, Carts  # noqa: E402
from harness import settings  # noqa: E402
from harness.databases import Cluster  # noqa: E402
from harness.server import Server  # noqa: E402
from harness.waiting import eventually  # noqa: E402
from recording import LOG_PREFIX  # noqa: E402
from replay import uuid_of  # noqa: E402

UNLIMITED = {"requests": "10000000", "per": "1s", "by": "address"}
QUIET = "1m"


class Database(Cluster):
    """Like that of the end-to-end tests, with a log that can be read and nothing going on by itself."""

    def start(self):
        options = (
            f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c max_connections=200"
            " -c autovacuum=off -c shared_buffers=256MB -c max_wal_size=4GB -c logging_collector=off"
            f" -c 'log_line_prefix={LOG_PREFIX}'"
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
        self.carts = Carts(self)

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
        self._copy_product()

    def _copy_product(self):
        """So many like it that buyers hardly ever wait for each other; `public.bench_product` lists them."""
        copied = (
            "vendor_id, category_id, title, description, condition, currency, original_price, discounted_price, unit,"
            " quantity_step, on_hand, weight_grams, shipping, attributes, location"
        )
        self.sql(
            "CREATE TABLE public.bench_product AS"
            f" SELECT position, {uuid_of(PRODUCT, 'position')}::uuid AS id FROM generate_series(0, {PRODUCTS - 1}) position"
        )
        self.sql(
            f"INSERT INTO catalog.product (id, slug, {copied}) SELECT copy.id, slug || '-' || position, {copied}"
            f" FROM catalog.product, public.bench_product copy WHERE slug = '{self.slug}'"
        )

    def sql(self, statement):
        return self.database.sql(statement, self.name)

    def server(self, **changes):
        """A server on the bench's database: the demo's settings, no rate limits, and `changes`."""
        own = {"marketplace.yaml": {"server": {"debug_headers": "false",
                                               "rate_limits": {"default": UNLIMITED, "auth": UNLIMITED}}}}
        server = Server(self.url, settings.merged(own, changes))
        if self.servers:
            # One of them runs at a time; pictures and keys belong to the database.
            server.data = self.servers[0].data
        self.servers.append(server)
        return server

    def quiet_server(self, cache, jobs=QUIET):
        """Works on requests and what they leave to jobs: no notifications, no jobs that come round.

        @param jobs  how often it looks for jobs whose time has come, such as those that failed
        """
        ids = ("users", "catalog", "orders", "payments", "shipping")
        return self.server(**{
            "marketplace.yaml": {
                "server": {"cache": {"size": cache, "lifetime": "60s"}, "debug_headers": "true"},
                "events": {"poll": QUIET},
                "jobs": {"poll": jobs},
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

    def types_of(self, statements):
        """The types of each statement's parameters, as PostgreSQL understands it."""
        statements = list(statements)
        prepared = "".join(f"PREPARE asked_{place} AS {sql.rstrip('; ')};" for place, sql in enumerate(statements)
                           if "$1" in sql)
        rows = self.sql(f"{prepared} SELECT name, array_to_string(parameter_types::text[], '|') FROM pg_prepared_statements")
        types = {name: kinds.split("|") for name, kinds in (row.split("|", 1) for row in rows)}
        return [types.get(f"asked_{place}", []) for place in range(len(statements))]

    def remove(self):
        for process in self.processes:
            process.stdin.close()
            process.wait(30)
        for server in self.servers:
            server.remove()
        self.database.remove()
        subprocess.run(["rm", "-r", str(self.folder)], check=True)
