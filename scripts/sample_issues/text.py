"""Journal issues in plain text, composed at random from the gold records, with what they print as gold.

Every habit that journals differ in is drawn from a seed: headings, labels and separators, the order of
languages and of byline and title, running heads, page breaks, link dumps, contents, editorial pages,
guidelines, hyphenation, missing parts, marks at names, numbers of references, a second list of them, tables
of years. `compose(seed)` gives the text and the records.
"""

from __future__ import annotations

import random
import re
import textwrap

from .gold import Record, sources
from .people import INSTITUTIONS, JOURNALS, LANGUAGE_INDEX, POSITIONS, SECTIONS, person

HEADINGS = {
    "kk": ["Аңдатпа", "Андатпа", "Aңдатпа", "Түйіндеме", "Түйін", "АҢДАТПА", "Тұжырым"],
    "ru": ["Аннотация", "Резюме", "АННОТАЦИЯ", "РЕЗЮМЕ"],
    "en": ["Abstract", "Summary", "ABSTRACT", "Annotation", "Аbstract"],
}
LABELS = {
    "kk": ["Түйін сөздер", "Негізгі сөздер", "Кілт сөздер", "Түйінді сөздер", "Тірек сөздер", "ТҮЙІН СӨЗДЕР"],
    "ru": ["Ключевые слова", "КЛЮЧЕВЫЕ СЛОВА", "Ключевыe слова"],
    "en": ["Key words", "Keywords", "Keу words", "KEYWORDS", "Key words and phrases"],
}
REFERENCES = {
    "kk": ["Әдебиеттер", "ӘДЕБИЕТТЕР ТІЗІМІ", "Пайдаланылған әдебиеттер тізімі:"],
    "ru": ["Литература", "СПИСОК ЛИТЕРАТУРЫ:", "Список использованных источников"],
    "en": ["References", "REFERENCES", "Literature"],
}
AUTHORS = {
    "kk": ["Авторлар туралы ақпарат:", "Авторлар туралы мәлімет"],
    "ru": ["Информация об авторах:", "Сведения об авторах"],
    "en": ["Information about authors:", "Information about the authors"],
}
GUIDELINES = {
    "kk": (
        "АВТОРЛАРҒА АРНАЛҒАН ЕРЕЖЕЛЕР",
        "Мақаланың көлемі он екі беттен аспауы керек. Аңдатпа үш тілде беріледі. Түйін сөздер: 5-8 "
        "сөз немесе сөз тіркесі. Әдебиеттер тізімі мәтіндегі ретімен нөмірленеді.",
    ),
    "ru": (
        "ПРАВИЛА ДЛЯ АВТОРОВ",
        "Объем статьи не превышает двенадцати страниц. Аннотация: на трех языках, от 150 до 300 "
        "слов каждая. Ключевые слова: от пяти до восьми слов или словосочетаний. Список литературы "
        "нумеруется в порядке ссылок.",
    ),
    "en": (
        "INFORMATION FOR AUTHORS",
        "An article takes no more than twelve pages. Abstract: in three languages, 150 to 300 words "
        "each. Keywords: five to eight words or phrases. References are numbered in the order of "
        "citation.",
    ),
}
BOARD = {
    "kk": ("РЕДАКЦИЯ АЛҚАСЫ", "Бас редактор"),
    "ru": ("РЕДАКЦИОННАЯ КОЛЛЕГИЯ", "Главный редактор"),
    "en": ("EDITORIAL BOARD", "Editor-in-chief"),
}
CONTENTS = {"kk": "МАЗМҰНЫ", "ru": "СОДЕРЖАНИЕ", "en": "CONTENTS"}
UDC = {"kk": ["ӘОЖ"], "ru": ["УДК"], "en": ["UDC"]}
IRSTI = {"kk": ["ҒТАМР", "ХҒТАР"], "ru": ["МРНТИ"], "en": ["IRSTI"]}
FUNDING = {
    "kk": ("Қаржыландыру", "Мақала гранттық қаржыландыру жобасы аясында орындалды."),
    "ru": ("Финансирование", "Работа выполнена в рамках грантового финансирования."),
    "en": ("Funding", "The work was done within a grant of the Ministry."),
}
OPENINGS = ("Introduction", "Введение", "Кіріспе")


