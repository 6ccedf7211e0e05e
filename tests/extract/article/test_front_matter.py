"""The forms that journals print names, degrees, affiliations and headings of one block in: each in an issue
of its own, with translations behind the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.scoring import score, table
from extract.issue.further_journals import ABSTRACT, KEYWORDS, OPENING, UNIVERSITY, Person, in_parts
from extract.issue.further_journals import P as PEOPLE
from extract.issue.other_journals import body, others, sentence_case, texts, wrapped
from izde.extract.issue.stages import from_document
from izde.extract.readers.text import from_text
from izde.model import Article, Author, Language

Form = Callable[[Article, Language, list[Person]], list[str]]
DEGREES: dict[Language, tuple[str, str]] = {
    "kk": ("PhD, қауымдастырылған профессор", "т.ғ.д., профессор"),
    "ru": ("PhD, ассоциированный профессор", "д.и.н., профессор"),
    "en": ("PhD, Associate Professor", "Doctor of Historical Sciences, Professor"),
}
AUTHORS: dict[Language, str] = {"kk": "Авторлар", "ru": "Авторы", "en": "Authors"}
AND: dict[Language, str] = {"kk": " және ", "ru": " и ", "en": " and "}
LONGER: dict[Language, str] = {"kk": "мәселелері", "ru": "в степи", "en": "studies"}
RESUME: dict[Language, str] = {"kk": "Түйін", "ru": "Резюме", "en": "Summary"}
SECTIONS: dict[Language, list[str]] = {
    "kk": ["Кіріспе", "Материалдар мен әдістер", "Нәтижелер", "Қорытынды"],
    "ru": ["Введение", "Материалы и методы", "Результаты", "Заключение"],
    "en": ["Introduction", "Materials and methods", "Results", "Conclusion"],
}


def titled(a: Article, x: Language) -> str:
    return wrapped(a.title[x].upper())


def keywords(a: Article, x: Language) -> str:
    return wrapped(f"{KEYWORDS[x]}: {', '.join(a.keywords[x])}.")


def told(a: Article, x: Language) -> list[str]:
    return [ABSTRACT[x], wrapped(a.abstracts[x]), keywords(a, x), ""]


def marked(x: Language, team: list[Person]) -> list[str]:
    return [
        f"{team[0].short(x)}¹*, {team[1].short(x)}²",
        f"¹{UNIVERSITY[x][0]}",
        f"²{UNIVERSITY[x][1]}",
        f"*e-mail: {team[0].email}",
        "",
    ]


def degrees_before_names(a: Article, x: Language, team: list[Person]) -> list[str]:
    lines = [f"{degree} {p.short(x)}" for degree, p in zip(DEGREES[x], team, strict=True)]
    return [titled(a, x), "", *lines, UNIVERSITY[x][0], f"e-mail: {team[0].email}", "", *told(a, x)]


def capital_names_with_degrees(a: Article, x: Language, team: list[Person]) -> list[str]:
    lines = [f"{p.short(x).upper()}, {degree}" for degree, p in zip(DEGREES[x], team, strict=True)]
    return [*lines, UNIVERSITY[x][0], f"E-mail: {team[0].email}", "", titled(a, x), "", *told(a, x)]


def a_line_each_with_everything(a: Article, x: Language, team: list[Person]) -> list[str]:
    lines = [f"{p.reverse(x)}, {d}, {UNIVERSITY[x][0]}" for d, p in zip(DEGREES[x], team, strict=True)]
    return [*lines, f"*{team[0].email}", "", titled(a, x), "", *told(a, x)]


def affiliations_in_parentheses(a: Article, x: Language, team: list[Person]) -> list[str]:
    line = ", ".join(f"{p.short(x)} ({place})" for p, place in zip(team, UNIVERSITY[x], strict=True))
    return [titled(a, x), line, "", *told(a, x)]


def orcids_between_names(a: Article, x: Language, team: list[Person]) -> list[str]:
    line = ", ".join(f"{p.short(x)}{mark} ORCID: {p.orcid}" for p, mark in zip(team, "¹²", strict=True))
    return [titled(a, x), "", line, f"¹,²{UNIVERSITY[x][0]}", "", *told(a, x)]


def letters_for_marks(a: Article, x: Language, team: list[Person]) -> list[str]:
    places = [f"{mark} {place}" for mark, place in zip("ab", UNIVERSITY[x], strict=True)]
    return [titled(a, x), "", f"{team[0].short(x)} a, *, {team[1].short(x)} b", *places, "", *told(a, x)]


def a_label_before_names(a: Article, x: Language, team: list[Person]) -> list[str]:
    line = f"{AUTHORS[x]}: {team[0].short(x)}, {team[1].short(x)}"
    return [titled(a, x), "", line, UNIVERSITY[x][0], "", *told(a, x)]


def given_name_and_initial(a: Article, x: Language, team: list[Person]) -> list[str]:
    line = ", ".join(f"{p.parts(x)[1]} {p.parts(x)[2][0]}. {p.parts(x)[0]}" for p in team)
    return [titled(a, x), "", line, UNIVERSITY[x][0], "", *told(a, x)]


def keywords_before_the_abstract(a: Article, x: Language, team: list[Person]) -> list[str]:
    return [titled(a, x), "", *marked(x, team), keywords(a, x), *told(a, x)[:2], ""]


def a_footnote_above_the_abstract(a: Article, x: Language, team: list[Person]) -> list[str]:
    note = "*Мақала AP0923 жобасы аясында орындалды (The article was written within a project)."
    return [f"{titled(a, x)}*", "", *marked(x, team)[:-1], note, "", *told(a, x)]


def a_heading_above_names_and_title(a: Article, x: Language, team: list[Person]) -> list[str]:
    if x == a.language:
        return [titled(a, x), "", *marked(x, team), *told(a, x)]
    names = f"{team[0].short(x)}, {team[1].short(x)}"
    return [RESUME[x], "", names, "", titled(a, x), "", wrapped(a.abstracts[x]), keywords(a, x), ""]


def headings_inside_the_abstract(a: Article, x: Language, team: list[Person]) -> list[str]:
    parts = in_parts(a.abstracts[x], SECTIONS[x])
    a.abstracts[x] = " ".join(parts)
    lines = [line for h, p in zip(SECTIONS[x], parts, strict=True) for line in (h, wrapped(p[len(h) :]))]
    return [titled(a, x), "", *marked(x, team), ABSTRACT[x], *lines, keywords(a, x), ""]


def a_keyword_a_line(a: Article, x: Language, team: list[Person]) -> list[str]:
    listed = [f"– {keyword};" for keyword in a.keywords[x]]
    return [
        titled(a, x),
        "",
        *marked(x, team),
        ABSTRACT[x],
        wrapped(a.abstracts[x]),
        KEYWORDS[x],
        *listed,
        "",
    ]


def centred_with_blanks(a: Article, x: Language, team: list[Person]) -> list[str]:
    title = [f"          {line}" for line in titled(a, x).split("\n")]
    return [*title, "", f"               {team[0].short(x)}, {team[1].short(x)}", "", *told(a, x)]


def no_gaps_and_no_heading(a: Article, x: Language, team: list[Person]) -> list[str]:
    return [titled(a, x), *marked(x, team)[:-1], wrapped(a.abstracts[x]), keywords(a, x)]


def dates_and_how_to_cite(a: Article, x: Language, team: list[Person]) -> list[str]:
    label = {"kk": "Дәйексөз үшін", "ru": "Для цитирования", "en": "For citation"}[x]
    cite = (
        f"{label}: {team[0].reverse(x)}, {team[1].reverse(x)} {sentence_case(a.title[x])} // "
        "Вестник. – 2021. – № 2 (10). – С. 12-20."
    )
    dates = "Мақала редакцияға 12.01.2021 түсті."
    return [titled(a, x), "", *marked(x, team), *told(a, x)[:-1], dates, "", wrapped(cite), ""]


def marks_in_parentheses(a: Article, x: Language, team: list[Person]) -> list[str]:
    line = ", ".join(f"{p.western(x)} ({k})" for k, p in enumerate(team, 1))
    places = [f"({k}) {place}" for k, place in enumerate(UNIVERSITY[x], 1)]
    return [titled(a, x).capitalize(), "", line, *places, "", *told(a, x)]


def a_conjunction_between_initials(a: Article, x: Language, team: list[Person]) -> list[str]:
    line = AND[x].join(p.short(x) for p in team)
    return [titled(a, x), "", line, "", *told(a, x)]


def a_line_on_correspondence(a: Article, x: Language, team: list[Person]) -> list[str]:
    line = f"Corresponding author: {team[0].western('en')}, {UNIVERSITY['en'][0]}. E-mail:"
    behind = [line, f"{team[0].email}; ORCID: {team[0].orcid}", ""] if x == a.language else []
    return [titled(a, x), "", f"{team[0].short(x)}, {team[1].short(x)}", "", *told(a, x), *behind]


def a_classification_below_the_keywords(a: Article, x: Language, team: list[Person]) -> list[str]:
    if x != a.language:
        return [titled(a, x), "", wrapped(a.abstracts[x]), "", keywords(a, x), ""]
    names = AND[x].join(p.short(x) for p in team)
    subject = "AMS Mathematics Subject Classification: 35R30, 26A33."
    text = wrapped(f"{ABSTRACT[x]}. {a.abstracts[x]}")
    return [titled(a, x), "", names, "", keywords(a, x), "", subject, "", text, ""]


def keywords_in_a_narrow_column(a: Article, x: Language, team: list[Person]) -> list[str]:
    a.keywords[x] = [*a.keywords[x][:3], f"{a.keywords[x][3]} {LONGER[x]}"]
    *lines, last = f"{KEYWORDS[x]}: {', '.join(a.keywords[x])}.".rsplit(" ", 1)
    return [titled(a, x), "", *marked(x, team), ABSTRACT[x], wrapped(a.abstracts[x]), *lines, last, ""]


FORMS: dict[Form, Callable[[Person, Language], str]] = {
    degrees_before_names: Person.short,
    capital_names_with_degrees: Person.short,
    a_line_each_with_everything: Person.reverse,
    affiliations_in_parentheses: Person.short,
    orcids_between_names: Person.short,
    letters_for_marks: Person.short,
    a_label_before_names: Person.short,
    given_name_and_initial: lambda p, x: f"{p.parts(x)[1]} {p.parts(x)[2][0]}. {p.parts(x)[0]}",
    keywords_before_the_abstract: Person.short,
    a_footnote_above_the_abstract: Person.short,
    a_heading_above_names_and_title: Person.short,
    headings_inside_the_abstract: Person.short,
    a_keyword_a_line: Person.short,
    centred_with_blanks: Person.short,
    no_gaps_and_no_heading: Person.short,
    dates_and_how_to_cite: Person.short,
    marks_in_parentheses: Person.western,
    a_conjunction_between_initials: Person.short,
    a_line_on_correspondence: Person.short,
    a_classification_below_the_keywords: Person.short,
    keywords_in_a_narrow_column: Person.short,
}


def issue(form: Form) -> tuple[str, list[Article]]:
    """The text of an issue of three articles in one form, and their records."""
    lines = ["Жаршы", "Вестник", "№ 2 (10) 2021", ""]
    gold = []
    for k, article in enumerate(texts(0, 3)):
        language = article.language or "en"
        team = [PEOPLE[k], PEOPLE[k + 1]]
        printed = form(article, language, team)
        behind = [line for x in others(language) for line in form(article, x, team)]
        text = [OPENING[language], wrapped(body(article, 2600)), "", "References"]
        text += [f"1. Omarov A. The steppe {k}. – Almaty: Dauir, 201{k}. – 34{k} p.", ""]
        lines += [f"МРНТИ 03.20.0{k}", "", *printed, *text, *behind]
        article.authors = [Author("", [FORMS[form](p, x) for x in ("kk", "ru", "en")]) for p in team]
        article.irsti = f"03.20.0{k}"
        article.doi = article.udc = None
        article.emails = [p.email for p in team if p.email in "\n".join(printed)]
        article.orcids = [p.orcid for p in team if p.orcid in "\n".join(printed)]
        article.body = f"{OPENING[language]} {body(article, 2600)}"
        gold.append(article)
    return "\n".join(lines) + "\n", gold


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_form_of_front_matter(form):
    text, gold = issue(form)
    if form is no_gaps_and_no_heading:
        text = "\n".join(line for line in text.split("\n") if line) + "\n"
    scores = score(from_document(from_text(text, "issue.txt"), Path("issue.txt")).articles, gold)
    report = f"{table(scores)}\n" + "\n".join(scores.misses)
    for name in (
        "articles",
        "language",
        "title",
        "abstract",
        "keywords",
        "authors",
        "irsti",
        "emails",
        "orcids",
    ):
        assert scores.fields[name].f1 == 1.0, report
    assert scores.body >= 0.98, report
