"""What was found held against the contents page: names and first pages from it, and what disagrees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from izde.extract.issue.contents import Contents, Entry
from izde.model import Article
from izde.warnings import CONTENTS_COUNT, CONTENTS_PAGE, NOT_IN_CONTENTS

_SAME_TITLE = 0.7
#: How many letters a printed page may hold: fewer where figures and tables stand, more in small type.
_LETTERS_A_PAGE = (600, 7500)


def compare(lists: Sequence[Contents], articles: Sequence[Article], counted: bool) -> list[str]:
    """Warnings where the contents disagree with what was found; names in it go to their articles. Where the
    file's own pages are not `counted`, the contents say on which page an article begins."""
    warnings: list[str] = []
    if not lists:
        return warnings
    entries = [e for contents_list in lists for e in contents_list.entries if len(e.title.split()) >= 2]
    matched: set[int] = set()
    firsts: dict[int, int] = {}
    for entry in entries:
        scores = [max((_alike(entry.title, t) for t in a.title.values()), default=0.0) for a in articles]
        best = max(range(len(articles)), key=lambda i: scores[i])
        if scores[best] < _SAME_TITLE:
            continue
        matched.add(best)
        if entry.page is not None:
            firsts.setdefault(best, entry.page)
        _add_names(articles[best], entry)
    if not counted:
        _begin(articles, firsts)
    for place, page in sorted(firsts.items()):
        record = articles[place]
        if record.pages and page != record.pages[0]:
            begins = record.pages[0]
            warnings.append(CONTENTS_PAGE.format(article=record.id, listed=page, first=begins))
    pages = {e.page for e in entries if e.page is not None}
    if len(matched) >= 2 and len(pages) > len(articles):
        warnings.append(CONTENTS_COUNT.format(listed=len(pages), found=len(articles)))
    missing = [articles[i].id for i in range(len(articles)) if i not in matched]
    if matched and missing:
        warnings.append(NOT_IN_CONTENTS.format(articles=", ".join(missing)))
    return warnings


def _begin(articles: Sequence[Article], firsts: dict[int, int]) -> None:
    """Let articles begin on the pages that the contents give and end before the next one's, where the page
    numbers printed in them agree: a number in the midst of an article is no first page. That an article ends
    before the next one is a conclusion, drawn where its text may fill the pages between."""
    printed = [article.pages for article in articles]
    for place, first in firsts.items():
        before = [pages[1] for pages in printed[:place] if pages]
        after = [pages[0] for pages in printed[place:] if pages]
        if (before and max(before) > first) or (after and min(after) < first):
            continue
        own = printed[place]
        follower = firsts.get(place + 1)
        record = articles[place]
        if follower is not None and follower > first and _fits(record, follower - first):
            record.pages, record.pages_from = (first, follower - 1), "concluded"
        elif own and own[1] > first:
            record.pages, record.pages_from = (first, own[1]), None
        else:
            record.pages, record.pages_from = (first, first), "first"


def _fits(record: Article, pages: int) -> bool:
    """Whether an article's text fills so many pages."""
    texts = (record.body, *record.abstracts.values(), *record.references)
    low, high = _LETTERS_A_PAGE
    return low * (pages - 1) <= sum(map(len, texts)) <= high * pages


def _add_names(record: Article, entry: Entry) -> None:
    """The contents' spellings of the article's authors."""
    from izde.language.names.comparing import same_person

    for name in entry.authors:
        for author in record.authors:
            if any(same_person(name, known, within_article=True) for known in author.names):
                if name not in author.names:
                    author.names.append(name)
                break


def _alike(a: str, b: str) -> float:
    """Dice's coefficient of the words of two titles, case aside."""
    left, right = (Counter(re.findall(r"\w+", t.casefold())) for t in (a, b))
    whole = sum(left.values()) + sum(right.values())
    return 2 * sum((left & right).values()) / whole if whole else 0.0
