"""A message (.eml): its subject is the title, its HTML part is read as a page."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from corpus.errors import UnreadableError
from corpus.facts import Facts
from corpus.formats.draft import Draft, Refused, statement
from corpus.formats.page import read_page


def read_mail(data: bytes) -> Iterator[Draft | Refused]:
    """Read the article in the body of a message; attachments are not read."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        part = message.get_body(("html", "plain")) if isinstance(message, EmailMessage) else None
        content = part.get_content() if part else ""
    except Exception as error:  # the parser of headers fails in many ways on damaged ones
        raise UnreadableError("not a message that can be read") from error
    if not isinstance(content, str) or not content.strip():
        raise UnreadableError("a message without text")
    headers = statement("headers of the message", _facts(message))
    is_page = part is not None and part.get_content_type() == "text/html"
    drafts = read_page(content.encode(), charset="utf-8") if is_page else iter([Draft(content)])
    for draft in drafts:
        yield Draft(draft.text, draft.stated + headers)


def _facts(message: EmailMessage) -> Facts:
    name, _ = parseaddr(str(message.get("from", "")))
    try:
        published = parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        published = None
    subject = " ".join(str(message.get("subject", "")).split())
    return Facts(title=subject or None, source=name or None, published=published)
