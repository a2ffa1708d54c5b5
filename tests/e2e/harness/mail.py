"""The mails that the marketplace sent: `.eml` files below its data folder."""

import email
import email.policy
import functools
import re
from dataclasses import dataclass

TOKEN = re.compile(r"token=([A-Za-z0-9_.~%-]{16,})")
LITHUANIAN = re.compile(r"[ąčęėįšųūž]", re.IGNORECASE)


@dataclass
class Mail:
    to: str
    subject: str
    text: str

    @property
    def token(self):
        """The secret in the mail's link."""
        found = TOKEN.search(self.text)
        assert found, f"no link with a token in: {self.text}"
        return found.group(1)

    def is_lithuanian(self):
        return bool(LITHUANIAN.search(self.subject + self.text))


@functools.cache
def _read(path, size):
    """Parsing is the dear part, and most mails are looked at a thousand times. A file that grew is another."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    text = "\n".join(part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
    return Mail(str(message["To"]), str(message["Subject"]), text)


def mails_to(data_folder, address):
    """Oldest first. A file that is being written is read the next time."""
    files = sorted((status.st_mtime_ns, path, status.st_size)
                   for path in data_folder.rglob("*.eml") for status in [path.stat()])
    return [mail for mail in (_read(path, size) for _, path, size in files) if address in mail.to]