NOTES = {"kk": "Аналитикалық шолу", "ru": "Обзорная статья", "en": "Analytical review"}
STATEMENTS = {
    "kk": [
        "Қаржыландыру: АР00000000 гранты.",
        "Мүдделер қақтығысы: жоқ.",
        "Түсті: 12.01.2024. Қабылданды: 20.02.2024.",
    ],
    "ru": [
        "Финансирование: грант АР00000000.",
        "Конфликт интересов: отсутствует.",
        "Поступила: 12.01.2024. Принята: 20.02.2024.",
    ],
    "en": [
        "Funding: grant AP00000000.",
        "Conflict of interest: none declared.",
        "Received: 12.01.2024. Accepted: 20.02.2024.",
    ],
}
#: Entries of reference lists as journals of the natural sciences and of economics print them.
CITED = (
    "Калыкова Б.Б., Мадиев Г., Бекбосынова А.Б. Макроэкономические регуляторы функционирования комплекса: "
    "ключевые направления // Проблемы агрорынка. – {y}. – № 2. – С. 40-{p}. DOI 10.46666/{y}-2.2708-9991.03",
    "Закон Республики Казахстан «О государственном аудите» от 12 ноября {y} года № 392-V. URL: "
    "https://online.zakon.kz/document/?doc_id=37724{p} (дата обращения: 10.03.2025)",
    "Estrin S., Pelletier A. Privatization in Developing Countries: What Are the Lessons of Experience? // "
    "World Bank Research Observer. - {y}. -Vol. 33(1). - P. 65-{p}. DOI 10.1093/wbro/lkx{p}",
    "Massey, D. S. et al. ({y}) Theories of International Migration: A Review and Appraisal. Population and "
    "Development Review, 19(3), 31-{p}. https://doi.org/10.2307/29384{p}",
    "Nasrutdinov, M., & Gadzhiev, M. ({y}). FOREIGN EXPERIENCE OF THE USE OF THE TOOLS OF THE REGIONAL "
    "POLICY OF MANAGEMENT OF INVESTMENT ACTIVITY. Fundamental Research, (3), 20-{p}.",
    "Қазақстан Республикасының Бюджет кодексі 04.12.{y} [Электронды ресурс]. – URL: "
    "https://kodeksy-kz.com/ka/byudzhetnye_{p} – Жүгінген күні: 21.06.2024.",
    "Нуреев Р. М. Курс микроэкономики : учебник для вузов / Р. М. Нуреев; М-во образования РФ. - 2-е изд. "
    "- М.: НОРМА, {y}. - {p} с. ISBN 5-89123-470-Х",
)
_ROMAN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэәғқңөұүһі", "abvgdezijklmnoprstufhyeagqnouuhi", strict=True)),
        "ж": "zh", "ц": "c", "ч": "ch", "ш": "sh", "щ": "shh", "ъ": "", "ь": "'",
        "ю": "ju", "я": "ja", "ё": "jo",
    }
)  # fmt: skip


def _cyrillic(text: str) -> bool:
    return bool(re.search(r"[\u0400-\u04ff]", text))


def _romanised(text: str) -> str:
    """The text in Latin letters, word by word, as authors' tools write it."""
    low = {**_ROMAN, **{ord(chr(k).upper()): v.capitalize() for k, v in _ROMAN.items()}}
    return text.translate(low)


