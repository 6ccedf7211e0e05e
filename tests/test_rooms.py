"""Who imports what, by the tables of docs/architecture.md."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "izde"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def rows(head: str) -> Iterator[list[list[str]]]:
    """A table of the page: the names in each cell."""
    lines = ARCHITECTURE[ARCHITECTURE.index(f"| {head} |") :].splitlines()[2:]
    for line in lines:
        if not line.startswith("|"):
            break
        yield [re.findall(r"`([\w.]+)`", cell) for cell in line.strip("|").split("|")]


def table(head: str) -> dict[str, set[str]]:
    """The names in a table's first column, each with those of its second."""
    return {name: set(others) for names, others in rows(head) for name in names}


ROOMS = table("room")
HEAVY = table("library")


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules that a module imports anywhere, in functions as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are absolute"
            if node.module == "izde":
                yield from (f"izde.{alias.name}" for alias in node.names)
            else:
                yield node.module


def imports() -> Iterator[tuple[str, str]]:
    for name, tree in modules():
        for other in imported(tree):
            yield name, other


def test_the_tables_were_read():
    assert ROOMS["model"] == set()
    assert "search" in ROOMS["cli"]
    assert HEAVY["pdfminer"] == {"izde.extract.readers.pdf_letters_pdfminer"}


def test_rooms_import_only_what_they_may():
    wrong = []
    for name, other in imports():
        room, target = name.split(".")[1:2], other.split(".")
        if not room or room[0] == "__main__" or target[0] != "izde" or len(target) < 2:
            continue
        if target[1] != room[0] and target[1] not in ROOMS[room[0]]:
            wrong.append(f"{name} imports {other}")
    assert not wrong


def test_imports_run_one_way():
    order = list(ROOMS)
    for room, others in ROOMS.items():
        assert all(order.index(other) > order.index(room) for other in others), room


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The names left when each that imports none left, or that none left imports, is out: with whom."""
    left = dict(graph)
    while True:
        wanted = {other for others in left.values() for other in others if other in left}
        kept = {name: others for name, others in left.items() if name in wanted and others & left.keys()}
        if kept.keys() == left.keys():
            return [[name, *sorted(others & kept.keys())] for name, others in sorted(kept.items())]
        left = kept


def test_a_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}) == [["b", "c"], ["c", "b"]]


def taken(tree: ast.Module, known: set[str]) -> Iterator[str]:
    """Like `imported`, with what is taken from a package as the module that it is, where it is one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in known else node.module for name in full)


def test_no_circle_of_imports_inside_a_room():
    parsed = dict(modules())
    graph = {
        name: {
            other
            for other in taken(tree, set(parsed))
            if other != name and other in parsed and other.split(".")[1:2] == name.split(".")[1:2]
        }
        for name, tree in parsed.items()
    }
    assert not circles(graph)


@pytest.mark.parametrize(
    ("head", "room"),
    [
        ("what", "index"),
        ("part of the engine", "engines/whoosh"),
        ("part of Tantivy's engine", "engines/tantivy"),
    ],
)
def test_every_module_of_these_rooms_is_on_the_page(head, room):
    named = {name for _, names in rows(head) for name in names}
    assert named == {path.stem for path in (SOURCE / room).glob("*.py")} - {"__init__"}


def test_slow_libraries_are_imported_where_the_page_says():
    wrong = [
        f"{name} imports {other}"
        for name, other in imports()
        if (library := other.split(".")[0]) in HEAVY and name not in HEAVY[library]
    ]
    assert not wrong


@pytest.mark.parametrize(
    "module", ["izde.cli", "izde.search.finding", "izde.engines.whoosh.snapshot", "izde.index.library"]
)
def test_what_a_search_imports_loads_none_of_them(module):
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & HEAVY.keys()
