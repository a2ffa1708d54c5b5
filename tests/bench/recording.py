"""The statements that a request really runs, read from PostgreSQL's log."""

import re
from dataclasses import dataclass, field

LOG_PREFIX = "%p|%a|"
OWN_NAME = "psql"  # what the bench itself looks up meanwhile
ENTRY = re.compile(r"(\d+)\|([^|]*)\|([A-Z]+):  (.*)")
STATEMENT = re.compile(r"(?:statement|execute [^:]+): (.*)", re.DOTALL)
PARAMETER = re.compile(r"\$\d+ = (NULL|'(?:[^']|'')*')", re.DOTALL)


@dataclass
class Statement:
    sql: str
    parameters: list = field(default_factory=list)  # texts; None is NULL
    session: str = ""

    def begins_with(self, *words):
        return self.sql.strip().rstrip(";").upper().startswith(words)


def recorded(database, request):
    """The statements that PostgreSQL runs while `request()` does; nothing else may be going on."""
    log = database.folder / "log"
    database.sql("ALTER SYSTEM SET log_statement = 'all'")
    database.reload_settings()
    begin = log.stat().st_size
    request()
    end = log.stat().st_size
    database.sql("ALTER SYSTEM RESET log_statement")
    database.reload_settings()
    with log.open("rb") as stream:
        stream.seek(begin)
        return in_transactions(read_log(stream.read(end - begin).decode()))


def read_log(text):
    """The statements in the order in which PostgreSQL began them."""
    statements = []
    for session, kind, content in _entries(text):
        if kind == "LOG" and (found := STATEMENT.fullmatch(content)):
            statements.append(Statement(found[1], session=session))
        elif kind == "DETAIL" and content.startswith("parameters: "):
            last = next(one for one in reversed(statements) if one.session == session)
            last.parameters = [None if value == "NULL" else value[1:-1].replace("''", "'")
                               for value in PARAMETER.findall(content)]
    return statements


def _entries(text):
    """Session, kind and content of each of the log's entries; the lines after its first begin with a tab."""
    entries = []
    for line in text.splitlines():
        if found := ENTRY.match(line):
            entries.append(list(found.groups()))
        elif line.startswith("\t") and entries:
            entries[-1][3] += "\n" + line[1:]
    return [(session, kind, content) for session, name, kind, content in entries if name != OWN_NAME]


def in_transactions(statements):
    """The same statements, those of a transaction next to each other: one session can run them all."""
    transactions, open_ones = [], {}
    for statement in statements:
        transaction = open_ones.get(statement.session)
        if transaction is None:
            transaction = []
            transactions.append(transaction)
        transaction.append(statement)
        if statement.begins_with("BEGIN"):
            open_ones[statement.session] = transaction
        elif statement.begins_with("COMMIT", "ROLLBACK") and not statement.begins_with("ROLLBACK TO"):
            open_ones.pop(statement.session, None)
    return [statement for transaction in transactions for statement in transaction]