class Style:
    """The habits of one journal, drawn from a generator."""

    def __init__(self, rng: random.Random) -> None:
        pick = rng.choice
        self.translations = pick(("front", "end", "end"))
        self.order = pick((("kk", "ru", "en"), ("en", "kk", "ru"), ("ru", "kk", "en"), None, None))
        self.heading = pick(("own", "own", "inline", "none"))
        self.heading_stop = pick(("", "", ".", ":"))
        self.headings = {k: pick(v) for k, v in HEADINGS.items()}
        self.labels = {k: pick(v) for k, v in LABELS.items()}
        self.label_stop = pick((":", ":", ":", ".", " –"))
        self.label_alone = self.heading == "own" and rng.random() < 0.12
        self.separator = pick((", ", "; "))
        self.final = pick((".", ".", ""))
        self.title = pick(("upper", "upper", "sentence"))
        self.translated = pick((self.title, self.title, "sentence"))
        self.byline = pick(("before", "after", "after", "none"))
        self.byline_each = rng.random() < 0.5
        self.names = pick(("initials-first", "initials-first", "surname-first", "full", "spaced"))
        self.between = pick((", ", ", ", " , ", "; "))
        self.marks = pick(("digits", "star", "digits-star", "none"))
        self.affiliations = (
            pick(("numbered", "plain", "none")) if self.marks != "none" else pick(("plain", "none"))
        )
        self.email = pick(("line", "starred", "none", "line"))
        self.email_label = pick(("e-mail: ", "E-mail: ", "*e-mail: ", "е-mail: ", ""))
        self.orcid = pick(("none", "none", "url", "id"))
        self.codes = pick((("irsti", "udc", "doi"), ("udc", "irsti"), ("doi",), ("irsti",), ("udc",), ()))
        self.codes_line = rng.random() < 0.4
        self.doi = pick(("DOI {}", "DOI: {}", "https://doi.org/{}", "DOI: https://doi.org/{}"))
        self.colon = pick(("", ":"))
        self.section = pick(("none", "none", "body", "all"))
        self.width = pick((72, 88, 100, 110))
        self.columns = rng.random() < 0.3
        self.paragraphs = pick(("gap", "flow", "double"))
        self.title_gap = self.paragraphs == "gap" or rng.random() < 0.5
        self.page = pick(("feed", "feed", "blank", "none"))
        self.page_lines = pick((42, 50, 58))
        self.head = pick(("section-authors", "authors-title", "journal", "title-number", "none"))
        self.foot = pick(("number", "journal-number", "none"))
        self.dumps = rng.random() < 0.4
        self.contents = pick(("none", "none", "front", "end"))
        self.dots = rng.random() < 0.6
        self.board = rng.random() < 0.4
        self.guidelines = pick(("none", "none", "front", "end"))
        self.references = pick(("own", "own", "before", "none"))
        self.number = pick(("{}. ", "{} ", "[{}] "))
        self.info = pick(("three", "own", "none"))
        self.info_style = pick(("dash", "comma", "lines"))
        self.funding = rng.random() < 0.3
        self.opening = rng.random() < 0.85
        self.lone_translations = rng.random() < 0.1


class Habits:
    """More habits of one journal, drawn from a generator of their own: how lists and people are printed."""

    def __init__(self, rng: random.Random) -> None:
        pick = rng.choice
        self.number = pick((None, None, "{}.", "{}.", "[{}]", "{}) ", ""))
        self.romanised = rng.random() < 0.35
        self.romanised_heading = pick(("References", "REFERENCES", "References (transliterated)"))
        self.doi_line = rng.random() < 0.3
        self.long_list = rng.random() < 0.4
        self.marks_ahead = rng.random() < 0.4
        self.sign = pick(("", "", "✉", " ✉", "\uf02a"))
        self.note = rng.random() < 0.12
        self.table = rng.random() < 0.3
        self.mixed_separators = rng.random() < 0.1
        self.statements = rng.random() < 0.15


