"""What the XML formats share: elements made in one call, text that XML can hold, indented output."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from izde.model import Language

#: xml:lang as ElementTree names it.
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Characters that XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = ElementTree.Element


def clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child of `parent`; underscores in the names of attributes stand for hyphens, and `lang`
    is xml:lang."""
    child = ElementTree.SubElement(
        parent, name, {_attribute(key): clean(value) for key, value in attributes.items()}
    )
    if text is not None:
        child.text = clean(text)
    return child


def add_comment(parent: Element, text: str) -> None:
    """A comment for the person who completes the file."""
    parent.append(ElementTree.Comment(f" {clean(text).replace('--', '—')} "))


def _attribute(name: str) -> str:
    return LANG if name == "lang" else name.rstrip("_").replace("_", "-")


def document(root: Element) -> str:
    """The whole document with its declaration, indented."""
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def ordered(texts: dict[Language, str], first: Language | None) -> list[tuple[Language, str]]:
    """The texts by language, that of the article first."""
    return sorted(((k, v) for k, v in texts.items() if v), key=lambda item: item[0] != first)
