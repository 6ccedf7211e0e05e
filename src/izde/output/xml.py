"""What the XML formats share: elements made in one call, text that XML can hold, indented output."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from izde.model import Language

#: xml:lang and xlink:href as ElementTree names them.
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HREF = "{http://www.w3.org/1999/xlink}href"
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
#: Characters that XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = ElementTree.Element


def clean(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def child(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """A new last child of `parent`, its attributes named as they are."""
    element = ElementTree.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    if text is not None:
        element.text = clean(text)
    return element


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child of `parent`; underscores in the names of attributes stand for hyphens, `lang` is
    xml:lang and `href` xlink:href."""
    return child(parent, name, text, **{_attribute(key): value for key, value in attributes.items()})


def add_comment(parent: Element, text: str) -> None:
    """A comment for the person who completes the file."""
    parent.append(ElementTree.Comment(f" {clean(text).replace('--', '—')} "))


class Gaps:
    """What a format requires and the articles do not give: a comment at each place, and how often in all."""

    def __init__(self) -> None:
        self.parts: dict[str, int] = {}

    def add(self, parent: Element, part: str, reason: str) -> None:
        """Say in the document, where it belongs, that a part is missing and why."""
        add_comment(parent, f"{part}: {reason}")
        self.parts[part] = self.parts.get(part, 0) + 1


_NAMESPACED = {"lang": LANG, "href": HREF}


def _attribute(name: str) -> str:
    return _NAMESPACED.get(name) or name.rstrip("_").replace("_", "-")


def document(root: Element) -> str:
    """The whole document with its declaration, indented."""
    _indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _indent(element: Element, level: int = 0) -> None:
    """Give each child a line of its own, except among the words of a text, where that would add a blank."""
    if not len(element) or (element.text or "").strip():
        return
    element.text = "\n" + "  " * (level + 1)
    for child in element:
        _indent(child, level + 1)
        child.tail = element.text
    element[-1].tail = "\n" + "  " * level


def ordered(texts: dict[Language, str], first: Language | None) -> list[tuple[Language, str]]:
    """The texts by language, that of the article first."""
    return sorted(((k, v) for k, v in texts.items() if v), key=lambda item: item[0] != first)