class Issue:
    """One issue in the making."""

    def __init__(self, seed: int, articles: int = 4, pool: list[Record] | None = None) -> None:
        self.rng = random.Random(seed)
        self.style = Style(self.rng)
        self.more = random.Random(f"{seed} habits")
        self.habits = Habits(self.more)
        self.journal = self.rng.choice(JOURNALS)
        self.year = self.rng.randint(2014, 2025)
        self.issue_number = self.rng.choice(("1", "2 (68)", "3", "4 (75)"))
        self.name = f"synthetic-{seed}"
        self.pool = pool or sources()
        self.out: list[tuple[str, int]] = []
        self.records: list[Record] = []
        self.starts: list[int] = []
        taken: set[str] = set()
        chosen = self.rng.sample(self.pool, articles)
        self.articles = [self._plan(source, i, taken) for i, source in enumerate(chosen)]

    def _plan(self, source: Record, place: int, taken: set[str]) -> Record:
        rng, style = self.rng, self.style
        language = source["language"]
        order = list(style.order or ("kk", "ru", "en"))
        if style.translations == "end" or style.order is None:
            order.sort(key=lambda lang: lang != language)
        team = [person(rng, taken) for _ in range(rng.choice((1, 2, 2, 3)))]
        missing_title = rng.choice(order) if rng.random() < 0.05 else None
        missing_keywords = rng.choice(order) if rng.random() < 0.05 else None
        if missing_title == order[0]:
            missing_title = None
        return {
            "source": source, "place": place, "language": language, "order": order, "team": team,
            "section": rng.choice(SECTIONS), "missing_title": missing_title,
            "missing_keywords": missing_keywords,
            "codes": {
                "doi": _doi(rng),
                "udc": rng.choice(("94(574)", "37.013", "327.5", "81'42", "331.5", "316.3:37", "930.85")),
                "irsti": rng.choice(("03.20.00", "14.35.07", "11.25.19", "06.77.64", "16.21.33, 16.21.47")),
            },
        }  # fmt: skip

    # -- lines

    def say(
        self,
        text: str,
        width: int | None = None,
        gap: bool = False,
        article: int = -1,
        hyphenate: bool = False,
    ) -> None:
        if gap:
            self.out.append(("", article))
        width = width or self.style.width
        if hyphenate:
            lines = _hyphenated(text, width, self.rng)
        else:
            lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]
        self.out.extend((line, article) for line in lines)

    def case(self, title: str, habit: str) -> str:
        title = " ".join(title.split())
        if habit == "upper":
            return title.upper()
        low = title.casefold() if title.isupper() else title
        return low[:1].upper() + low[1:]

    def compose(self) -> tuple[str, list[Record]]:
        style = self.style
        if style.board:
            self._board()
        if style.contents == "front":
            self._contents()
        if style.guidelines == "front":
            self._guidelines()
        for article in self.articles:
            self._article(article)
        if style.contents == "end":
            self._contents()
        if style.guidelines == "end":
            self._guidelines()
        return self._paginate(), self.records

    def _board(self) -> None:
        for name in self.journal:
            self.say(name.upper(), gap=True)
        self.say(f"№ {self.issue_number} {self.year}")
        self.say("ISSN 2710-1234")
        for lang in ("kk", "ru", "en"):
            head, chief = BOARD[lang]
            self.say(head, gap=True)
            extra = person(self.rng, set())
            self.say(
                f"{chief} – {extra.spelling(lang, 'initials-first')}, {POSITIONS[0][LANGUAGE_INDEX[lang]]}"
            )
            for _ in range(3):
                extra = person(self.rng, set())
                self.say(f"{extra.spelling(lang, 'initials-first')} – {POSITIONS[1][LANGUAGE_INDEX[lang]]}")
        self.break_page()

    def _guidelines(self) -> None:
        self.break_page()
        for lang in ("kk", "ru", "en"):
            head, text = GUIDELINES[lang]
            self.say(head, gap=True)
            self.say(text, gap=True)
        self.break_page()

    def _contents(self) -> None:
        self.break_page()
        languages = ("kk", "ru", "en") if self.rng.random() < 0.4 else (self.rng.choice(("kk", "ru", "en")),)
        page = 5
        pages = []
        for _ in self.articles:
            pages.append(page)
            page += self.rng.randint(6, 14)
        for lang in languages:
            self.say(CONTENTS[lang], gap=True)
            for article, at in zip(self.articles, pages, strict=False):
                title = article["source"]["title"].get(lang) or next(
                    iter(article["source"]["title"].values())
                )
                names = ", ".join(p.spelling(lang, "initials-first") for p in article["team"])
                self.say(names)
                lines = textwrap.wrap(self.case(title, "sentence"), self.style.width - 12)
                filler = " " + "." * 10 + " " if self.style.dots else "      "
                lines[-1] += f"{filler}{at}"
                for line in lines:
                    self.out.append((line, -1))
        self.break_page()

    def break_page(self) -> None:
        self.out.append(("\f", -1))

    # -- an article

    def _article(self, plan: Record) -> None:
        style, rng, _source, language = self.style, self.rng, plan["source"], plan["language"]
        place = plan["place"]
        record: Record = {
            "id": f"{self.name}-{place + 1}", "source": f"{self.name}.txt", "language": language,
            "title": {}, "abstracts": {},
            "keywords": {}, "authors": [], "emails": [], "orcids": [],
            "doi": None, "udc": None, "irsti": None, "body": "", "references": [], "references_romanised": [],
        }  # fmt: skip
        if not self._counts_pages():
            record["unpaged"] = True
        self.tied: dict[int, str] = {}
        self.affiliated: dict[int, list[str]] = {}
        self.record, self.place = record, place
        self.printed: dict[int, list[str]] = {i: [] for i in range(len(plan["team"]))}
        if rng.random() < 0.75 or style.page != "none":
            self.break_page()
        self.starts.append(len(self.out))
        self._codes(plan)
        front = plan["order"] if style.translations == "front" else plan["order"][:1]
        for i, lang in enumerate(front):
            self._group(plan, lang, first=i == 0)
        self._body(plan)
        if style.references == "before":
            self._references(plan)
        for lang in plan["order"][len(front) :]:
            self._group(plan, lang, first=False)
        if style.references == "own":
            self._references(plan)
        self._information(plan)
        if style.dumps:
            self._dump(plan)
        for i, _p in enumerate(plan["team"]):
            if self.printed[i]:
                author: Record = {"name": self.printed[i][0], "names": self.printed[i]}
                if i in self.tied:
                    author["orcid"] = self.tied[i]
                if i in self.affiliated:
                    author["affiliations"] = {language: self.affiliated[i]}
                record["authors"].append(author)
        self.records.append(record)

    def _counts_pages(self) -> bool:
        """Whether page numbers are printed anywhere."""
        style = self.style
        feet = style.page != "none" and (style.foot != "none" or style.head == "title-number")
        return feet or style.contents != "none"

    def _spell(self, plan: Record, lang: str, style: str) -> list[str]:
        spelled = []
        for i, p in enumerate(plan["team"]):
            name = p.spelling(lang, style)
            if name not in self.printed[i]:
                self.printed[i].append(name)
            spelled.append(name)
        return spelled

    def _codes(self, plan: Record) -> None:
        style, lang = self.style, plan["language"]
        at = LANGUAGE_INDEX[lang]
        if style.section == "body":
            self.say(plan["section"][at].upper(), gap=True, article=self.place)
        elif style.section == "all":
            self.say(" ~ ".join(plan["section"]), gap=True, article=self.place)
        parts = []
        for code in style.codes:
            value = plan["codes"][code]
            self.record[code] = value
            if code == "doi":
                parts.append(style.doi.format(value))
            else:
                parts.append(
                    f"{self.rng.choice((UDC if code == 'udc' else IRSTI)[lang])}{style.colon} {value}"
                )
        if not parts:
            return
        if style.codes_line:
            self.out.append(("", self.place))
            self.out.append(((" " * 20).join(parts), self.place))
        else:
            for i, part in enumerate(parts):
                self.say(part, gap=i == 0, article=self.place)

    def _byline(self, plan: Record, lang: str) -> None:
        style, team = self.style, plan["team"]
        names = self._spell(plan, lang, style.names)
        places = list(dict.fromkeys(p.institution for p in team))
        marked = []
        habits = self.habits
        for i, (name, p) in enumerate(zip(names, team, strict=False)):
            figure = str(places.index(p.institution) + 1) if style.marks.startswith("digits") else ""
            sign = "*" if "star" in style.marks and i == 0 else ""
            if i == 0 and len(team) > 1 and style.marks != "none":
                sign = sign or habits.sign
            if figure and habits.marks_ahead:
                marked.append(figure + name + sign)
            else:
                marked.append(name + figure + sign)
        noted = f" ({NOTES[lang]})" if habits.note and lang == plan["language"] else ""
        self.say(style.between.join(marked) + noted, gap=style.title_gap, article=self.place)
        at = LANGUAGE_INDEX[lang]
        numbered = style.affiliations == "numbered" and style.marks.startswith("digits")
        if numbered:
            for k, institution in enumerate(places):
                self.say(f"{k + 1}{INSTITUTIONS[institution][at]}", article=self.place)
        elif style.affiliations == "plain":
            for institution in places:
                self.say(INSTITUTIONS[institution][at], article=self.place)
        if lang == plan["language"] and (numbered or (style.affiliations == "plain" and len(places) == 1)):
            for i, p in enumerate(team):
                self.affiliated[i] = [INSTITUTIONS[p.institution][at]]
        if style.email != "none":
            self.say(f"{style.email_label}{team[0].email}", article=self.place)
            self._add("emails", team[0].email)
        if style.orcid != "none":
            for p in team:
                self.say(
                    f"ORCID: https://orcid.org/{p.orcid}" if style.orcid == "url" else f"ORCID {p.orcid}",
                    article=self.place,
                )
                self._add("orcids", p.orcid)
            self.tied.update({i: p.orcid for i, p in enumerate(team)})

    def _add(self, field: str, value: str) -> None:
        if value not in self.record[field]:
            self.record[field].append(value)

    def _group(self, plan: Record, lang: str, first: bool) -> None:
        style, source = self.style, plan["source"]
        title = source["title"].get(lang)
        abstract = source["abstracts"].get(lang)
        keywords = source["keywords"].get(lang)
        if not (title or abstract or keywords):
            return
        byline = style.byline != "none" and (first or (style.byline_each and style.translations == "front"))
        if byline and style.byline == "before":
            self._byline(plan, lang)
        if title and plan["missing_title"] != lang:
            shown = self.case(title, style.title if lang == plan["language"] else style.translated)
            self.record["title"][lang] = shown
            self.say(
                shown,
                style.width - 14,
                gap=style.title_gap or style.heading != "own" or style.title != "upper",
                article=self.place,
            )
        if byline and style.byline == "after":
            self._byline(plan, lang)
        if abstract:
            text = " ".join(abstract.split())
            self.record["abstracts"][lang] = text
            if style.heading == "own":
                self.say(
                    style.headings[lang] + style.heading_stop,
                    gap=style.paragraphs == "gap",
                    article=self.place,
                )
                self.say(text, article=self.place, gap=style.paragraphs == "gap" and self.rng.random() < 0.3)
            elif style.heading == "inline":
                self.say(
                    style.headings[lang] + self.rng.choice((". ", ": ")) + text, gap=True, article=self.place
                )
            else:
                self.say(text, gap=True, article=self.place)
        if abstract and keywords and self.habits.statements and plan["missing_keywords"] != lang and first:
            for statement in STATEMENTS[lang]:
                self.say(statement, article=self.place)
        if keywords and plan["missing_keywords"] != lang:
            listed = [" ".join(k.split()) for k in keywords]
            if any("," in k for k in listed) and style.separator == ", ":
                listed = [k for k in listed if "," not in k]
            self.record["keywords"][lang] = listed
            label = style.labels[lang] + style.label_stop
            text = style.separator.join(listed) + style.final
            mixed = self.habits.mixed_separators and len(listed) >= 4 and not any("," in k for k in listed)
            if mixed and lang == plan["language"]:
                text = ", ".join(listed[:2]) + "; " + "; ".join(listed[2:]) + style.final
            if style.label_alone:
                self.say(style.labels[lang] + ":", article=self.place)
                self.say(text, article=self.place)
            else:
                self.say(
                    f"{label} {text}",
                    article=self.place,
                    gap=style.paragraphs == "gap" and self.rng.random() < 0.3,
                )

    def _body(self, plan: Record) -> None:
        style, rng, body = self.style, self.rng, plan["source"]["body"]
        words = body.split()
        heading = words[0] if words[0] in OPENINGS else None
        if heading:
            words = words[1:]
        length = rng.randint(400, 900)
        words = words[:length]
        text = " ".join(words)
        cut = max(text.rfind(". "), text.rfind("? "))
        text = text[: cut + 1] if cut > 1500 else text + "."
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])", text)
        printed = []
        width = 44 if style.columns else style.width
        if heading and style.opening:
            self.say(heading, gap=True, article=self.place)
            printed.append(heading)
        i = 0
        first = True
        table_at = len(sentences) // 2 if self.habits.table else -1
        while i < len(sentences):
            n = rng.randint(2, 5)
            if i <= table_at < i + n:
                printed += self._table(width)
            paragraph = " ".join(sentences[i : i + n])
            self.say(
                paragraph,
                width,
                gap=style.paragraphs == "gap" or (first and not (heading and style.opening)),
                article=self.place,
                hyphenate=style.columns,
            )
            printed.append(paragraph)
            first = False
            i += n
        if style.funding:
            head, text = FUNDING[plan["language"]]
            self.say(head, width, gap=True, article=self.place)
            self.say(text, width, article=self.place)
            printed += [head, text]
        self.record["body"] = " ".join(printed)

    def _table(self, width: int) -> list[str]:
        """A table whose cells, years among them, stand on lines of their own, as converters leave them."""
        printed: list[str] = []
        year = self.more.randint(1970, 2015)
        for row in range(self.more.randint(5, 12)):
            for cell in (
                str(year + row),
                f"{self.more.randint(100, 9900)}",
                f"1:{self.more.randint(1, 50)} 000",
            ):
                self.say(cell, width, gap=not printed, article=self.place)
                printed.append(cell)
        return printed

    def _references(self, plan: Record) -> None:
        rng, lang, habits = self.rng, plan["language"], self.habits
        keywords = [k for found in plan["source"]["keywords"].values() for k in found] or ["Саясат"]
        entries = []
        heading = rng.choice(REFERENCES[lang])
        for _ in range(1, rng.randint(5, 9)):
            who = rng.choice(("Омаров Н.Т.", "Hughes P.", "Левин М.И.", "Сатпаев Қ.Д."))
            what = rng.choice(keywords).capitalize()
            tail = rng.choice(
                (
                    "Алматы: Ғылым, {y}. – {p} б.",
                    "М.: Наука, {y}. – {p} с.",
                    "London: Press, {y}. {p} p.",
                    "Вестник. – {y}. – № 2. – С. 10-{p}. https://doi.org/10.1016/j.x.{y}.{p}",
                )
            )
            entries.append(f"{who} {what}. " + tail.format(y=rng.randint(1980, 2023), p=rng.randint(20, 400)))
        if habits.long_list:
            entries += [
                cited.format(y=self.more.randint(1990, 2024), p=self.more.randint(30, 300))
                for cited in self.more.sample(CITED, self.more.randint(4, len(CITED)))
            ]
        self._list(heading, entries)
        self.record["references"] = entries
        if habits.romanised:
            romanised = [
                f"{_romanised(entry)} [in Russian]" if _cyrillic(entry) else entry for entry in entries
            ]
            self._list(habits.romanised_heading, romanised)
            self.record["references_romanised"] = romanised

    def _list(self, heading: str, entries: list[str]) -> None:
        number = self.style.number if self.habits.number is None else self.habits.number
        self.say(heading, gap=True, article=self.place)
        for n, entry in enumerate(entries, 1):
            text = number.format(n) + entry
            link = re.search(r"\s(?=DOI 10\.|https://doi\.org/)", text) if self.habits.doi_line else None
            self.say(text[: link.start()] if link else text, article=self.place)
            if link:
                self.say(text[link.end() :], article=self.place)

    def _information(self, plan: Record) -> None:
        style = self.style
        if style.info == "none":
            return
        for lang in ("en", "ru", "kk") if style.info == "three" else (plan["language"],):
            at = LANGUAGE_INDEX[lang]
            self.say(self.rng.choice(AUTHORS[lang]), gap=True, article=self.place)
            for name, p in zip(self._spell(plan, lang, "full"), plan["team"], strict=False):
                what = f"{POSITIONS[p.position][at]}, {INSTITUTIONS[p.institution][at]}"
                if style.info_style == "dash":
                    self.say(f"{name} – {what}", article=self.place)
                    self.say(f"E-mail: {p.email}", article=self.place)
                    self.say(f"ORCID: https://orcid.org/{p.orcid}", article=self.place)
                elif style.info_style == "comma":
                    self.say(f"{name}, {what}, e-mail: {p.email}, ORCID: {p.orcid}.", article=self.place)
                else:
                    self.say(f"{name} – {what}, {p.email}, https://orcid.org/{p.orcid}", article=self.place)
                self._add("emails", p.email)
                self._add("orcids", p.orcid)
            self.tied.update({i: p.orcid for i, p in enumerate(plan["team"])})

    def _dump(self, plan: Record) -> None:
        first = plan["team"][0]
        middle = (self.starts[-1] + len(self.out)) // 2
        lines = [
            f"mailto:{first.email}",
            f"mailto:{first.email}",
            f"https://orcid.org/{first.orcid}",
            "https://adilet.zan.kz/rus/docs/U2400000602",
            "https://adilet.zan.kz/rus/docs/U2400000602",
        ]
        self._add("emails", first.email)
        self._add("orcids", first.orcid)
        self.out[middle:middle] = [(line, self.place) for line in lines]

    # -- pages

    def _paginate(self) -> str:
        style = self.style
        pages: list[list[tuple[str, int]]] = [[]]
        for line in self.out:
            if line[0] == "\f":
                if pages[-1]:
                    pages.append([])
                continue
            if len(pages[-1]) >= style.page_lines and style.page != "none":
                pages.append([])
            pages[-1].append(line)
        if pages and not pages[-1]:
            pages.pop()
        sheets = []
        for number, page in enumerate(pages, 3):
            place = next((p for _, p in page if p >= 0), -1)
            head, foot = ([], []) if place < 0 or style.page == "none" else self._furniture(place, number)
            lines = [line for line, _ in page]
            while lines and not lines[0]:
                lines.pop(0)
            if style.paragraphs == "double":
                lines = [x for line in lines if line for x in (line, "")]
            if style.page == "blank" and lines:
                lines[0] = " " + lines[0]
            top = [*head, ""] if head and style.page == "feed" else []
            # Text without form feeds has heads and feet of a page together at its end.
            bottom = (
                ["", *head, *foot]
                if style.page != "feed" and (head or foot)
                else (["", *foot] if foot else [])
            )
            sheets.append("\n".join([*top, *lines, *bottom]))
        return ("\n\f" if style.page == "feed" else "\n").join(sheets) + "\n"

    def _furniture(self, place: int, number: int) -> tuple[list[str], list[str]]:
        style, plan = self.style, self.articles[place]
        lang = plan["language"]
        record = self.records[place]
        names = [p.spelling(lang, "initials-first") for p in plan["team"]]

        def credit() -> str:
            by_team = {p.names[lang].surname: i for i, p in enumerate(plan["team"])}
            for name, p in zip(names, plan["team"], strict=False):
                _credit(record, name, by_team[p.names[lang].surname], plan)
            return ", ".join(names)

        title = plan["source"]["title"].get(lang) or ""
        running = (
            self.case(title, "sentence")[:90].rsplit(" ", 1)[0]
            if len(title) > 90
            else self.case(title, "sentence")
        )
        issue = f"№{self.issue_number} {self.year}"
        head: list[str] = []
        if style.head == "section-authors":
            head = [" ~ ".join(plan["section"]) + "          " + credit()] if number % 2 else [running]
        elif style.head == "authors-title":
            head = [credit() if number % 2 else running]
        elif style.head == "journal":
            head = [f"{self.journal[number % 3]}. {issue}"]
        elif style.head == "title-number":
            head = [f"{running}          {number}" if number % 2 else f"{number}          {issue}"]
        foot: list[str] = []
        if style.foot == "number":
            foot = [str(number)]
        elif style.foot == "journal-number":
            foot = [*self.journal, f"                    {issue}          {number}"]
        return head, foot


