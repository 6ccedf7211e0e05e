"""The names of the sections that journals put their articles in, often in three languages on a line."""

from __future__ import annotations

import re

from izde.extract.line import tongue
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import closed_up, skeleton
from izde.model import Language

#: Words that names of sections are made of, in any combination; one line a language.
SECTION_WORDS: tuple[str, ...] = (
    "history archeology archaeology ethnology ethnography pedagogy pedagogics education psychology "
    "economics economy finance law jurisprudence philology linguistics literature languages language "
    "philosophy religion theology sociology politics political policy science sciences studies "
    "international relations management business marketing journalism culture culturology art arts "
    "biology chemistry physics mathematics informatics computer technology technologies technical "
    "engineering medicine ecology geography geology agriculture agricultural veterinary humanities "
    "social natural methodology methods teaching translation oriental regional tourism information "
    "systems public administration mechanics energy construction transport food safety security section "
    "review reviews historical legal economic",
    "история археология этнология этнография педагогика образование психология экономика финансы право "
    "юриспруденция филология лингвистика языкознание литературоведение литература философия "
    "религиоведение теология социология политология политика наука науки исследования международные "
    "отношения менеджмент бизнес маркетинг журналистика культура культурология искусство "
    "искусствоведение биология химия физика математика информатика технологии техника технические "
    "инженерия медицина экология география геология сельское хозяйство сельскохозяйственные ветеринария "
    "гуманитарные социальные естественные методика методология преподавания перевод востоковедение "
    "туризм информационные системы государственное управление механика энергетика строительство "
    "транспорт раздел рецензии исторические юридические педагогические филологические экономические "
    "философские общественные обзоры язык языки",
    "тарих археология этнология этнография педагогика білім беру психология экономика қаржы құқық "
    "құқықтану филология лингвистика тіл білімі әдебиеттану әдебиет философия дінтану теология "
    "әлеуметтану саясаттану саясат ғылым ғылымдары ғылымдар зерттеулер халықаралық қатынастар "
    "менеджмент бизнес маркетинг журналистика мәдениет мәдениеттану өнер өнертану биология химия физика "
    "математика информатика технологиялар техника техникалық инженерия медицина экология география "
    "геология ауыл шаруашылығы шаруашылық ветеринария гуманитарлық әлеуметтік жаратылыстану әдістеме "
    "оқыту әдістемесі аударма шығыстану туризм ақпараттық жүйелер мемлекеттік басқару механика "
    "энергетика құрылыс көлік бөлім тарихи заң педагогикалық филологиялық экономикалық философиялық "
    "қоғамдық шолу тілдер рецензиялар",
)
_SECTION_WORDS = frozenset(skeleton(word) for line in SECTION_WORDS for word in line.split())
_CONNECTORS = frozenset(
    skeleton(word)
    for word in [
        "және",
        "мен",
        "и",
        "and",
        "of",
        "the",
        "бен",
        "пен",
        "&",
        "в",
        "in",
        "жаңа",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
    ]
)
_BETWEEN_NAMES = re.compile(r"\s*[~|/–—•]\s*|\s-\s")
_SEPARATOR = re.compile(r"\s*[~|∙•·]\s*|\s+[/*]\s+|\s+[-–—]\s+")


def names_section(text: str) -> bool:
    """Whether a line consists of nothing but words that names of sections are made of."""
    text = closed_up(text)
    words = re.findall(r"[^\W_]+", text)
    if not 1 <= len(words) <= 16 or len(text) > 140:
        return False
    plain = [skeleton(word) for word in words]
    counted = [word for word in plain if word not in _CONNECTORS]
    known = sum(word in _SECTION_WORDS for word in counted)
    if counted and known == len(counted):
        return True
    # In several languages one word may be spelt in a way of its own, or be broken.
    return known >= 2 and known >= 0.6 * len(counted) and len(_BETWEEN_NAMES.split(text)) >= 2


def is_section(row: Row) -> bool:
    """Whether the line names the section that an article stands in, and nothing else."""
    if row.text.count("~") >= 2:
        return True
    return (row.gap or row.breaks) and names_section(row.text)


def sections_of(text: str) -> list[tuple[Language, str]]:
    """The names of a section on a line, with their languages; Kazakh before Russian where two look the
    same."""
    sections = [part.strip(" .") for part in _SEPARATOR.split(text) if part.strip(" .")]
    guesses = [tongue.count(section).best() for section in sections]
    if len(sections) == 3:
        latin = [i for i, section in enumerate(sections) if section.isascii()]
        if len(latin) == 1:
            order = [i for i in range(3) if i != latin[0]]
            if guesses[order[0]] == "ru" and guesses[order[1]] == "kk":
                order.reverse()
            guesses[order[0]], guesses[order[1]], guesses[latin[0]] = "kk", "ru", "en"
    return [(language, section) for language, section in zip(guesses, sections, strict=False) if language]
