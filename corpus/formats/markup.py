"""Fields and pasted text that hold HTML although they are no page: their text, block by block."""

import re

import lxml.html
from lxml import etree

_TAG = re.compile(
    r"</(?:p|div|span|strong|em|b|i|a|li|h[1-6])>|<(?:p|br|div)\b[^>]*>|&(?:nbsp|amp|quot|#\d+|[a-z]+acute);",
    re.IGNORECASE,
)
_BLOCKS = ("p", "div", "li", "ul", "ol", "blockquote", "section", "article", "table", "tr", "h1", "h2", "h3", "h4")


def holds_markup(text: str) -> bool:
    """Tell whether a text holds HTML elements or entities, more than one."""
    return len(_TAG.findall(text)) > 1


def without_markup(text: str) -> str:
    """Return the text of a piece of HTML, blocks parted by blank lines; text that cannot be read as such as it is."""
    try:
        tree = lxml.html.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return text
    etree.strip_elements(tree, "script", "style", etree.Comment, with_tail=False)
    for element in tree.iter("br", *_BLOCKS):
        if element.tag == "br":
            element.tail = f"\n{element.tail or ''}"
        else:
            element.text = f"\n\n{element.text or ''}"
            element.tail = f"\n\n{element.tail or ''}"
    return str(tree.text_content()).strip()