def _doi(rng: random.Random) -> str:
    journal = rng.choice(("vsu", "hist", "bul.s"))
    year, issue, article = rng.randint(10, 24), rng.randint(1, 4), rng.randint(10, 99)
    return f"10.{rng.randint(26000, 59999)}/{journal}.{year}.i{issue}.{article}"


def _credit(record: Record, name: str, member: int, plan: Record) -> None:
    """A name that only a running head prints is the article's author as well."""
    surname_forms = {n.surname for n in plan["team"][member].names.values()}
    for author in record["authors"]:
        if any(form in printed for printed in author["names"] for form in surname_forms):
            if name not in author["names"]:
                author["names"].append(name)
            return
    record["authors"].append({"name": name, "names": [name]})


def _hyphenated(text: str, width: int, rng: random.Random) -> list[str]:
    """Lines of a narrow column, long words broken at the line end as columns break them."""
    lines, line = [], ""
    for word in text.split():
        if not line:
            line = word
        elif len(line) + 1 + len(word) <= width:
            line += " " + word
        else:
            room = width - len(line) - 2
            plain = word.strip(".,;:()«»")
            if (
                room >= 3
                and len(plain) >= room + 3
                and plain.isalpha()
                and word.startswith(plain)
                and rng.random() < 0.8
            ):
                lines.append(f"{line} {word[:room]}-")
                line = word[room:]
            else:
                lines.append(line)
                line = word
    lines.append(line)
    return lines


def compose(seed: int, articles: int = 4, pool: list[Record] | None = None) -> tuple[str, list[Record]]:
    """The text of a random issue and the gold records of what it prints."""
    return Issue(seed, articles, pool).compose()
