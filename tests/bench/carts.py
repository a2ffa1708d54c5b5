"""Carts that are ready to be ordered. They are written by SQL: what filling them costs is not measured."""

import hashlib
from dataclasses import dataclass

from replay import number_of, uuid_of

PRODUCTS = 2000  # copies of one, so that buyers hardly ever wait for each other

# Roles of ids: of products, and of carts that visitors order, that are recorded, and that replays
# order. Those of a cart's lines are the next ones.
PRODUCT, VISITED, RECORDED, REPLAYED = 0x90000000, 0xB0000000, 0xC0000000, 0xD0000000


@dataclass
class Goods:
    """What is in the carts: `lines` of them, of so many different products."""

    products: int
    lines: int

    @property
    def lines_in_words(self):
        return "one line" if self.lines == 1 else f"{self.lines} lines"

    def place_of(self, line, cart):
        """Which product is in that line of the `cart`th cart, as SQL and pgbench understand it; taken in turn."""
        return f"({cart} * {self.lines} + {line}) % {self.products}"

    def head(self):
        """What tells a replay which products are in its cart."""
        cart = "(:i * :clients + :client_id)"
        return "".join(f"\\set product_{line} {self.place_of(line, cart)}\n" for line in range(self.lines))


@dataclass
class RecordedCart:
    number: int
    goods: Goods

    @property
    def token(self):
        return f"recorded-{self.number}"

    @property
    def token_hash(self):
        return hashlib.sha256(self.token.encode()).hexdigest()

    def known(self):
        """Its ids and hash, with SQL of those that a replay has instead."""
        ids = {id_of(RECORDED + part, self.number): uuid_of(REPLAYED + part, ":n") for part in range(self.goods.lines + 1)}
        products = {id_of(PRODUCT, line): uuid_of(PRODUCT, f":product_{line}") for line in range(self.goods.lines)}
        return {**ids, **products, self.token_hash: hash_of_replay(":n")}


def id_of(role, number):
    """What the SQL of uuid_of() gives for a number."""
    return f"{role:08x}-0000-4000-8000-{number:012}"


def hash_of_replay(number):
    return f"lpad(({number})::text, 64, '0')"


class Carts:
    """Makes carts of what `public.bench_product (position, id)` lists."""

    def __init__(self, bench):
        self.bench = bench
        self.recorded = self.visited = self.replays = 0

    def to_record(self, goods):
        """A cart for a request that is recorded, or warms the server up."""
        self.recorded += 1
        cart = RecordedCart(self.recorded, goods)
        self._make(goods, RECORDED, f"SELECT {cart.number} AS n, 0 AS place", f"'{cart.token_hash}'")
        return cart

    def of_visitors(self, goods, count):
        """The tokens of new carts."""
        first, self.visited = self.visited + 1, self.visited + count
        self._make(goods, VISITED, f"SELECT n, n AS place FROM generate_series({first}, {self.visited}) n",
                   "encode(sha256(('cart-' || n)::bytea), 'hex')")
        self._look_at_tables()
        return [f"cart-{number}" for number in range(first, self.visited + 1)]

    def of_replays(self, goods, clients, count):
        """Carts for so many replays of each client; the variables that tell the replays which."""
        before, self.replays = self.replays, self.replays + count
        self._make(goods, REPLAYED, f"SELECT {number_of('i', 'client')} AS n, i * {clients} + client AS place"
                   f" FROM generate_series({before + 1}, {self.replays}) i, generate_series(0, {clients - 1}) client",
                   hash_of_replay("n"))
        self._look_at_tables()
        return {"clients": clients, "i": before, "last": self.replays}

    def _look_at_tables(self):
        # As autovacuum would: a plan made for empty tables reads them whole.
        self.bench.sql("ANALYZE")

    def _make(self, goods, role, numbers, token_hash):
        """
        @param numbers     a query for the number `n` of each cart and its `place` among the others,
                           which decides what is in it
        @param token_hash  SQL in terms of `n`
        """
        cart = uuid_of(role, "n")
        lines = ", ".join(f"({line}, '{role + 1 + line:08x}')" for line in range(goods.lines))
        self.bench.sql(
            f"WITH numbers AS ({numbers}),"
            f" carts AS (INSERT INTO orders.cart (id, token_hash) SELECT {cart}::uuid, {token_hash} FROM numbers)"
            " INSERT INTO orders.cart_line (id, cart_id, product_id, quantity)"
            f" SELECT (line.role || substr({cart}, 9))::uuid, {cart}::uuid, product.id, 1"
            f" FROM numbers CROSS JOIN (VALUES {lines}) AS line (position, role) JOIN public.bench_product product"
            f" ON product.position = {goods.place_of('line.position', 'place')}"
        )
