"""Issues written by hand in the conventions of other journals, with texts of the gold records.

Each function gives the text of an issue and the records that a reader of it would write down. They are
kept apart from the composed issues of the evaluation, which extraction was developed on.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.gold import GOLD, gold_articles
from izde.model import LANGUAGES, Article, Author, ByLanguage, Language

PEOPLE = (
    ("Б.С. Сайлан", "Б.С. Сайлан", "B.S. Sailan"),
    ("Г.Е. Өтепова", "Г.Е. Отепова", "G.E. Otepova"),
    ("Ж.О. Артықбаев", "Ж.О. Артыкбаев", "Zh.O. Artykbayev"),
    ("Д.А. Қашқымбаев", "Д.А. Кашкимбаев", "D.A. Kashkimbayev"),
    ("М.Қ. Әбусейітова", "М.Х. Абусеитова", "M.Kh. Abuseitova"),
    ("Ұ.М. Мұқашева", "У.М. Мукашева", "U.M. Mukasheva"),
)
PLACE: dict[Language, int] = {"kk": 0, "ru": 1, "en": 2}
UNIVERSITY: dict[Language, str] = {
    "kk": "Л.Н. Гумилев атындағы Еуразия ұлттық университеті, Астана, Қазақстан",
    "ru": "Евразийский национальный университет им. Л.Н. Гумилева, Астана, Казахстан",
    "en": "L.N. Gumilyov Eurasian National University, Astana, Kazakhstan",
}


@dataclass(frozen=True)
class OtherJournal:
    """An issue's text, its gold, and the journal's names as its title page prints them."""

    text: str
    gold: list[Article]
    journal: ByLanguage
    pages: tuple[tuple[int, int], ...] = ()


def texts(first: int, count: int) -> list[Article]:
    """Gold articles with everything in three languages, `count` of them from the `first` on."""
    complete = [
        article
        for article in gold_articles(GOLD / "atyrau-part.jsonl")
        if all(
            article.title.get(x) and article.abstracts.get(x) and article.keywords.get(x) for x in LANGUAGES
        )
    ]
    return complete[first : first + count]


def wrapped(text: str) -> str:
    return "\n".join(
        textwrap.wrap(" ".join(text.split()), 88, break_on_hyphens=False, break_long_words=False)
    )


def sentence_case(title: str) -> str:
    return title[:1] + title[1:].lower()


def body(article: Article, characters: int = 3500) -> str:
    """The beginning of the body up to the end of a sentence, without its own first heading."""
    text = article.body[:characters]
    return text[: text.rindex(". ") + 1].split(" ", 1)[1]


def name(person: Sequence[str], language: Language) -> str:
    return person[PLACE[language]]


def record(article: Article, people: Sequence[Sequence[str]], text: str, **codes: object) -> Article:
    authors = [Author(name(person, article.language or "en"), list(person)) for person in people]
    return Article(
        id=article.id,
        language=article.language,
        title=article.title,
        abstracts=article.abstracts,
        keywords=article.keywords,
        authors=authors,
        body=" ".join(text.split()),
        **codes,  # type: ignore[arg-type]
    )


def others(language: Language) -> list[Language]:
    return [x for x in LANGUAGES if x != language]


def university_bulletin() -> OtherJournal:
    """A masthead, a contents page, codes and DOI on lines of their own, byline and sentence-case title
    before inline headings, dates, translations behind the references, author information, guidelines."""
    heading = {"kk": "Аңдатпа. ", "ru": "Аннотация. ", "en": "Abstract. "}
    label = {"kk": "Түйін сөздер: ", "ru": "Ключевые слова: ", "en": "Keywords: "}
    code = {"kk": "FTAMP", "ru": "МРНТИ", "en": "IRSTI"}
    dates = {
        "kk": "Түсті: 12.05.2023; Қабылданды: 10.09.2023",
        "ru": "Поступила: 12.05.2023; Принята: 10.09.2023",
        "en": "Received: 12.05.2023; Accepted: 10.09.2023",
    }
    introduction = {"kk": "Кіріспе", "ru": "Введение", "en": "Introduction"}
    literature = {"kk": "Пайдаланылған әдебиеттер тізімі", "ru": "Список литературы", "en": "References"}
    articles = texts(0, 5)
    lines = [
        "ISSN (Print) 2616-7255",
        "ISSN (Online) 2663-2489",
        "",
        "Л.Н. Гумилев атындағы Еуразия ұлттық университетінің",
        "ХАБАРШЫСЫ",
        "ВЕСТНИК",
        "Евразийского национального университета имени Л.Н. Гумилева",
        "BULLETIN",
        "of L.N. Gumilyov Eurasian National University",
        "",
        "ТАРИХИ ҒЫЛЫМДАР. ФИЛОСОФИЯ. ДІНТАНУ СЕРИЯСЫ",
        "№ 3 (144)/2023",
        "1995 жылдан бастап шығады",
        "Жылына 4 рет шығады",
        "Астана, 2023",
        "",
        "Бас редактор: Нұрсұлтан Ә.",
        "Редакция алқасы",
        "Айтымбетов Н.Ы. филос.ғ.к., қауымд. проф., Абай ат. ҚазҰПУ (Алматы, Қазақстан)",
        "Головнев А.В. т.ғ.д., проф., РҒА корр.-мүшесі (Санкт-Петербург, Ресей)",
        "Редакцияның мекенжайы: 010008, Қазақстан, Астана қ., Қ. Сәтбаев к-сі, 2",
        "E-mail: vest_hist@enu.kz",
        "",
        "МАЗМҰНЫ/ СОДЕРЖАНИЕ/ CONTENTS",
        "",
    ]
    for k, article in enumerate(articles):
        language = article.language or "en"
        title = sentence_case(article.title[language])
        lines.append(f"{name(PEOPLE[k], language)} {title} ........ {7 + 12 * k}")
    lines.append("")
    gold = []
    for k, article in enumerate(articles):
        language = article.language or "en"
        people = [PEOPLE[k], PEOPLE[(k + 1) % 5]]
        page = 7 + 12 * k
        doi = f"10.32523/2616-7255-2023-144-3-{page}-{page + 11}"
        mail = f"author{k}@enu.kz"
        contact = "*Байланыс үшін автор: " if language == "kk" else "*Corresponding author: "
        lines += [
            f"{code[language]} 03.20.{k + 1}0",
            f"DOI: https://doi.org/{doi}",
            "",
            f"{name(people[0], language)}¹*, {name(people[1], language)}²",
            f"¹{UNIVERSITY[language]}",
            f"²{UNIVERSITY[language]}",
            contact + mail,
            "",
            wrapped(sentence_case(article.title[language])),
            "",
            wrapped(heading[language] + article.abstracts[language]),
            wrapped(label[language] + "; ".join(article.keywords[language]) + "."),
            "",
            dates[language],
            "",
            introduction[language],
            wrapped(body(article)),
            "",
            "№ 3(144)/2023          Л.Н. Гумилев атындағы Еуразия ұлттық университетінің ХАБАРШЫСЫ.",
            "Тарихи ғылымдар. Философия. Дінтану сериясы",
            f"ISSN: 2616-7255, eISSN: 2663-2489                {page + 3}",
            "",
            literature[language],
            "1. Артыкбаев Ж.О. История Казахстана. – Астана: Фолиант, 2004. – 315 с.",
            "2. Kopylov I. The steppe. – London: Routledge, 2011. – 210 p. DOI: 10.1080/09668136.2011.557538",
            "3. Қозыбаев М.Қ. Жауды шаптым ту байлап. – Алматы: Қазақстан, 1994. – 192 б.",
            "",
        ]
        for other in others(language):
            lines += [
                f"{name(people[0], other)}¹, {name(people[1], other)}²",
                f"¹,²{UNIVERSITY[other]}",
                "",
                wrapped(sentence_case(article.title[other])),
                "",
                wrapped(heading[other] + article.abstracts[other]),
                wrapped(label[other] + "; ".join(article.keywords[other]) + "."),
                "",
            ]
        if language != "en":
            lines += [
                "References",
                "1. Artykbaev Zh.O. Istoriya Kazakhstana [History of Kazakhstan] (Astana, 2004, 315 p.).",
                "2. Kopylov I. The steppe (Routledge, London, 2011, 210 p.).",
                "",
            ]
        lines += [
            "Авторлар туралы мәлімет:",
            f"{people[0][0]} – тарих ғылымдарының докторы, профессор, Л.Н. Гумилев атындағы ЕҰУ, Астана.",
            f"{people[1][0]} – т.ғ.к., доцент, Л.Н. Гумилев атындағы ЕҰУ, Астана, Қазақстан.",
            f"{people[0][2]} – Doctor of Historical Sciences, Professor, L.N. Gumilyov ENU, Astana.",
            f"{people[1][2]} – Candidate of Historical Sciences, L.N. Gumilyov ENU, Astana, Kazakhstan.",
            "",
        ]
        text = f"{introduction[language]} {body(article)}"
        gold.append(record(article, people, text, irsti=f"03.20.{k + 1}0", doi=doi, emails=[mail]))
    lines += [
        "АВТОРЛАРҒА АРНАЛҒАН ЕРЕЖЕ",
        "Журналға мақала қабылдау. Мақаланың құрылымы: FTAMP, аңдатпа, түйін сөздер, кіріспе, қорытынды.",
        "Аңдатпа 150-250 сөзден тұруы керек. Түйін сөздер 6-8 сөз.",
        "ПОЛОЖЕНИЕ О РУКОПИСЯХ",
        "Аннотация: 150-250 слов. Ключевые слова: 6-8 слов.",
        "Редактор: Б. Жандосова",
        "Басуға қол қойылды 30.09.2023. Таралымы 50 дана.",
    ]
    journal: ByLanguage = {
        "kk": "Л.Н. Гумилев атындағы Еуразия ұлттық университетінің ХАБАРШЫСЫ",
        "ru": "ВЕСТНИК Евразийского национального университета имени Л.Н. Гумилева",
        "en": "BULLETIN of L.N. Gumilyov Eurasian National University",
    }
    pages = ((7, 18), (19, 30), (31, 42), (43, 54), (55, 58))
    return OtherJournal("\n".join(lines) + "\n", gold, journal, pages)


def academy_bulletin() -> OtherJournal:
    """A head of the series over each article, the DOI as a bare link, УДК, bylines with © and a year, three
    capital titles with inline headings in front, bracketed references, contents at the end."""
    heading = {"kk": "Түйіндеме. ", "ru": "Резюме. ", "en": "Summary. "}
    label = {"kk": "Кілт сөздер. ", "ru": "Ключевые слова. ", "en": "Key words. "}
    introduction = {"kk": "Кіріспе. ", "ru": "Введение. ", "en": "Introduction. "}
    literature = {"kk": "ӘДЕБИЕТТЕР", "ru": "ЛИТЕРАТУРА", "en": "REFERENCES"}
    articles = texts(5, 4)
    lines = [
        "ISSN 1991-3494",
        "№ 5 (399). 2022",
        "",
        "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ҰЛТТЫҚ ҒЫЛЫМ АКАДЕМИЯСЫНЫҢ ХАБАРШЫСЫ",
        "ВЕСТНИК НАЦИОНАЛЬНОЙ АКАДЕМИИ НАУК РЕСПУБЛИКИ КАЗАХСТАН",
        "THE BULLETIN OF THE NATIONAL ACADEMY OF SCIENCES OF THE REPUBLIC OF KAZAKHSTAN",
        "",
    ]
    gold = []
    for k, article in enumerate(articles):
        language = article.language or "en"
        people = [PEOPLE[k + 1], PEOPLE[k]]
        mail, doi, page = f"first{k}@kaznu.kz", f"10.32014/2022.2518-1467.{340 + k}", 15 + 10 * k
        lines += [
            "BULLETIN OF NATIONAL ACADEMY OF SCIENCES",
            "OF THE REPUBLIC OF KAZAKHSTAN",
            "ISSN 1991-3494",
            f"Volume 5, Number 399 (2022), {page}-{page + 9}",
            f"https://doi.org/{doi}",
            f"УДК 94(574).0{k}",
            "",
        ]
        for other in [language, *others(language)]:
            byline = f"{name(people[0], other)}*, {name(people[1], other)}"
            lines += [
                f"© {byline}, 2022" if other == language else byline,
                UNIVERSITY[other] + ".",
                f"E-mail: {mail}",
                "",
                wrapped(article.title[other].upper()),
                "",
                wrapped(heading[other] + article.abstracts[other]),
                wrapped(label[other] + ", ".join(article.keywords[other]) + "."),
                "",
            ]
        text = introduction[language] + body(article)
        lines += [
            wrapped(text),
            "",
            literature[language],
            "[1] Абусеитова М.Х. Казахстан и Центральная Азия. Алматы: Дайк-Пресс, 2008. 420 с.",
            "[2] Smith J. Nomads of Eurasia. Oxford, 2010. 300 p.",
            "",
            "Information about authors:",
            f"{people[0][2]} – PhD, L.N. Gumilyov ENU, {mail}, https://orcid.org/0000-0002-1825-0097",
            f"{people[1][2]} – candidate of historical sciences, L.N. Gumilyov ENU",
            "",
        ]
        codes = {"udc": f"94(574).0{k}", "doi": doi, "emails": [mail], "orcids": ["0000-0002-1825-0097"]}
        gold.append(record(article, people, text, **codes))
    lines += ["МАЗМҰНЫ", ""]
    for k, article in enumerate(articles):
        lines += [f"{PEOPLE[k + 1][1]}, {PEOPLE[k][1]}", f"{article.title['ru'].upper()}......{15 + 10 * k}"]
    lines += [
        "",
        "Publication Ethics and Publication Malpractice",
        "For information on Ethics in publishing see the journal's site. Submission of an article implies",
        "that the work described has not been published previously (except in the form of an abstract).",
    ]
    journal: ByLanguage = {
        "kk": "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ҰЛТТЫҚ ҒЫЛЫМ АКАДЕМИЯСЫНЫҢ ХАБАРШЫСЫ",
        "ru": "ВЕСТНИК НАЦИОНАЛЬНОЙ АКАДЕМИИ НАУК РЕСПУБЛИКИ КАЗАХСТАН",
        "en": "THE BULLETIN OF THE NATIONAL ACADEMY OF SCIENCES OF THE REPUBLIC OF KAZAKHSTAN",
    }
    return OtherJournal("\n".join(lines) + "\n", gold, journal)


def regional_bulletin() -> OtherJournal:
    """DOI and УДК on one line, byline, affiliation and e-mail in parentheses, title, then an abstract
    without any heading; translations of the same kind behind the body; a running title on each page."""
    label = {"kk": "Кілт сөздер: ", "ru": "Ключевые слова: ", "en": "Keywords: "}
    introduction = {"kk": "Кіріспе", "ru": "Введение", "en": "Introduction"}
    literature = {"kk": "Әдебиеттер тізімі", "ru": "Список литературы", "en": "References"}
    lines = [
        "ISSN 2518-7236 (Print)",
        "ҚАРАҒАНДЫ УНИВЕРСИТЕТІНІҢ ХАБАРШЫСЫ",
        "ВЕСТНИК КАРАГАНДИНСКОГО УНИВЕРСИТЕТА",
    ]
    lines += ["BULLETIN OF THE KARAGANDA UNIVERSITY", "№ 2(110)/2023", "", "ТАРИХ", "ИСТОРИЯ", "HISTORY", ""]
    gold = []
    for k, article in enumerate(texts(2, 5)):
        language = article.language or "en"
        people = [PEOPLE[(k + 3) % 6], PEOPLE[(k + 5) % 6]]
        mail, doi = f"person.{k}@ksu.kz", f"10.31489/2023hph2/{10 + k}-{20 + k}"
        text = f"{introduction[language]} {body(article)}"
        lines += [
            f"DOI {doi}                                                        UDC 94(574.3)",
            "",
            f"{name(people[0], language)}*, {name(people[1], language)}",
            "",
            UNIVERSITY[language],
            f"(E-mail: {mail})",
            "",
            wrapped(sentence_case(article.title[language])),
            "",
            wrapped(article.abstracts[language]),
            wrapped(label[language] + ", ".join(article.keywords[language]) + "."),
            "",
            introduction[language],
            wrapped(body(article)),
            "",
            f"{40 + k}                                            Вестник Карагандинского университета",
            literature[language],
            "1   Масанов Н.Э. Кочевая цивилизация казахов. — Алматы: Социнвест, 1995. — 320 с.",
            "2   Khazanov A.M. Nomads and the outside world. — Madison, 1994. — 382 p.",
            "",
        ]
        for other in others(language):
            lines += [
                f"{name(people[0], other)}, {name(people[1], other)}",
                "",
                wrapped(sentence_case(article.title[other])),
                "",
                wrapped(article.abstracts[other]),
                wrapped(label[other] + ", ".join(article.keywords[other]) + "."),
                "",
            ]
        gold.append(record(article, people, text, udc="94(574.3)", doi=doi, emails=[mail]))
    journal: ByLanguage = {
        "kk": "ҚАРАҒАНДЫ УНИВЕРСИТЕТІНІҢ ХАБАРШЫСЫ",
        "ru": "ВЕСТНИК КАРАГАНДИНСКОГО УНИВЕРСИТЕТА",
        "en": "BULLETIN OF THE KARAGANDA UNIVERSITY",
    }
    return OtherJournal("\n".join(lines) + "\n", gold, journal)


def pedagogical_bulletin() -> OtherJournal:
    """ҒТАХР codes and a DOI as an address, a title with a footnote mark, names in capitals below it, an
    abstract in labelled paragraphs, keywords between bullets, dates, a corresponding author, conflicts of
    interest and acknowledgements behind the body, all translations in front."""
    heading = {"kk": "Аңдатпа", "ru": "Аннотация", "en": "Abstract"}
    label = {"kk": "Түйін сөздер: ", "ru": "Ключевые слова: ", "en": "Keywords: "}
    goal = {"kk": "Мақсаты: ", "ru": "Цель: ", "en": "Purpose: "}
    introduction = {"kk": "Кіріспе", "ru": "Введение", "en": "Introduction"}
    closing = {
        "kk": "Мүдделер қақтығысы. Авторлар мүдделер қақтығысы жоқ екенін мәлімдейді.",
        "ru": "Конфликт интересов. Авторы заявляют об отсутствии конфликта интересов.",
        "en": "Conflict of interest. The authors declare that there is no conflict of interest.",
    }
    literature = {"kk": "Пайдаланылған әдебиеттер тізімі:", "ru": "Список использованной литературы:"}
    lines = [
        "Абай атындағы Қазақ ұлттық педагогикалық университеті",
        "",
        "ХАБАРШЫ",
        "ВЕСТНИК",
        "BULLETIN",
        "",
    ]
    lines += [
        "«Тарих және саяси-әлеуметтік ғылымдар» сериясы",
        "№ 1(76), 2023",
        "ISSN 1728-5461",
        "Алматы",
        "",
    ]
    gold = []
    for k, article in enumerate(texts(1, 4)):
        language = article.language or "en"
        people = [PEOPLE[k], PEOPLE[k + 2]]
        mail, doi = f"writer{k}@kaznpu.kz", f"10.51889/1728-5461.2023.76.1.00{k}"
        lines += [f"ҒТАХР 03.20.{k + 2}0                    https://doi.org/{doi}", ""]
        abstracts: dict[Language, str] = {}
        for other in [language, *others(language)]:
            mark = "*" if other == language else ""
            abstracts[other] = goal[other] + article.abstracts[other]
            lines += [
                wrapped(article.title[other].upper() + mark),
                "",
                f"{name(people[0], other).upper()}¹*, {name(people[1], other).upper()}²",
                f"¹,²{UNIVERSITY[other]}",
                "",
                heading[other],
                wrapped(abstracts[other]),
                wrapped(label[other] + " • ".join(article.keywords[other])),
                "",
            ]
            if other == language:
                lines += [f"Автор-корреспондент: {mail}", ""]
        lines += [
            "Мақала келіп түсті: 12.01.2023. Қабылданды: 10.03.2023",
            "",
            introduction[language],
            wrapped(body(article)),
            closing[language],
            "",
            literature.get(language, "References"),
            "1. Артыкбаев Ж.О. История Казахстана. – Астана: Фолиант, 2004. – 315 с.",
            "2. Kopylov I. The steppe. – London: Routledge, 2011. – 210 p.",
            f"https://doi.org/10.1080/09668136.2011.55753{k}",
        ]
        text = f"{introduction[language]} {body(article)} {closing[language]}"
        codes = {"irsti": f"03.20.{k + 2}0", "doi": doi, "emails": [mail]}
        written = record(article, people, text, **codes)
        written.abstracts = abstracts
        gold.append(written)
    journal: ByLanguage = {"kk": "ХАБАРШЫ", "ru": "ВЕСТНИК", "en": "BULLETIN"}
    return OtherJournal("\n".join(lines) + "\n", gold, journal)


def english_journal() -> OtherJournal:
    """An English journal: the DOI as a bare address over each article, sentence-case titles, full names,
    one keyword a line, the Kazakh and Russian translations behind the references, acknowledgements."""
    heading = {"kk": "Түйін. ", "ru": "Аннотация. ", "en": ""}
    label = {"kk": "Түйінді сөздер: ", "ru": "Ключевые слова: "}
    lines = ["CENTRAL ASIAN JOURNAL OF HISTORY", "Vol. 12, No. 2 (2022)", "ISSN 2788-1234", ""]
    gold = []
    for k, article in enumerate([a for a in texts(0, 12) if a.language == "en"][:3]):
        people = (
            (("Бекзат Сайлан", "Бекзат Сайлан", "Bekzat Sailan"),) if k % 2 else (PEOPLE[k], PEOPLE[k + 1])
        )
        doi = f"10.52536/2788-1234.2022.2.0{k}"
        acknowledgement = "The authors thank the archive of the region for its help with the documents."
        text = f"Introduction {body(article)} Acknowledgments {acknowledgement}"
        lines += [
            f"https://doi.org/{doi}",
            "",
            wrapped(sentence_case(article.title["en"])),
            "",
            ", ".join(person[2] for person in people),
            UNIVERSITY["en"],
            f"Corresponding author: scholar{k}@caj.kz",
            "",
            "ABSTRACT",
            wrapped(article.abstracts["en"]),
            "",
            "KEYWORDS",
            *article.keywords["en"],
            "",
            "Received 12 May 2022; accepted 10 September 2022",
            "",
            "Introduction",
            wrapped(body(article)),
            "",
            "Acknowledgments",
            acknowledgement,
            "",
            "References",
            "Masanov, N. (1995). The nomadic civilisation of the Kazakhs. Almaty: Sotsinvest.",
            "Khazanov, A. (1994). Nomads and the outside world. Madison: University Press.",
            "https://doi.org/10.1017/s0010417500012345",
            "",
        ]
        for other in others("en"):
            lines += [
                wrapped(sentence_case(article.title[other])),
                ", ".join(name(person, other) for person in people),
                wrapped(heading[other] + article.abstracts[other]),
                wrapped(label[other] + " | ".join(article.keywords[other])),
                "",
            ]
        gold.append(record(article, people, text, doi=doi, emails=[f"scholar{k}@caj.kz"]))
    return OtherJournal("\n".join(lines) + "\n", gold, {"en": "CENTRAL ASIAN JOURNAL OF HISTORY"})


JOURNALS = {
    f.__name__: f
    for f in (
        university_bulletin,
        academy_bulletin,
        regional_bulletin,
        pedagogical_bulletin,
        english_journal,
    )
}
