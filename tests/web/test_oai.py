"""The records as a real harvester (sickle) takes them from the running server, and the protocol's errors."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from sickle import Sickle

from izde.model import Article
from izde.output import records
from izde.web.oai import OAI, PAGE
from web.conftest import serving

DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MANY = 2 * PAGE + 5


@pytest.fixture(scope="module")
def harvester(address: str) -> Sickle:
    return Sickle(address + "/oai")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a library whose lists have three pages; one article has been taken out."""
    from izde.cli import run

    folder = tmp_path_factory.mktemp("harvest")
    issue, library = folder / "issue.jsonl", folder / "library"
    made = [
        Article(id=f"a-{n:03}", language="en", title={"en": f"On lake {n}"}, body="Water.")
        for n in range(MANY)
    ]
    issue.write_text(records.render(made), encoding="utf-8")
    assert run(["index", str(issue), "--library", str(library)]) == 0
    assert run(["remove", "a-007", "--library", str(library)]) == 0
    with serving(library) as address:
        yield address


def test_it_says_what_it_is(harvester: Sickle) -> None:
    said = harvester.Identify()
    assert (said.protocolVersion, said.deletedRecord) == ("2.0", "transient")
    assert [one.metadataPrefix for one in harvester.ListMetadataFormats()] == ["oai_dc", "jats"]


def test_all_records_are_harvested_in_their_languages(harvester: Sickle) -> None:
    harvested = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    assert len(harvested) == 42
    titles = {title.get(XML_LANG) for one in harvested for title in one.xml.iter(f"{DC}title")}
    assert titles == {"kk", "ru", "en"}


def test_a_set_is_a_journal(harvester: Sickle) -> None:
    sets = list(harvester.ListSets())
    assert any("Атырау" in one.setName for one in sets)
    sizes = [len(list(harvester.ListIdentifiers(metadataPrefix="oai_dc", set=one.setSpec))) for one in sets]
    assert 34 in sizes


def test_a_record_in_jats_is_no_part_of_the_protocol(harvester: Sickle) -> None:
    first = next(iter(harvester.ListIdentifiers(metadataPrefix="jats")))
    record = harvester.GetRecord(identifier=first.identifier, metadataPrefix="jats")
    names = {element.tag for element in record.xml.iter() if "article-meta" in str(element.tag)}
    assert names and not any(OAI in str(name) for name in names)


def test_long_lists_come_in_pages_and_deletions_are_told(large: str) -> None:
    harvested = list(Sickle(large + "/oai").ListIdentifiers(metadataPrefix="oai_dc"))
    assert [one.identifier for one in harvested] == [f"oai:izde:a-{n:03}" for n in range(MANY)]
    assert [one.identifier for one in harvested if one.deleted] == ["oai:izde:a-007"]


def test_who_harvests_what_is_new_is_told_of_a_removal(tmp_path: Path, izde) -> None:
    issue, library = tmp_path / "issue.jsonl", tmp_path / "library"
    articles = [Article(id=id, title={"en": f"On {id}"}, body="x") for id in ("rivers", "lakes")]
    issue.write_text(records.render(articles), encoding="utf-8")
    assert izde("index", issue, "--library", library).code == 0
    time.sleep(1.1)  # datestamps are whole seconds
    before = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert izde("remove", "lakes", "--library", library).code == 0
    with serving(library) as address:
        news = Sickle(address + "/oai").ListIdentifiers(metadataPrefix="oai_dc", **{"from": before})
        assert "oai:izde:lakes" in [one.identifier for one in news if one.deleted]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("", "badVerb"),
        ("verb=Shout", "badVerb"),
        ("verb=ListRecords", "badArgument"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-02&until=2024-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=none", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=none", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:izde:none", "idDoesNotExist"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_errors_are_the_protocols(client: httpx.Client, method: str, arguments: str, code: str) -> None:
    if method == "GET":
        answer = client.get(f"/oai?{arguments}")
    else:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = client.post("/oai", content=arguments, headers=kind)
    assert answer.status_code == 200
    error = ElementTree.fromstring(answer.content).find(f"{{{OAI}}}error")
    assert error is not None and error.get("code") == code
