"""More issues written by hand in the conventions of other journals: medicine, law, earth sciences,
agriculture, philology, history, economics and more; every one with the records that a reader would write.

Names are spelt as their journal prints them; what varies from issue to issue stands in the docstrings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.issue.other_journals import OtherJournal, body, others, sentence_case, texts, wrapped
from izde.model import Article, Author, Language


@dataclass(frozen=True)
class Person:
    """An invented author: surname, given name and patronymic in each language, contacts."""

    kk: tuple[str, str, str]
    ru: tuple[str, str, str]
    en: tuple[str, str, str]
    email: str
    orcid: str

    def parts(self, language: Language) -> tuple[str, str, str]:
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]

    def initials(self, language: Language, blank: str = "") -> str:
        """Initials of the given name and the patronymic."""
        _, given, father = self.parts(language)
        return blank.join(f"{_first(x)}." for x in (given, father) if x)

    def short(self, language: Language, blank: str = "") -> str:
        """A.B. Surname"""
        return f"{self.initials(language, blank)} {self.parts(language)[0]}"

    def reverse(self, language: Language) -> str:
        """Surname A.B."""
        return f"{self.parts(language)[0]} {self.initials(language)}"

    def full(self, language: Language) -> str:
        """Surname Given Patronymic"""
        return " ".join(x for x in self.parts(language) if x)

    def western(self, language: Language) -> str:
        """Given Surname"""
        surname, given, _ = self.parts(language)
        return f"{given} {surname}"


def _first(name: str) -> str:
    return name[:2] if name.startswith(("Zh", "Sh", "Ye", "Yu", "Kh")) else name[:1]


P = (
    Person(
        ("Тілеужанова", "Ақмарал", "Сәкенқызы"),
        ("Тлеужанова", "Акмарал", "Сакеновна"),
        ("Tleuzhanova", "Akmaral", "Sakenovna"),
        "tleuzhanova.a@mail.ru",
        "0000-0002-7421-9912",
    ),
    Person(
        ("Бақтыбаев", "Ернар", "Маратұлы"),
        ("Бактыбаев", "Ернар", "Маратович"),
        ("Baktybayev", "Yernar", "Maratovich"),
        "e_baktybayev@inst.kz",
        "0000-0001-5530-1278",
    ),
    Person(
        ("Жүсіпова", "Гүлмира", "Қайратқызы"),
        ("Жусупова", "Гульмира", "Кайратовна"),
        ("Zhussupova", "Gulmira", "Kairatovna"),
        "gzhussupova@edu.kz",
        "0000-0003-2204-667X",
    ),
    Person(
        ("Сергеева", "Ольга", "Петровна"),
        ("Сергеева", "Ольга", "Петровна"),
        ("Sergeyeva", "Olga", "Petrovna"),
        "sergeeva_op@gmail.com",
        "0000-0002-0099-4415",
    ),
    Person(
        ("Мырзабек", "Дәулет", "Әлімжанұлы"),
        ("Мырзабек", "Даулет", "Алимжанович"),
        ("Myrzabek", "Daulet", "Alimzhanovich"),
        "daulet.myrzabek@univ.kz",
        "0000-0001-9987-3021",
    ),
    Person(
        ("Өмірбекова", "Шолпан", "Төлегенқызы"),
        ("Умирбекова", "Шолпан", "Тулегеновна"),
        ("Umirbekova", "Sholpan", "Tulegenovna"),
        "umirbekova77@mail.ru",
        "0000-0002-3345-8870",
    ),
)
ABSTRACT: dict[Language, str] = {"kk": "Аңдатпа", "ru": "Аннотация", "en": "Abstract"}
KEYWORDS: dict[Language, str] = {"kk": "Түйін сөздер", "ru": "Ключевые слова", "en": "Keywords"}
OPENING: dict[Language, str] = {"kk": "Кіріспе", "ru": "Введение", "en": "Introduction"}
CLOSING: dict[Language, str] = {"kk": "Қорытынды", "ru": "Заключение", "en": "Conclusion"}
LITERATURE: dict[Language, str] = {
    "kk": "Әдебиеттер тізімі",
    "ru": "Список литературы",
    "en": "References",
}
UNIVERSITY: dict[Language, tuple[str, str]] = {
    "kk": (
        "Тарбағатай мемлекеттік университеті, Семей қ., Қазақстан Республикасы",
        "Жайық ғылыми-зерттеу институты, Орал қ., Қазақстан Республикасы",
    ),
    "ru": (
        "Тарбагатайский государственный университет, г. Семей, Республика Казахстан",
        "Научно-исследовательский институт Жайык, г. Уральск, Республика Казахстан",
    ),
    "en": (
        "Tarbagatay State University, Semey, Republic of Kazakhstan",
        "Zhaiyk Research Institute, Uralsk, Republic of Kazakhstan",
    ),
}


def references(k: int) -> list[str]:
    """The reference list of the issue's article `k`; its last line is a DOI."""
    who = ("Әбілов Қ.Ж.", "Досанов Б.Т.", "Ералиева М.С.", "Кенжебек Н.А.")[k]
    what = ("қазіргі тарихы", "құқық жүйесі", "мәдени мұрасы", "жер байлығы")[k]
    topic = ("анализа", "обучения", "измерения", "перевода")[k]
    subject = ("analysis", "governance", "measurement", "translation")[k]
    return [
        f"1. {who} Қазақстанның {what}. – Алматы: Дәуір, 201{k}. – 34{k} б.",
        f"2. Шевченко А.И. Методика {topic} // Вопросы теории. – 2019. – № {k + 1}. – С. 12-19.",
        f"3. Harris T., Lee M. Modern approaches to {subject} // Journal. – 2020. – Vol. 3. – P. 44-58.",
        f"DOI: 10.1016/j.jos.2020.03.00{k}",
    ]


def author(*names: str) -> Author:
    return Author(names[0], list(dict.fromkeys(names)))


def made(
    article: Article,
    authors: Sequence[Author],
    text: str,
    languages: Sequence[Language] = ("kk", "ru", "en"),
    **fields: object,
) -> Article:
    """The record of an article that prints the given languages."""
    record = Article(
        id=article.id,
        language=article.language,
        title={x: article.title[x] for x in languages},
        abstracts={x: article.abstracts[x] for x in languages},
        keywords={x: article.keywords[x] for x in languages},
        authors=list(authors),
        body=" ".join(text.split()),
    )
    for field, value in fields.items():
        setattr(record, field, value)
    return record


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[^.\s]{3}[.!?])\s+(?=[^\W\d_a-zа-я])", " ".join(text.split()))


