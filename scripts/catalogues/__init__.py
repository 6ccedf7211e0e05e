"""The catalogues of the interface: collect its messages, bring the translations up to date, compile them.

Messages are collected from `_`, `N_`, `ngettext`, `pgettext` and `npgettext` in the source, from the help of
the commands, from the table of check codes, and from the parts of click that a person gets to read.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "izde"
LOCALE = SOURCE / "locale"
LANGUAGES = ("kk", "ru")

#: The functions that mark a message, and what their leading arguments are.
MARKERS: dict[str, tuple[str, ...]] = {
    "_": ("id",),
    "N_": ("id",),
    "gettext": ("id",),
    "ngettext": ("id", "plural"),
    "pgettext": ("context", "id"),
    "npgettext": ("context", "id", "plural"),
}
#: The modules of click whose messages a person meets here; the rest are for programmers, prompts and editors.
CLICK_MODULES = ("core", "exceptions", "formatting", "parser", "types", "decorators")
#: Messages of these modules that only a programmer's mistake, or a feature that is not used, brings up.
CLICK_UNUSED = re.compile(
    r"DeprecationWarning|Could not determine name|No options defined|Arguments take exactly|defined twice"
    r"|cannot use the same flag|Do you want|without prompting|Show the version|%\(prog\)s|Choice\("
    r"|valid UUID|match the format|values are required|must be an iterable|^deprecated$|\(dynamic\)"
)
#: `_(extra["required"])` in click is no literal.
CLICK_MORE = ("required",)
#: Marks a message of click in a catalogue.
CLICK = "click"
HEADER_COMMENT = "# The interface of Izde; scripts/translate keeps it in step with the source."
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")


class DatelessCatalog(Catalog):
    """A catalogue whose header says nothing that differs from run to run."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "Izde"),
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


class Found(NamedTuple):
    """A message of the source. `plural` and `context` are empty where it has none."""

    id: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.id


def marked(tree: ast.AST) -> Iterator[Found]:
    """The messages that a module's source marks."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        roles = MARKERS.get(node.func.id)
        if roles is None:
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if len(texts) >= len(roles):
            parts = dict(zip(roles, texts, strict=False))
            yield Found(parts["id"], parts.get("plural", ""), parts.get("context", ""))


def of_source() -> Iterator[Found]:
    """The messages in the source of Izde."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield from marked(ast.parse(path.read_text(encoding="utf-8")))


def of_templates() -> Iterator[Found]:
    """The messages in the templates of the pages."""
    from izde.web.templates import environment

    templates = environment()
    for name in sorted(templates.list_templates(extensions=["html"])):
        source = (SOURCE / "web" / "templates" / name).read_text(encoding="utf-8")
        for _, function, texts in templates.extract_translations(source):  # type: ignore[attr-defined]
            parts = [text for text in ([texts] if isinstance(texts, str) else texts or []) if text]
            if not parts:  # what is said is chosen when the page is shown
                continue
            known = dict(zip(MARKERS[function], parts, strict=False))
            yield Found(known["id"], known.get("plural", ""), known.get("context", ""))


def of_commands() -> Iterator[Found]:
    """The help of the commands and of their options."""
    from izde.cli import COMMANDS, cli
    from izde.cli.help import messages

    for command in (cli, *(importlib.import_module(f"izde.cli.{name}").command for name in COMMANDS)):
        yield from map(Found, messages(command))


def of_codes() -> Iterator[Found]:
    """What the table of check codes says."""
    from izde.check import codes

    for code in codes().values():
        yield Found(code.message)
        yield Found(code.mend)


def of_click() -> Iterator[Found]:
    """The messages of the installed click that a person gets to read."""
    spec = importlib.util.find_spec("click")
    assert spec is not None and spec.origin is not None
    for name in CLICK_MODULES:
        path = Path(spec.origin).with_name(f"{name}.py")
        if path.exists():
            for found in marked(ast.parse(path.read_text(encoding="utf-8"))):
                if not CLICK_UNUSED.search(found.id):
                    yield found
    yield from map(Found, CLICK_MORE)


