"""Recorded statements as a script for pgbench, which repeats them with other ids each time."""

import re

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NUMBER = r"P-[0-9A-Z]{4}-[0-9A-Z]{4}"
SHA256 = r"[0-9a-f]{64}"
TOKEN = re.compile(f"(?<![0-9a-f])(?:{UUID}|{NUMBER}|{SHA256})(?![0-9a-f])")  # not in the middle of a bytea

# The variable `i` counts a client's replays, `n` is a number that no other replay has.
HEAD = r"""\set i :i + 1
\if :i > :last
SELECT 'there is no more that was prepared for a replay'::integer;
\endif
\set n :i * 1000 + :client_id
"""


def number_of(replay, client):
    """What `n` is in the script, as a number or as SQL."""
    return f"{replay} * 1000 + {client}"


def uuid_of(role, number):
    """SQL of an id that is another one in each replay: those of one `role` are numbered."""
    return f"('{role:08x}-0000-4000-8000-' || lpad(({number})::text, 12, '0'))"


def tokens_of(statements):
    """The ids, numbers and hashes in their parameters."""
    return {token for one in statements for text in one.parameters for token in TOKEN.findall(text or "")}


class Replay:
    """A pgbench script that does what was recorded, each time with other ids.

    Of each client it wants the variables `clients`, `i`, what was replayed before, and `last`, up to
    which things are prepared.
    """

    def __init__(self, statements, others, known, head, types_of):
        """
        @param others    statements of another such request: ids that stand in both were there
                         before, and stay as they are
        @param known     what differs from replay to replay, with SQL in terms of `:n` and of what
                         `head` sets; what the statements make besides is added
        @param types_of  gives the types of each statement's parameters
        """
        self.known = dict(known)
        self.fixed = tokens_of(others) & tokens_of(statements) - known.keys()
        self.variables = {}
        self.script = HEAD + head + "".join(map(self._line, statements, types_of(one.sql for one in statements)))

    def _line(self, statement, kinds):
        values = list(map(self._parameter, statement.parameters, kinds))
        sql = re.sub(r"\$(\d+)", lambda found: values[int(found[1]) - 1], statement.sql) if values else statement.sql
        return " ".join(sql.split()).rstrip("; ") + ";\n"

    def _parameter(self, text, kind):
        """SQL of a parameter's value, with another replay's ids in it."""
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

    def _tokens_of(self, text):
        found = [token for token in self.known if token in text]
        found += TOKEN.findall(text)
        return [token for token in dict.fromkeys(found) if token not in self.fixed]

    def _expression_of(self, token):
        """SQL of a recorded id or number; what nobody knows was made by the request."""
        if token not in self.known:
            place = len(self.known)
            if re.fullmatch(UUID, token):
                self.known[token] = uuid_of(0xA0000000 + place, ":n")
            elif re.fullmatch(SHA256, token):
                self.known[token] = f"lpad(:n::text, 64, '{place:08x}')"
            else:
                self.known[token] = "('P-' || lpad(:n::text, 9, '0'))"
        return self.known[token]
