"""The statements that a request really runs, read from PostgreSQL's log, and their replay by pgbench."""

import re
from dataclasses import dataclass

ENTRY = re.compile(r"^(\d+)\|(LOG|DETAIL):  (.*)$")
STATEMENT = re.compile(r"(?:statement|execute [^:]+): (.*)", re.DOTALL)
PARAMETER = re.compile(r"\$\d+ = (NULL|'(?:[^']|'')*')", re.DOTALL)
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NUMBER = r"P-[0-9A-Z]{4}-[0-9A-Z]{4}"
SHA256 = r"[0-9a-f]{64}"


@dataclass
class Statement:
    sql: str
    parameters: list  # texts; None is NULL


def read_log(text):
    """The statements in the order in which PostgreSQL began them."""
    entries = []
    for line in text.splitlines():
        if found := ENTRY.match(line):
            entries.append([found[2], found[3]])
        elif line.startswith("\t") and entries:
            entries[-1][1] += "\n" + line[1:]
    statements = []
    for kind, content in entries:
        if kind == "LOG" and (found := STATEMENT.fullmatch(content)):
            statements.append(Statement(found[1], []))
        elif kind == "DETAIL" and content.startswith("parameters: ") and statements:
            statements[-1].parameters = [
                None if value == "NULL" else value[1:-1].replace("''", "'") for value in PARAMETER.findall(content)
            ]
    return statements


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
        return read_log(stream.read(end - begin).decode())


def uuid_of(role, number):
    """SQL of an id that is another one in each replay: those of one `role` are numbered."""
    return f"('{role:08x}-0000-4000-8000-' || lpad({number}, 12, '0'))"


class Replay:
    """A pgbench script that does what was recorded, each time with new ids.

    The script's variable `i` counts the replays of a client and must begin anew in each run.
    """

    def __init__(self, statements, known, fixed):
        """
        @param known  what differs from replay to replay, with SQL in terms of `:n`
        @param fixed  ids that stay as they were recorded
        """
        self.known = dict(known)
        self.fixed = fixed
        self.variables = {}
        self.statements = statements

    def _expression_of(self, token):
        """SQL of a recorded id or number; what nobody knows was made by the request."""
        if token not in self.known:
            place = len(self.known)
            if re.fullmatch(UUID, token):
                self.known[token] = uuid_of(0xA0000000 + place, ":n::text")
            elif re.fullmatch(SHA256, token):
                self.known[token] = f"lpad(:n::text, 64, '{place:08x}')"
            else:
                self.known[token] = "('P-' || lpad(:n::text, 9, '0'))"
        return self.known[token]

    def _tokens_of(self, text):
        found = [token for token in self.known if token in text]
        found += re.findall(f"{UUID}|{NUMBER}|{SHA256}", text)
        return [token for token in dict.fromkeys(found) if token not in self.fixed]

    def _parameter(self, text, kind):
        if text is None:
            return f"NULL::{kind}"
        tokens = self._tokens_of(text)
        if tokens == [text]:
            return f"({self._expression_of(text)})::{kind}"
        name = f"p{len(self.variables)}"
        self.variables[name] = text
        value = f":{name}::text"
        for token in tokens:
            value = f"replace({value}, '{token}', {self._expression_of(token)})"
        return f"({value})::{kind}"

    def script(self, types_of):
        """
        @param types_of  the types of a statement's parameters
        """
        lines = ["\\set i :i + 1", "\\set n :i * 1000 + :client_id"]
        for statement in self.statements:
            kinds = types_of(statement.sql) if statement.parameters else []
            values = [self._parameter(text, kind) for text, kind in zip(statement.parameters, kinds)]
            sql = re.sub(r"\$(\d+)", lambda found: values[int(found[1]) - 1], statement.sql) if values else statement.sql
            lines.append(" ".join(sql.split()).rstrip("; ") + ";")
        return "\n".join(lines) + "\n"
