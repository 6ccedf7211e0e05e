"""What programs follow and read of the pages, by their own parsers."""

from __future__ import annotations

import json
import re
from html import unescape
from xml.etree import ElementTree

import feedparser
import httpx

ARTICLE = "/article/atyrau-2024-4-13"


def test_new_issues_are_a_feed(client: httpx.Client) -> None:
    feed = feedparser.parse(client.get("/feed.atom").content)
    assert not feed.bozo
    assert len(feed.entries) == 2
    assert all("/issue/" in entry.link for entry in feed.entries)
    assert all(client.get(entry.link).status_code == 200 for entry in feed.entries)


def test_a_search_is_a_feed(client: httpx.Client) -> None:
    feed = feedparser.parse(client.get("/search.atom", params={"q": "шағын мектеп"}).content)
    assert not feed.bozo
    assert any(entry.link.endswith(ARTICLE) for entry in feed.entries)
    assert all(entry.updated_parsed for entry in feed.entries)


def test_browsers_find_the_search_box(client: httpx.Client) -> None:
    box = ElementTree.fromstring(client.get("/opensearch.xml").content)
    urls = {
        url.get("type"): url.get("template") for url in box.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")
    }
    template = urls["text/html"]
    assert template is not None
    assert ARTICLE in client.get(template.replace("{searchTerms}", "шағын мектеп")).text


def test_the_sitemap_names_every_article_and_robots_are_told_of_it(client: httpx.Client) -> None:
    where = re.search(r"Sitemap: (\S+)", client.get("/robots.txt").text)
    assert where is not None
    addresses = [e.text for e in ElementTree.fromstring(client.get(where[1]).content).iter() if e.text]
    assert sum("/article/" in address for address in addresses) == 42


def tags(page: str, name: str) -> list[str]:
    return [unescape(found) for found in re.findall(rf'<meta name="{name}" content="([^"]*)"', page)]


def test_scholarly_tags_name_what_is_cited(client: httpx.Client) -> None:
    page = client.get(ARTICLE).text
    assert tags(page, "citation_title") == ["ШАҒЫН ЖИНАҚТЫ МЕКТЕПТЕ ҰЖЫМДЫҚ САБАҚТАРДЫ ҰЙЫМДАСТЫРУ"]
    assert tags(page, "citation_author") == ["Абыканова, Б.Т.", "Бекова, Г.Т."]
    assert tags(page, "citation_publication_date") == ["2024"]
    assert len(tags(page, "DC.title")) == 3


def test_linked_data_holds_every_title(client: httpx.Client) -> None:
    page = client.get(ARTICLE).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert data["@type"] == "ScholarlyArticle"
    assert {name["@language"] for name in data["name"]} == {"kk", "ru", "en"}
