"""Schemas to hold exports against: the project's own, and the published ones where they are at hand."""

from __future__ import annotations

import pytest
from lxml import etree

from sample_data import ROOT, SHARED

DATA = ROOT / "tests" / "data"
PUBLISHED = SHARED / "schemas"


def own(name: str) -> etree.RelaxNG:
    """The project's RelaxNG of the part of a format that is written."""
    return etree.RelaxNG(etree.parse(str(DATA / name)))


def published(path: str, resolver: etree.Resolver | None = None) -> etree.XMLSchema:
    """The schema that a format's keepers publish; its licence keeps it out of the project."""
    file = PUBLISHED / path
    if not file.exists():
        pytest.skip("the published schema is not beside the project")
    parser = etree.XMLParser()
    if resolver is not None:
        parser.resolvers.add(resolver)
    return etree.XMLSchema(etree.parse(str(file), parser))


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode())
