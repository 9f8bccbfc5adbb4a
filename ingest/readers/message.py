"""Messages (.eml): who wrote, when, under which subject, and what; what is attached is named, not read."""

import email
import email.policy
from datetime import date
from email.message import EmailMessage
from email.utils import parseaddr

from claims.errors import UnreadableDocument
from ingest.article import Article
from ingest.lines import blocks
from ingest.readers import markup
from ingest.readers.gate import decode
from ingest.readers.laying import Layout, one_line


def read(data: bytes) -> Article:
    """Read a message; raises UnreadableDocument where it has no text."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    try:
        body = message.get_body(("plain", "html"))
        said = body.get_content() if body is not None else ""
    except (LookupError, ValueError, AttributeError, AssertionError):  # an unknown encoding, or parts in disorder
        body, said = None, _raw(message)
    name, address = parseaddr(_header(message, "from") or "")
    attached = [one_line(part.get_filename() or "unnamed") for part in message.iter_attachments()] if body else []
    layout = Layout()
    if body is not None and body.get_content_subtype() == "html":
        tree = markup.parse(str(said))
        if tree is not None:
            markup.lay(layout, tree)
        text, found = layout.text, tuple(layout.blocks)
    else:
        text, _ = decode(str(said).encode("utf-8", "surrogatepass"))
        found = tuple(blocks(text, []))
    if not text.strip():
        raise UnreadableDocument("the message has no text: what it brings is attached to it; give that as files")
    return Article(
        text=text, title=_header(message, "subject"), byline=name or address or None, published=_day(message),
        source=_header(message, "list-id") or name or address or None, blocks=found,
        notes=(f"{len(attached)} attached, not read: {', '.join(attached[:3])}",) if attached else (),
    )  # fmt: skip


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return one_line(str(message[name])) if message[name] else None
    except (ValueError, IndexError, AttributeError, TypeError):  # the library stumbles over some that are malformed
        return None


def _day(message: EmailMessage) -> date | None:
    try:
        moment = message["date"].datetime if message["date"] else None
    except (ValueError, IndexError, AttributeError, TypeError):
        return None
    return moment.date() if moment else None


def _raw(message: EmailMessage) -> str:
    payload = message.get_payload(decode=True)
    return decode(payload)[0] if isinstance(payload, bytes) and payload.strip() else ""