def own() -> dict[tuple[str, str], Found]:
    """Every message of Izde itself, by context and id."""
    return {found.key: found for found in (*of_source(), *of_templates(), *of_commands(), *of_codes())}


def collected() -> dict[tuple[str, str], Found]:
    """Every message that has to be translated: Izde's own, then click's."""
    messages = own()
    for found in of_click():
        messages.setdefault(found.key, found)
    return messages


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    catalog = _empty(language)
    path = source_path(language)
    if path.exists():
        with path.open("rb") as file:
            for message in pofile.read_po(file, locale=language):
                if message.id:
                    catalog[message.id] = message
    return catalog


def _empty(language: str) -> Catalog:
    return DatelessCatalog(language, header_comment=HEADER_COMMENT, fuzzy=False)


def source_path(language: str) -> Path:
    """The catalogue that translators edit."""
    return LOCALE / language / "LC_MESSAGES" / "izde.po"


def compiled_path(language: str) -> Path:
    """The catalogue that Izde reads."""
    return source_path(language).with_suffix(".mo")


def entries_of(catalog: Catalog) -> dict[tuple[str, str], Message]:
    """The entries of a catalogue by context and id."""
    found = {}
    for message in catalog:
        if message.id:
            id = message.id if isinstance(message.id, str) else message.id[0]
            found[(message.context or "", id)] = message
    return found


def update(language: str) -> None:
    """Bring the catalogue up to date: new messages come in without a translation, old ones go."""
    old = entries_of(catalogue(language))
    new, mine = _empty(language), own()
    for found in collected().values():
        id = (found.id, found.plural) if found.plural else found.id
        before = old.get(found.key)
        string = before.string if before is not None and bool(found.plural) == before.pluralizable else None
        new.add(id, string, context=found.context or None, auto_comments=[] if found.key in mine else [CLICK])
    path = source_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pofile.write_po(file, new, width=100)


def compiled(language: str) -> bytes:
    """What the catalogue compiles to."""
    file = io.BytesIO()
    mofile.write_mo(file, catalogue(language))
    return file.getvalue()


def problems(language: str) -> list[str]:
    """What is missing, wrong or left over in a language's catalogue."""
    entries = entries_of(catalogue(language))
    wanted, mine = collected(), own()
    found = [f"{language}: not in the catalogue: {id!r}" for context, id in wanted.keys() - entries.keys()]
    # Another version of click says some things differently: what is left over of it does no harm.
    found += [
        f"{language}: no longer in the source: {id!r}"
        for context, id in entries.keys() - wanted.keys()
        if CLICK not in entries[(context, id)].auto_comments
    ]
    for key in entries.keys() & wanted.keys():
        found += [f"{language}: {problem}: {key[1]!r}" for problem in _faults(wanted[key], entries[key])]
    if not mine:
        found.append("no message was collected")
    path = compiled_path(language)
    if not path.exists() or path.read_bytes() != compiled(language):
        found.append(f"{language}: izde.mo is not what izde.po compiles to; run: scripts/translate compile")
    return sorted(found)


def _faults(wanted: Found, entry: Message) -> Iterator[str]:
    given = entry.string if isinstance(entry.string, (tuple, list)) else [entry.string]
    strings = [string for string in given if string]
    if entry.fuzzy:
        yield "the translation is marked as fuzzy"
    if not strings or len(strings) < len(given):
        yield "not translated"
        return
    if bool(wanted.plural) != entry.pluralizable:
        yield "not in the forms of the source"
    # The form for one may go without the number.
    sources = [_placeholders(text) for text in (wanted.id, wanted.plural) if text]
    least, most = set.intersection(*sources), set.union(*sources)
    for string in strings:
        if not least <= _placeholders(string) <= most:
            yield "other placeholders than the source's"
    edge = (wanted.id[:1].isspace(), wanted.id[-1:].isspace())
    if any((string[:1].isspace(), string[-1:].isspace()) != edge for string in strings):
        yield "other spaces at its ends than the source's"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("{{", "").replace("}}", "")))