def in_parts(text: str, labels: Sequence[str]) -> list[str]:
    """A text as paragraphs, each behind a label."""
    found = sentences(text)
    size = max(1, len(found) // len(labels))
    cut = [found[i * size : (i + 1) * size] for i in range(len(labels) - 1)]
    cut.append(found[(len(labels) - 1) * size :])
    return [f"{label} {' '.join(part)}" for label, part in zip(labels, cut, strict=True) if part]


def medical_journal() -> OtherJournal:
    """УДК and МРНТИ on one line, bylines with ORCIDs on lines of their own, an abstract in paragraphs called
    like the sections of a body (Введение, Материалы и методы, Выводы), lines on how to cite between blocks,
    all languages in front, a corresponding author with an address, contributions behind the body."""
    labels: dict[Language, list[str]] = {
        "kk": ["Кіріспе.", "Зерттеудің мақсаты.", "Материалдар мен әдістер.", "Нәтижелер.", "Қорытынды."],
        "ru": ["Введение.", "Цель исследования.", "Материалы и методы.", "Результаты.", "Выводы."],
        "en": ["Introduction.", "Aim.", "Materials and methods.", "Results.", "Conclusions."],
    }
    heading: dict[Language, str] = {"kk": "Түйіндеме", "ru": "Резюме", "en": "Summary"}
    cite: dict[Language, str] = {
        "kk": "Дәйексөз үшін: ",
        "ru": "Для цитирования: ",
        "en": "For citation: ",
    }
    lines = [
        "Астана медициналық журналы",
        "Астана медицинский журнал",
        "Astana Medical Journal",
        "№2 (116) 2023",
        "",
        "ОРИГИНАЛЬНЫЕ СТАТЬИ",
        "",
    ]
    gold = []
    for k, article in enumerate(texts(0, 4)):
        language = article.language or "en"
        team = [P[k], P[k + 1]]
        lines += [
            f"УДК 616.12-00{k + 1}; МРНТИ 76.29.3{k}",
            f"DOI: 10.54500/2790-1203.2023.116.00{k + 3}",
            "",
        ]
        abstracts: dict[Language, str] = {}
        for other in [language, *others(language)]:
            parts = in_parts(article.abstracts[other], labels[other])
            abstracts[other] = " ".join(parts)
            lines += [
                wrapped(article.title[other].upper() if other == language else article.title[other]),
                "",
            ]
            lines += [f"{team[0].reverse(other)}.¹*, {team[1].reverse(other)}.²".replace("..", "."), ""]
            lines += [f"¹ {UNIVERSITY[other][0]}", f"² {UNIVERSITY[other][1]}", ""]
            lines += [heading[other], *(wrapped(part) for part in parts)]
            lines += [wrapped(f"{KEYWORDS[other]}: {', '.join(article.keywords[other])}."), ""]
            lines += [
                wrapped(
                    f"{cite[other]}{team[0].reverse(other)}, {team[1].reverse(other)}. "
                    f"{sentence_case(article.title[other])} // Astana journal. – 2023. – № 2. – P. 5-12."
                ),
                "",
            ]
        lines += [
            f"*Корреспондирующий автор: {team[0].full('ru')}, врач-ординатор, e-mail: {team[0].email}",
            f"https://orcid.org/{team[0].orcid}",
            f"https://orcid.org/{team[1].orcid}",
            "",
            OPENING[language],
            wrapped(body(article, 3000)),
            "",
            "Вклад авторов",
            "Все авторы принимали равное участие в подготовке статьи.",
            "",
            LITERATURE[language],
            *references(k),
            "",
        ]
        text = (
            f"{OPENING[language]} {body(article, 3000)} Вклад авторов Все авторы принимали равное участие "
            "в подготовке статьи."
        )
        people = [author(p.reverse(language), *(p.reverse(x) for x in others(language))) for p in team]
        gold.append(
            made(
                article,
                people,
                text,
                abstracts=abstracts,
                udc=f"616.12-00{k + 1}",
                irsti=f"76.29.3{k}",
                doi=f"10.54500/2790-1203.2023.116.00{k + 3}",
                emails=[team[0].email],
                orcids=[team[0].orcid, team[1].orcid],
            )
        )
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def law_bulletin() -> OtherJournal:
    """Form feeds, running heads on the left and the right, names of sections between the articles, authors
    with degrees above the title, a title with a footnote's asterisk, inline headings, translations behind
    the references with the names behind the titles."""
    sections = ("КОНСТИТУЦИЯЛЫҚ ҚҰҚЫҚ", "АЗАМАТТЫҚ ҚҰҚЫҚ", "ҚЫЛМЫСТЫҚ ҚҰҚЫҚ", "ХАЛЫҚАРАЛЫҚ ҚҰҚЫҚ")
    degree: dict[Language, str] = {
        "kk": "заң ғылымдарының докторы, профессор",
        "ru": "доктор юридических наук, профессор",
        "en": "Doctor of Law, Professor",
    }
    pages: list[str] = [
        "ҚР ЗАҢНАМА ИНСТИТУТЫНЫҢ ЖАРШЫСЫ\nВЕСТНИК ИНСТИТУТА ЗАКОНОДАТЕЛЬСТВА РК\n№ 4 (75) 2023\n"
        "ISSN 2788-5283"
    ]
    gold = []
    number = 9
    for k, article in enumerate(texts(2, 4)):
        language = article.language or "en"
        p = P[k + 1]
        lines = [sections[k], "", f"ӘОЖ 342.{k + 1}", ""]
        lines += [
            f"{p.short(language)},",
            f"{degree[language]},",
            UNIVERSITY[language][0],
            f"e-mail: {p.email}",
            "",
        ]
        lines += [*wrapped(article.title[language].upper() + "*").split("\n"), ""]
        lines += wrapped(f"{ABSTRACT[language]}. {article.abstracts[language]}").split("\n")
        lines += wrapped(f"{KEYWORDS[language]}: {'; '.join(article.keywords[language])}.").split("\n")
        lines += ["", OPENING[language], *wrapped(body(article, 4200)).split("\n"), ""]
        lines += [LITERATURE[language], *references(k), ""]
        for other in others(language):
            lines += [*wrapped(article.title[other].upper()).split("\n"), p.short(other), f"{degree[other]}"]
            lines += [UNIVERSITY[other][0], ""]
            lines += wrapped(f"{ABSTRACT[other]}. {article.abstracts[other]}").split("\n")
            lines += [*wrapped(f"{KEYWORDS[other]}: {'; '.join(article.keywords[other])}.").split("\n"), ""]
        while lines:
            left = number % 2 == 0
            head = (
                f"{number}     ҚР Заңнама институтының жаршысы № 4 (75) - 2023"
                if left
                else (f"{sections[k].capitalize()}     {number}")
            )
            pages.append("\n".join([head, "", *lines[:46]]))
            lines = lines[46:]
            number += 1
        people = [author(p.short(language), *(p.short(x) for x in others(language)))]
        gold.append(
            made(
                article,
                people,
                f"{OPENING[language]} {body(article, 4200)}",
                udc=f"342.{k + 1}",
                emails=[p.email],
            )
        )
    return OtherJournal("\n\f".join(pages) + "\n", gold, {})


def earth_sciences_news() -> OtherJournal:
    """The volume and the DOI over each article, bylines with © in each language, addresses per author,
    entries of author information right below the byline, page heads without form feeds."""
    gold = []
    lines = [
        "ISSN 2518-170X (Online)",
        "ISSN 2224-5278 (Print)",
        "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ҰЛТТЫҚ ҒЫЛЫМ АКАДЕМИЯСЫНЫҢ ХАБАРЛАРЫ",
        "ИЗВЕСТИЯ НАЦИОНАЛЬНОЙ АКАДЕМИИ НАУК РЕСПУБЛИКИ КАЗАХСТАН",
        "NEWS OF THE NATIONAL ACADEMY OF SCIENCES OF THE REPUBLIC OF KAZAKHSTAN",
        "SERIES OF GEOLOGY AND TECHNICAL SCIENCES",
        "3 (459) MAY – JUNE 2023",
        "",
    ]
    for k, article in enumerate(texts(3, 4)):
        language = article.language or "en"
        team = [P[k], P[k + 1], P[k + 2]]
        page = 6 + 14 * k
        doi = f"10.32014/2023.2518-170X.{298 + k}"
        lines += [
            "NEWS of the National Academy of Sciences of the Republic of Kazakhstan",
            "SERIES OF GEOLOGY AND TECHNICAL SCIENCES",
            "ISSN 2224–5278",
            f"Volume 3. Number 459 (2023), {page}–{page + 13}",
            f"https://doi.org/{doi}",
            f"UDC 622.27{k}",
            "",
        ]
        for other in [language, *others(language)]:
            byline = f"{team[0].short(other)}¹, {team[1].short(other)}²*, {team[2].short(other)}¹"
            lines += [
                f"© {byline}, 2023" if other == language else byline,
                f"¹{UNIVERSITY[other][0]};",
                f"²{UNIVERSITY[other][1]}.",
                f"*E-mail: {team[1].email}" if other == language else f"E-mail: {team[1].email}",
                "",
                wrapped(article.title[other].upper()),
                "",
            ]
            if other == language:
                for p in team:
                    lines += [
                        f"{p.parts('en')[0]} {p.initials('en', ' ')} — PhD, docent, Tarbagatay University",
                        f"E-mail: {p.email}, https://orcid.org/{p.orcid}",
                    ]
                lines += [""]
            lines += [
                wrapped(f"{ABSTRACT[other]}. {article.abstracts[other]}"),
                wrapped(f"{KEYWORDS[other]}: {', '.join(article.keywords[other])}."),
                "",
            ]
        text = body(article, 3600)
        half = text.index(". ", len(text) // 2) + 1
        lines += [
            f"{OPENING[language]}",
            wrapped(text[:half]),
            f"{page + 4}",
            "ISSN 2224–5278                                                             3. 2023",
            wrapped(text[half:].strip()),
            "",
            "Conflict of interests. The authors declare no conflict of interests.",
            "",
            {"kk": "ӘДЕБИЕТТЕР", "ru": "ЛИТЕРАТУРА", "en": "REFERENCES"}[language],
            *references(k),
            f"{page + 5}",
            "ISSN 2224–5278                                                             3. 2023",
            "",
        ]
        people = [
            author(
                p.short(language),
                *(p.short(x) for x in others(language)),
                f"{p.parts('en')[0]} {p.initials('en', ' ')}",
            )
            for p in team
        ]
        whole = (
            f"{OPENING[language]} {text} Conflict of interests. The authors declare no conflict of interests."
        )
        gold.append(
            made(
                article,
                people,
                whole,
                udc=f"622.27{k}",
                doi=doi,
                emails=[p.email for p in team],
                orcids=[p.orcid for p in team],
            )
        )
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def agrarian_bulletin() -> OtherJournal:
    """The title first, then each author in full with degree, institution, city and address on lines of their
    own; own-line headings; keywords in small pieces; translations at the end of the same form."""
    degree: dict[Language, str] = {
        "kk": "PhD, қауымдастырылған профессор",
        "ru": "Доктор PhD, ассоциированный профессор",
        "en": "PhD, Associate Professor",
    }
    heading: dict[Language, str] = {"kk": "Түйін", "ru": "Аннотация", "en": "Abstract"}
    label: dict[Language, str] = {"kk": "Кілт сөздер", "ru": "Ключевые слова", "en": "Key words"}
    lines = [
        "С. Сейфуллин атындағы Қазақ агротехникалық зерттеу университетінің Ғылым жаршысы",
        "Вестник науки Казахского агротехнического исследовательского университета им. С. Сейфуллина",
        "№ 2 (117) 2023",
        "ISSN 2710-3757",
        "",
        "СЕЛЬСКОХОЗЯЙСТВЕННЫЕ НАУКИ",
        "",
    ]
    gold = []
    for k, article in enumerate(texts(4, 4)):
        language = article.language or "en"
        team = [P[(k + 2) % 6], P[(k + 3) % 6]]
        doi = f"10.51452/kazatu.2023.2(117).138{k}"
        lines += [f"doi.org/{doi}", f"ӘОЖ 633.1{k}:631.5", ""]
        for other in [language, *others(language)]:
            lines += [wrapped(article.title[other].upper()), ""]
            for p in team:
                lines += [p.full(other), degree[other], *UNIVERSITY[other][0].split(", ", 1)]
                if other == language:
                    lines += [f"E-mail: {p.email}"]
                lines += [""]
            lines += [heading[other], wrapped(article.abstracts[other])]
            lines += [wrapped(f"{label[other]}: {'; '.join(article.keywords[other])}."), ""]
            if other == language:
                lines += [OPENING[language], wrapped(body(article, 3000)), "", CLOSING[language]]
                lines += [
                    "Зерттеу нәтижелері өндіріске енгізуге ұсынылады. Результаты подтверждены опытами.",
                    "",
                ]
                lines += [LITERATURE[language], *references(k), ""]
        text = (
            f"{OPENING[language]} {body(article, 3000)} {CLOSING[language]} Зерттеу нәтижелері өндіріске "
            "енгізуге ұсынылады. Результаты подтверждены опытами."
        )
        people = [author(p.full(language), *(p.full(x) for x in others(language))) for p in team]
        gold.append(
            made(article, people, text, doi=doi, udc=f"633.1{k}:631.5", emails=[p.email for p in team])
        )
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def chemistry_journal() -> OtherJournal:
    """English alone: the kind of article and its dates over the title, given names in full with an initial,
    marks and addresses in parentheses, an abstract without a heading, information about the authors with
    the surname first, page heads and feet around form feeds."""
    pages = ["EURASIAN JOURNAL OF CHEMISTRY\nVolume 109, Issue 1, 2023\nISSN 2959-0663"]
    gold = []
    number = 4
    chosen = [a for a in texts(0, 12) if a.language == "en"][:4]
    for k, article in enumerate(chosen):
        team = [P[k], P[k + 1], P[k + 2]]
        doi = f"10.31489/2959-0663/1-23-{k + 3}"
        names = [f"{p.en[1]} {_first(p.en[2])}. {p.en[0]}" for p in team]
        lines = [
            f"Article                Received: 01 May 2023 | Revised: 13 June 2023 | Accepted: 2{k} Oct 2023",
            f"UDC 541.12{k}                                         https://doi.org/{doi}",
            "",
            f"{names[0]}¹*, {names[1]}², {names[2]}¹",
            "",
            f"¹{UNIVERSITY['en'][0]};",
            f"²{UNIVERSITY['en'][1]}",
            f"(*Corresponding author’s e-mail: {team[0].email})",
            "",
            *wrapped(sentence_case(article.title["en"])).split("\n"),
            "",
            *wrapped(article.abstracts["en"]).split("\n"),
            *wrapped(f"Keywords: {', '.join(article.keywords['en'])}.").split("\n"),
            "",
            "Introduction",
            *wrapped(body(article, 3500)).split("\n"),
            "",
            "Funding",
            "This research was funded by the Science Committee, grant AP09259513.",
            "",
            "Author Information*",
            "*The authors' names are presented in the following order: Last Name, First Name and Middle Name",
        ]
        for p in team:
            lines += [
                f"{p.en[0]}, {p.en[1]} {p.en[2]} — PhD, Associate Professor, Tarbagatay University, Semey,",
                f"Kazakhstan; e-mail: {p.email}; https://orcid.org/{p.orcid}",
            ]
        lines += ["", "References", *references(k)]
        while lines:
            head = (
                f"{names[0]}, {names[1]} et al."
                if number % 2
                else "Eurasian Journal of Chemistry. 2023, Vol. 109, No. 1"
            )
            pages.append("\n".join([head, "", *lines[:44], "", str(number)]))
            lines = lines[44:]
            number += 1
        people = [author(n, f"{p.en[0]}, {p.en[1]} {p.en[2]}") for p, n in zip(team, names, strict=True)]
        text = (
            f"Introduction {body(article, 3500)} Funding This research was funded by the Science Committee, "
            "grant AP09259513."
        )
        gold.append(
            made(
                article,
                people,
                text,
                ["en"],
                doi=doi,
                udc=f"541.12{k}",
                emails=[p.email for p in team],
                orcids=[p.orcid for p in team],
            )
        )
    return OtherJournal("\n\f".join(pages) + "\n", gold, {})


def philological_series() -> OtherJournal:
    """An asterisk before the first name, spaced initials, marks for several at once, abstracts without
    headings, dates of receipt in sentences behind the references and behind each translation, page heads of
    two lines without form feeds, contents at the end."""
    label: dict[Language, str] = {"kk": "Кілтті сөздер", "ru": "Ключевые слова", "en": "Keywords"}
    received: dict[Language, str] = {
        "kk": "Басып шығаруға 10.06.23 қабылданды.",
        "ru": "Принято к изданию 10.06.23.",
        "en": "Accepted for publication on 10.06.23.",
    }
    lines = [
        "ТОРАЙҒЫРОВ УНИВЕРСИТЕТІНІҢ ҒЫЛЫМИ ЖУРНАЛЫ",
        "НАУЧНЫЙ ЖУРНАЛ ТОРАЙГЫРОВ УНИВЕРСИТЕТА",
        "ТОРАЙҒЫРОВ УНИВЕРСИТЕТІНІҢ ХАБАРШЫСЫ",
        "Филологиялық серия",
        "№ 2 (2023)",
        "",
    ]
    gold = []
    for k, article in enumerate(texts(1, 4)):
        language = article.language or "en"
        team = [P[k], P[k + 2]]
        doi = f"10.48081/QWER{k}542"
        text = body(article, 3600)
        third = text.index(". ", len(text) // 3) + 1
        head = [
            "Торайғыров университетінің хабаршысы. ISSN 2710-3528",
            f"Филологиялық серия. № 2. 2023                                  {20 + 5 * k}",
        ]
        lines += [f"МРНТИ 16.21.0{k + 1}", "", f"https://doi.org/{doi}", ""]
        lines += [f"*{team[0].short(language, ' ')}¹, {team[1].short(language, ' ')}²"]
        lines += [f"¹,²{UNIVERSITY[language][0]}", f"*e-mail: {team[0].email}", ""]
        lines += [wrapped(article.title[language].upper()), ""]
        lines += [wrapped(article.abstracts[language])]
        lines += [wrapped(f"{label[language]}: {', '.join(article.keywords[language])}."), ""]
        lines += [OPENING[language], wrapped(text[:third]), *head, wrapped(text[third:].strip()), ""]
        lines += ["Список использованных источников", *references(k), "", received[language], ""]
        for other in others(language):
            lines += [f"*{team[0].short(other, ' ')}¹, {team[1].short(other, ' ')}²"]
            lines += [f"¹,²{UNIVERSITY[other][0]}", received[other], ""]
            lines += [wrapped(article.title[other].upper()), ""]
            lines += [wrapped(article.abstracts[other])]
            lines += [wrapped(f"{label[other]}: {', '.join(article.keywords[other])}."), ""]
        people = [author(p.short(language, " "), *(p.short(x, " ") for x in others(language))) for p in team]
        gold.append(
            made(
                article,
                people,
                f"{OPENING[language]} {text}",
                irsti=f"16.21.0{k + 1}",
                doi=doi,
                emails=[team[0].email],
            )
        )
    lines += ["МАЗМҰНЫ", ""]
    for k, article in enumerate(texts(1, 4)):
        language = article.language or "en"
        lines += [
            f"{P[k].parts(language)[0]} {P[k].initials(language, ' ')}, "
            f"{P[k + 2].parts(language)[0]} {P[k + 2].initials(language, ' ')}",
            *wrapped(sentence_case(article.title[language])).split("\n"),
        ]
        lines[-1] += f" {'.' * 12} {18 + 5 * k}"
    lines += ["", "Теруге 05.06.2023 ж. жіберілді. Басуға 30.06.2023 ж. қол қойылды.", "Таралымы: 300 дана."]
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def history_yearbook() -> OtherJournal:
    """Codes on three lines, the title, full names with marks, affiliations in parentheses, degrees, ORCID
    and address on one line, © of the institute, abstracts in labelled parts within one paragraph, thanks,
    and how to cite, before the body; all three languages in front."""
    labels: dict[Language, list[str]] = {
        "kk": ["Кіріспе.", "Мақсаты мен міндеттері.", "Материалдар мен әдістер.", "Нәтижелер.", "Қорытынды."],
        "ru": ["Введение.", "Цель и задачи.", "Материалы и методы.", "Результаты.", "Заключение."],
        "en": ["Introduction.", "Goals and objectives.", "Materials and methods.", "Results.", "Conclusion."],
    }
    thanks: dict[Language, str] = {
        "kk": "Алғыс. Мақала жобаны қаржыландыру аясында дайындалды.",
        "ru": "Благодарность. Статья подготовлена в рамках финансирования проекта.",
        "en": "Acknowledgments. The article was prepared as part of the project funding.",
    }
    cite: dict[Language, str] = {
        "kk": "Сілтеме жасау үшін: ",
        "ru": "Для цитирования: ",
        "en": "For citation: ",
    }
    lines = [
        "ОТАН ТАРИХЫ",
        "ОТЕЧЕСТВЕННАЯ ИСТОРИЯ",
        "HISTORY OF THE HOMELAND",
        "2023, 26 (2)",
        "ISSN: 1814-6961",
        "",
    ]
    gold = []
    for k, article in enumerate(texts(5, 4)):
        language = article.language or "en"
        team = [P[k], P[k + 1]]
        doi = f"10.51943/1814-6961_2023_2_1{k}"
        lines += [f"ҒТАМР / МРНТИ / IRSTI 03.20.0{k}", f"ӘОЖ / УДК / UDC 94(574).0{k}", f"DOI {doi}", ""]
        abstracts: dict[Language, str] = {}
        for other in [language, *others(language)]:
            abstracts[other] = " ".join(in_parts(article.abstracts[other], labels[other]))
            lines += [
                wrapped(
                    article.title[other].upper() if other == language else sentence_case(article.title[other])
                ),
                "",
            ]
            lines += [f"{team[0].full(other)}¹, {team[1].full(other)}²*", ""]
            for mark, p, place in zip("¹²", team, UNIVERSITY[other], strict=True):
                where, city = place.split(", ", 1)
                lines += [f"{mark}{where} (28, Абай көшесі, 050010 {city})"]
                lines += [f"PhD, https://orcid.org/{p.orcid}. E-mail: {p.email}"]
            lines += ["*Corresponding author" if other == "en" else "*Автор-корреспондент", ""]
            lines += [
                "© Ш.Ш. Уәлиханов атындағы ТЭИ, 2023" if other == "kk" else "© Institute of History, 2023"
            ]
            lines += [wrapped(f"{ABSTRACT[other]}. {abstracts[other]}")]
            lines += [wrapped(f"{KEYWORDS[other]}: {', '.join(article.keywords[other])}.")]
            lines += [wrapped(thanks[other])]
            lines += [
                wrapped(
                    f"{cite[other]}{team[0].reverse(other)}, {team[1].reverse(other)} "
                    f"{sentence_case(article.title[other])} // Тарих. 2023. № 26 (2). – Б. 10-20. DOI {doi}"
                ),
                "",
            ]
        lines += [OPENING[language], wrapped(body(article, 3300)), ""]
        lines += [LITERATURE[language], *references(k), ""]
        people = [
            author(p.full(language), *(p.full(x) for x in others(language)), p.reverse(language))
            for p in team
        ]
        # Thanks for the money are the article's funding, and no text of it.
        text = f"{OPENING[language]} {body(article, 3300)}"
        gold.append(
            made(
                article,
                people,
                text,
                abstracts=abstracts,
                doi=doi,
                irsti=f"03.20.0{k}",
                udc=f"94(574).0{k}",
                emails=[p.email for p in team],
                orcids=[p.orcid for p in team],
            )
        )
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def economics_series() -> OtherJournal:
    """JEL codes, a title in title case with a subtitle behind a colon, each author on a line with post, city
    and contacts behind a dash, an abstract of paragraphs with labels and dashes, keywords between slashes,
    section names in three languages, translations behind the references, notes of several kinds."""
    labels: dict[Language, list[str]] = {
        "kk": [
            "Зерттеу мақсаты –",
            "Әдіснамасы –",
            "Зерттеудің бірегейлігі / құндылығы –",
            "Зерттеу нәтижелері –",
        ],
        "ru": [
            "Цель исследования –",
            "Методология –",
            "Оригинальность / ценность –",
            "Результаты исследования –",
        ],
        "en": ["Purpose of the research –", "Methodology –", "Originality / value –", "Findings –"],
    }
    post: dict[Language, str] = {
        "kk": "э.ғ.к., доцент, Тарбағатай университеті, Семей, Қазақстан",
        "ru": "к.э.н., доцент, Тарбагатайский университет, Семей, Казахстан",
        "en": "Cand. Sc. (Econ.), Docent, Tarbagatay University, Semey, Kazakhstan",
    }
    note: dict[Language, str] = {
        "kk": "Мақала редакцияға 12.01.2023 түсті.",
        "ru": "Статья поступила в редакцию 12.01.2023.",
        "en": "The article was received on 12.01.2023.",
    }
    lines = ["Central Asian Economic Review", "№ 1 (148) 2023", "ISSN 2789-4398", ""]
    gold = []
    for k, article in enumerate(texts(0, 4)):
        language = article.language or "en"
        team = [P[(k + 1) % 6], P[(k + 4) % 6]]
        doi = f"10.52821/2789-4401-2023-1-{6 + k}-19"
        lines += ["ЭКОНОМИКА ЖӘНЕ ҚАРЖЫ / ЭКОНОМИКА И ФИНАНСЫ / ECONOMICS AND FINANCE", ""]
        lines += [f"МРНТИ 06.39.3{k}", "JEL Classification: G21, M15", f"DOI: https://doi.org/{doi}", ""]
        abstracts: dict[Language, str] = {}
        for other in [language, *others(language)]:
            parts = in_parts(article.abstracts[other], labels[other])
            abstracts[other] = " ".join(parts)
            lines += [wrapped(article.title[other].upper()), ""]
            if other == language:
                for i, p in enumerate(team):
                    mark = "*" if i == 0 else ""
                    lines += [
                        f"{p.short(other)}{mark} – {post[other]}, email: {p.email}, ORCID ID: {p.orcid}"
                    ]
            else:
                lines += [f"{team[0].short(other)}*, {team[1].short(other)}"]
            lines += ["", ABSTRACT[other].upper(), "", *(wrapped(part) for part in parts), ""]
            lines += [wrapped(f"{KEYWORDS[other]}: {' / '.join(article.keywords[other])}."), ""]
            if other == language:
                lines += [note[language], "", OPENING[language].upper(), wrapped(body(article, 3300)), ""]
                lines += [LITERATURE[language].upper(), *references(k), ""]
        people = [author(p.short(language), *(p.short(x) for x in others(language))) for p in team]
        text = f"{OPENING[language]} {body(article, 3300)}"
        gold.append(
            made(
                article,
                people,
                text,
                abstracts=abstracts,
                doi=doi,
                irsti=f"06.39.3{k}",
                emails=[p.email for p in team],
                orcids=[p.orcid for p in team],
            )
        )
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def two_column_series() -> OtherJournal:
    """Form feeds, narrow hyphenated columns, the title above its abstract without a heading, all three
    languages in front with a byline each, heads with the authors on the left and the title on the right."""
    pages = ["ISSN 1563-0285; eISSN 2618-1215\nХалықаралық қатынастар сериясы. №1 (101). 2023"]
    gold = []
    number = 4
    for k, article in enumerate(texts(3, 4)):
        language = article.language or "en"
        team = [P[k], P[k + 1]]
        doi = f"10.26577/IRILJ.2023.v101.i1.0{k}"
        lines = [f"ҒТАМР 11.25.4{k}                https://doi.org/{doi}", ""]
        for other in [language, *others(language)]:
            lines += [f"{team[0].short(other)}¹*, {team[1].short(other)}²"]
            lines += [f"¹{UNIVERSITY[other][0]}", f"²{UNIVERSITY[other][1]}", f"*e-mail: {team[0].email}", ""]
            title = article.title[other].upper() if other == language else sentence_case(article.title[other])
            lines += [*wrapped(title).split("\n"), "", *wrapped(article.abstracts[other]).split("\n")]
            label = "Key words" if other == "en" else KEYWORDS[other]
            lines += [*wrapped(f"{label}: {', '.join(article.keywords[other])}.").split("\n"), ""]
        lines += [OPENING[language], ""]
        column: list[str] = []
        line = ""
        for word in body(article, 3600).split():
            if len(line) + len(word) + 1 <= 46:
                line = f"{line} {word}".strip()
                continue
            room = 45 - len(line) - 2
            if word.isalpha() and word.islower() and room >= 3 and len(word) - room >= 3:
                column.append(f"{line} {word[:room]}-")
                line = word[room:]
            else:
                column.append(line)
                line = word
        lines += [
            *column,
            line,
            "",
            "Әдебиеттер" if language == "kk" else LITERATURE[language],
            *references(k),
        ]
        while lines:
            running = sentence_case(article.title[language])[:70].rsplit(" ", 1)[0] + " ..."
            head = running if number % 2 else ", ".join(p.short(language) for p in team)
            pages.append("\n".join([head, "", *lines[:50], "", str(number)]))
            lines = lines[50:]
            number += 1
        people = [author(p.short(language), *(p.short(x) for x in others(language))) for p in team]
        gold.append(
            made(
                article,
                people,
                f"{OPENING[language]} {body(article, 3600)}",
                doi=doi,
                irsti=f"11.25.4{k}",
                emails=[team[0].email],
            )
        )
    return OtherJournal("\n\f".join(pages) + "\n", gold, {})


def russian_review() -> OtherJournal:
    """Russian alone: sections, initials behind surnames, an abstract without heading and keywords behind it,
    and at the end an article without an abstract, a chronicle of which the record has the text alone."""
    lines = [
        "МЫСЛЬ",
        "Республиканский общественно-политический журнал",
        "№ 7, июль 2023",
        "",
        "СОДЕРЖАНИЕ",
        "",
    ]
    chosen = [a for a in texts(0, 12) if a.language == "ru"]
    chosen = (chosen + [a for a in texts(0, 12) if a.language != "ru"])[:3]
    for k, article in enumerate(chosen):
        lines += [f"{P[k].reverse('ru')} {sentence_case(article.title['ru'])} … {5 + 9 * k}"]
    lines += [""]
    gold = []
    for k, article in enumerate(chosen):
        p = P[k]
        text = (
            " ".join(sentences(article.abstracts["ru"])[::-1])
            + " "
            + " ".join(sentences(article.abstracts["ru"]))
        )
        text = f"{text} Архивные материалы подтверждают эти выводы, а дальнейшие исследования их уточнят."
        lines += ["ОБЩЕСТВО И ВРЕМЯ" if k % 2 else "ИСТОРИЯ И СОВРЕМЕННОСТЬ", "", p.full("ru"), ""]
        lines += ["кандидат исторических наук, г. Алматы", "", wrapped(article.title["ru"].upper()), ""]
        lines += [wrapped(f"Аннотация: {article.abstracts['ru']}"), ""]
        lines += [wrapped(f"Ключевые слова: {', '.join(article.keywords['ru'])}."), ""]
        lines += [wrapped(text), "", "Литература", *references(k), ""]
        gold.append(made(article, [author(p.full("ru"), p.reverse("ru"))], text, ["ru"], language="ru"))
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def resume_series() -> OtherJournal:
    """The headings Резюме, Summary, Түйін stand above names and title of the translations, behind the
    references; posts stand before names; keywords stand before the abstract; no blank lines."""
    heading: dict[Language, str] = {"kk": "Түйін", "ru": "Резюме", "en": "Summary"}
    post: dict[Language, str] = {
        "kk": "ф.ғ.к., доцент",
        "ru": "к.ф.н., доцент",
        "en": "Candidate of Philology, Docent",
    }
    lines = ["КЕРУЕН", "Ғылыми журнал", "№ 2, 79-том, 2023", "ISSN 2078-8134"]
    gold = []
    for k, article in enumerate(texts(4, 4)):
        language = article.language or "en"
        team = [P[k], P[k + 1]]
        doi = f"10.53871/2078-8134.2023.2-0{k}"
        lines += [f"ҒТАМР 17.82.3{k}          {'' if k % 2 else 'ӘОЖ 821.512.122'}", f"https://doi.org/{doi}"]
        for i, p in enumerate(team):
            lines += [f"{post[language]} {p.short(language)}{'¹²'[i]}"]
        lines += [f"¹{UNIVERSITY[language][0]}", f"²{UNIVERSITY[language][1]}"]
        lines += [f"e-mail: ¹{team[0].email}, ²{team[1].email}"]
        lines += wrapped(article.title[language].upper()).split("\n")
        lines += [ABSTRACT[language]]
        lines += wrapped(article.abstracts[language]).split("\n")
        lines += wrapped(f"{KEYWORDS[language]}: {', '.join(article.keywords[language])}.").split("\n")
        lines += [OPENING[language], *wrapped(body(article, 3000)).split("\n")]
        lines += [LITERATURE[language], *references(k)[:3]]
        for other in others(language):
            lines += [f"{team[0].short(other)}, {team[1].short(other)}"]
            lines += wrapped(article.title[other].upper()).split("\n")
            lines += [heading[other], *wrapped(article.abstracts[other]).split("\n")]
            lines += wrapped(f"{KEYWORDS[other]}: {', '.join(article.keywords[other])}.").split("\n")
        people = [author(p.short(language), *(p.short(x) for x in others(language))) for p in team]
        codes: dict[str, object] = {"doi": doi, "irsti": f"17.82.3{k}", "emails": [p.email for p in team]}
        if not k % 2:
            codes["udc"] = "821.512.122"
        gold.append(made(article, people, f"{OPENING[language]} {body(article, 3000)}", **codes))
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def open_access_journal() -> OtherJournal:
    """English with Kazakh and Russian behind it; a kind of article, title case, names with commas and marks,
    a box of dates and rights, an abstract in labelled lines, keywords between semicolons on lines of their
    own, numbered headings, declarations, references without numbers."""
    gold = []
    pages = ["Kazakhstan Journal of Water Research\n2023, 4(2)"]
    number = 20
    for k, article in enumerate([a for a in texts(0, 12) if a.language == "en"][:4]):
        team = [P[k], P[k + 1], P[k + 2]]
        doi = f"10.55452/kjwr.2023.4.2.10{k}"
        title = article.title["en"].title().replace("’S", "’s").replace("'S", "'s")
        parts = in_parts(article.abstracts["en"], ["Background:", "Methods:", "Results:", "Conclusions:"])
        article.abstracts["en"] = " ".join(parts)
        lines = ["Original Article", "", *wrapped(title).split("\n"), ""]
        lines += [f"{team[0].western('en')} 1,*, {team[1].western('en')} 2 and {team[2].western('en')} 1", ""]
        lines += [f"1 {UNIVERSITY['en'][0]}; {team[0].email}", f"2 {UNIVERSITY['en'][1]}; {team[1].email}"]
        lines += [f"* Correspondence: {team[0].email}", ""]
        lines += [
            "Received: 1 March 2023; Revised: 2 April 2023; Accepted: 3 May 2023; Published: 30 June 2023"
        ]
        lines += [
            f"Citation: {team[0].parts('en')[0]}, {team[0].initials('en')}; {team[1].parts('en')[0]}, "
            f"{team[1].initials('en')} {title[:60]}. Kazakhstan J. Water Res. 2023, 4, 10{k}.",
            f"https://doi.org/{doi}",
        ]
        lines += ["© 2023 by the authors. This article is distributed under the CC BY license.", ""]
        lines += [*wrapped("Abstract: " + article.abstracts["en"]).split("\n"), ""]
        lines += ["Keywords: " + "; ".join(article.keywords["en"][:4]) + ";"]
        lines += ["; ".join(article.keywords["en"][4:]), ""] if article.keywords["en"][4:] else [""]
        text = body(article, 3300)
        half = text.index(". ", len(text) // 2) + 1
        lines += ["1. Introduction", *wrapped(text[:half]).split("\n"), "", "2. Materials and Methods"]
        lines += [
            *wrapped(text[half:].strip()).split("\n"),
            "",
            "Conflicts of Interest: None.",
            "",
            "References",
        ]
        lines += [
            f"Masanov, N. (199{k}). The nomadic civilisation. Almaty: Sotsinvest.",
            f"Harris, T., & Lee, M. (202{k}). Waters of the steppe. Journal of Studies, 3(2), 44–58.",
            f"https://doi.org/10.1016/j.jos.2020.03.00{k}",
            "",
        ]
        for other in others("en"):
            lines += [*wrapped(sentence_case(article.title[other])).split("\n"), ""]
            lines += [", ".join(p.western(other) for p in team), ""]
            lines += [*wrapped(f"{ABSTRACT[other]}: {article.abstracts[other]}").split("\n"), ""]
            lines += [*wrapped(f"{KEYWORDS[other]}: {'; '.join(article.keywords[other])}").split("\n"), ""]
        while lines:
            head = "Kazakhstan Journal of Water Research | 2023, 4(2)"
            pages.append("\n".join([f"{head}          {number}", "", *lines[:48]]))
            lines = lines[48:]
            number += 1
        people = [author(p.western("en"), *(p.western(x) for x in others("en"))) for p in team]
        parted = f"1. Introduction {text[:half]} 2. Materials and Methods {text[half:]}"
        whole = f"{parted} Conflicts of Interest: None."
        gold.append(made(article, people, whole, doi=doi, emails=[team[0].email, team[1].email]))
        gold[-1].title = {**article.title, "en": title}
    return OtherJournal("\n\f".join(pages) + "\n", gold, {})


def teacher_journal() -> OtherJournal:
    """Keywords with bullets on lines of their own, own-line labels inside abstracts, codes behind one
    another on one line, names of two initials behind surnames in capitals, a second transliterated list of
    references, no page marks."""
    parts_of: dict[Language, list[str]] = {
        "kk": ["Мақсаты", "Әдістері", "Нәтижелері"],
        "ru": ["Цель", "Методы", "Результаты"],
        "en": ["Objective", "Methods", "Results"],
    }
    lines = [
        "ПЕДАГОГИКА ЖӘНЕ ПСИХОЛОГИЯ",
        "ПЕДАГОГИКА И ПСИХОЛОГИЯ",
        "PEDAGOGY AND PSYCHOLOGY",
        "№ 3(56), 2023",
        "",
    ]
    gold = []
    for k, article in enumerate(texts(2, 4)):
        language = article.language or "en"
        team = [P[k], P[k + 2]]
        doi = f"10.51889/2960-1649.2023.17.3.00{k}"
        lines += [f"ӘОЖ 37.015.{k}   МРНТИ 14.25.0{k}   https://doi.org/{doi}", ""]
        abstracts: dict[Language, str] = {}
        for other in [language, *others(language)]:
            blocks = in_parts(article.abstracts[other], parts_of[other])
            abstracts[other] = " ".join(blocks)
            lines += [
                f"{team[0].parts(other)[0].upper()} {team[0].initials(other)}"
                f"¹*, {team[1].parts(other)[0].upper()} {team[1].initials(other)}²"
            ]
            lines += [f"¹{UNIVERSITY[other][0]}", f"²{UNIVERSITY[other][1]}"]
            lines += [f"*{team[0].email}", ""]
            lines += [wrapped(article.title[other].upper()), "", ABSTRACT[other]]
            for label, block in zip(parts_of[other], blocks, strict=False):
                lines += [label, wrapped(block[len(label) :].strip())]
            lines += [KEYWORDS[other] + ":", *(f"• {keyword}" for keyword in article.keywords[other]), ""]
        lines += [OPENING[language], wrapped(body(article, 3000)), ""]
        lines += [LITERATURE[language], *references(k), "", "References"]
        lines += [
            f"1. Abilov K. Kazakhstannyn tarihy [History]. – Almaty: Dauir, 201{k}. – 34{k} b. [in Kazakh]",
            "2. Shevchenko A.I. Metodika [Method] // Voprosy teorii. – 2019. – № 4. – S. 12-19. [in Russian]",
            "",
        ]
        people = [
            author(*(f"{p.parts(x)[0]} {p.initials(x)}" for x in [language, *others(language)])) for p in team
        ]
        gold.append(
            made(
                article,
                people,
                f"{OPENING[language]} {body(article, 3000)}",
                abstracts=abstracts,
                doi=doi,
                irsti=f"14.25.0{k}",
                udc=f"37.015.{k}",
                emails=[team[0].email],
            )
        )
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def engineering_bulletin() -> OtherJournal:
    """Titles in sentence case with a footnote's asterisk, names last; a table of the authors in three
    languages at the end; keywords before the abstract; wrapped at small width; blank lines between all
    paragraphs; page numbers between dashes."""
    head: dict[Language, str] = {"kk": "Авторлар туралы мәліметтер", "ru": "Сведения об авторах"}
    lines = ["Вестник КазАТК", "Том 125, № 2 (2023)", "ISSN 1609-1817", ""]
    gold = []
    for k, article in enumerate(texts(0, 4)):
        language = article.language or "en"
        team = [P[k], P[k + 1]]
        doi = f"10.52167/1609-1817-2023-125-2-1{k}-20"
        lines += [f"DOI {doi}", "", f"УДК 656.2{k}", ""]
        for other in [language, *others(language)]:
            lines += [wrapped(sentence_case(article.title[other])), ""]
            lines += [", ".join(f"{p.short(other)}{'¹²'[i]}" for i, p in enumerate(team)), ""]
            lines += [f"¹{UNIVERSITY[other][0]}", f"²{UNIVERSITY[other][1]}", ""]
            lines += [wrapped(f"{ABSTRACT[other]}. {article.abstracts[other]}"), ""]
            lines += [wrapped(f"{KEYWORDS[other]}: {', '.join(article.keywords[other])}."), ""]
        text = body(article, 3300)
        third = text.index(". ", len(text) // 3) + 1
        lines += [f"{OPENING[language]}.", "", wrapped(text[:third]), "", f"- {10 + 2 * k} -", ""]
        lines += [wrapped(text[third:].strip()), "", LITERATURE[language].upper(), "", *references(k), ""]
        lines += [f"- {11 + 2 * k} -", "", head.get(language, "Information about the authors"), ""]
        for p in team:
            lines += [
                f"{p.full('kk')} – т.ғ.к., доцент, Семей қ., {p.email}",
                f"{p.full('ru')} – к.т.н., доцент, г. Семей, {p.email}",
                f"{p.full('en')} – candidate of technical sciences, docent, Semey, {p.email}",
                "",
            ]
        people = [
            author(p.short(language), *(p.short(x) for x in others(language)), p.full(language)) for p in team
        ]
        gold.append(
            made(
                article,
                people,
                f"{OPENING[language]}. {text}",
                doi=doi,
                udc=f"656.2{k}",
                emails=[p.email for p in team],
            )
        )
    return OtherJournal("\n".join(lines) + "\n", gold, {})


def sociology_review() -> OtherJournal:
    """Two languages alone (Russian, English); titles in capitals behind the names; abstracts in italics
    without headings or gaps; For citation behind the English block; running heads of names left and title
    right with numbers, at the foot, no form feeds; thanks in front of the body; surnames with full names."""
    lines = ["СОЦИОЛОГИЯ И ОБЩЕСТВО", "2022. Т. 13. № 1", ""]
    gold = []
    number = 5
    for k, article in enumerate(texts(3, 4)):
        p, q = P[k + 1], P[k + 2]
        text = (
            " ".join(sentences(article.abstracts["ru"])[::-1])
            + " "
            + " ".join(f"Далее показано: {s[:1].lower()}{s[1:]}" for s in sentences(article.abstracts["ru"]))
        )
        text = f"{text} Итоги обсуждаются с позиций теории."
        doi = f"10.32523/soc.2022.13.1.{k}"
        lines += [f"УДК 316.{k}", f"DOI: {doi}", f"{p.western('ru')}¹, {q.western('ru')}²"]
        lines += [
            f"¹{UNIVERSITY['ru'][0]}",
            f"²{UNIVERSITY['ru'][1]}",
            f"¹{p.email}, https://orcid.org/{p.orcid}",
        ]
        lines += [f"²{q.email}, https://orcid.org/{q.orcid}", wrapped(article.title["ru"].upper())]
        lines += [wrapped(article.abstracts["ru"])]
        lines += [wrapped(f"Ключевые слова: {', '.join(article.keywords['ru'])}")]
        lines += [
            f"{p.western('en')}¹, {q.western('en')}²",
            f"¹{UNIVERSITY['en'][0]}",
            f"²{UNIVERSITY['en'][1]}",
        ]
        lines += [wrapped(article.title["en"].upper()), wrapped(article.abstracts["en"])]
        lines += [wrapped(f"Keywords: {', '.join(article.keywords['en'])}")]
        lines += [
            wrapped(
                f"Для цитирования: {p.reverse('ru')}, {q.reverse('ru')} "
                f"{sentence_case(article.title['ru'])} // "
                f"Социология и общество. 2022. Т. 13. № 1. С. {number}–{number + 8}. DOI: {doi}"
            ),
            "Введение",
        ]
        shown = wrapped(text).split("\n")
        cut = len(shown) // 2
        lines += [*shown[:cut], f"{number}                    {p.short('ru')}, {q.short('ru')}", *shown[cut:]]
        lines += ["Список литературы", *references(k)[:3]]
        lines += [f"{sentence_case(article.title['ru'])[:50]}…                    {number + 1}"]
        number += 2
        people = [author(x.western("ru"), x.western("en"), x.short("ru")) for x in (p, q)]
        gold.append(
            made(
                article,
                people,
                f"Введение {text}",
                ["ru", "en"],
                language="ru",
                doi=doi,
                udc=f"316.{k}",
                emails=[p.email, q.email],
                orcids=[p.orcid, q.orcid],
            )
        )
    return OtherJournal("\n".join(lines) + "\n", gold, {})


JOURNALS = {
    f.__name__: f
    for f in (
        medical_journal,
        law_bulletin,
        earth_sciences_news,
        agrarian_bulletin,
        chemistry_journal,
        philological_series,
        history_yearbook,
        economics_series,
        two_column_series,
        russian_review,
        resume_series,
        open_access_journal,
        teacher_journal,
        engineering_bulletin,
        sociology_review,
    )
}
