"""Degrees and posts that stand beside persons' names."""

from __future__ import annotations

import re

from izde.extract.line.vocabulary import skeleton

#: Words that degrees and posts are made of, beside abbreviations like "т.ғ.к." and "к.и.н.".
POST_WORDS = (
    "phd dr prof professor assoc associate assistant doctor candidate master msc sciences science senior "
    "lecturer teacher student doctoral researcher research leading chief junior fellow docent academician "
    "corresponding member of the in and head department acting "
    "доктор кандидат магистр профессор доцент ассоциированный ассоц проф докторант магистрант студент "
    "наук науки старший преподаватель научный сотрудник ведущий главный младший академик член "
    "корреспондент и зав заведующий заведующая кафедрой педагог и.о постдокторант соискатель аспирант д-р "
    "канд "
    "исторических филологических педагогических экономических юридических технических медицинских "
    "философских психологических биологических химических политических социологических "
    "сельскохозяйственных ветеринарных географических физико-математических "
    "докторы кандидаты магистрі профессоры доценті қауымдастырылған қауымд докторанты магистранты "
    "студенті ғылым ғылымдарының ғылымының ғылымдары аға оқытушы оқытушысы ғылыми қызметкер қызметкері "
    "жетекші бас кіші академигі мүшесі тарих филология педагогика экономика заң техника медицина "
    "философия психология биология химия саяси әлеуметтану және меңгерушісі м.а зерттеуші "
    "қауым ізденуші дәріскер"
)
_POST_WORDS = frozenset(skeleton(word) for word in POST_WORDS.split())
_ABBREVIATED = re.compile(r"^(?:[^\W\d_]{1,6}[.-]){2,}[^\W\d_]{0,6}\.?$")


def names_post(text: str) -> bool:
    """Whether a text is a degree or a post: nothing but the words and abbreviations of such."""
    words = re.findall(r"[^\s,;–—]+", text)
    return bool(words) and all(
        all(skeleton(half) in _POST_WORDS for half in word.strip("().").split("-"))
        or skeleton(word.strip("().")) in _POST_WORDS
        or _ABBREVIATED.match(word)
        for word in words
    )


#: What a part of a description is a degree or a post by, beside the words above: one subject a line.
POST_PATTERNS: tuple[str, ...] = (
    r"ph\.?\s?d|msc|mba|dba|[кд]\.\s?\w{1,4}\.\s?н|\w{1,3}\.\s?ғ\.\s?[кд]",
    r"prof(?:essor)?|проф(?:ессор\w*)?|docent|доцент\w*|lecturer|teacher|преподавател\w*|оқытушы\w*",
    r"(?:post-?)?doctoral|doctor of|candidate|master(?:[’']?s)?|students?|bachelor",
    r"докторант\w*|магистр\w*|студент\w*|аспирант\w*|соискатель\w*|доктор(?:ы)?|кандидат(?:ы)?",
    r"сотрудни\w*|қызметкер\w*|researcher|research(?:er)? fellow",
    r"(?:vice-)?rector|проректор\w*|ректор\w*|dean|декан\w*|head of|зав(?:едующ\w+)?|ме[нң]геруш\w*",
    r"director|директор\w*|manager|менеджер\w*|member|член\w*|мүшесі|academician|академи(?:к|гі)",
    r"specialist|специалист\w*|маман\w*|expert|эксперт\w*|analyst|аналитик\w*|engineer|инженер\w*",
)
_POST = re.compile("|".join(rf"\b(?:{words})\b" for words in POST_PATTERNS), re.IGNORECASE)
#: What a part of a description is an institution by.
INSTITUTIONS: tuple[str, ...] = (
    r"университет\w*|universit(?:y|ies)|институт\w*|institute|академия\w*|academy|колледж\w*|college",
    r"министр\w*|ministry|комитет\w*|committee|агентств\w*|agency|бюро\b|bureau|bank\b|банк\w*",
    r"орталы[ғк]\w*|cent(?:er|re)\b|\bцентр\w*|мектеб\w*|school|\bшкола\w*|лаборатори\w*|laboratory",
    r"музей\w*|museum|кітапхана\w*|library|больниц\w*|hospital|аурухана\w*|company|компания\w*|\bltd\b",
    r"\b(?:АҚ|JSC|LLP|ТОО|ЖШС|НАО|КеАҚ|ЕҰУ|ҚазҰУ|КазНУ|ЕНУ)\b",
)
_INSTITUTION = re.compile("|".join(INSTITUTIONS), re.IGNORECASE)
# A chair or a department goes with the post that stands before it.
_CHAIR = re.compile(
    r"кафедра\w*|department|факультет\w*|faculty|бөлім\w*|отдел\w*|board\b|лаборатори\w*|laboratory",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[,;]\s*|\s+[–—-]\s+|(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_])")
_LINK = re.compile(r"^(?:of|at|in|the|at the|of the|в|при|и|and)\s+", re.IGNORECASE)


def take_apart(text: str) -> tuple[str, str]:
    """Degree and post, and the affiliation, of the description that stands behind a person's name."""
    about: list[str] = []
    places: list[str] = []
    for part in _SPLIT.split(text):
        part = part.strip(" ,;:–—-")
        if not _ABBREVIATED.match(part.rsplit(" ", 1)[-1]):
            part = part.rstrip(". ")
        if not part:
            continue
        posts, rest = _posts_before(part)
        if posts and rest and _INSTITUTION.search(rest):
            about.append(posts)
            places.append(rest)
        elif _INSTITUTION.search(part) and not (_CHAIR.search(part) and _POST.search(part)):
            places.append(part)
        elif _POST.search(part) or names_post(part) or (_CHAIR.search(part) and not places):
            about.append(part)
        else:
            places.append(part)
    return ", ".join(about), ", ".join(places)


def _posts_before(part: str) -> tuple[str, str]:
    """The degrees and posts that a part begins with, and the rest: "профессор Esil University"."""
    words = part.split(" ")
    count = 0
    while count < len(words) and names_post(words[count]):
        count += 1
    # "professor of the Department" belongs together; "professor of Esil University" does not.
    while count and words[count - 1].casefold() in ("of", "the", "in", "and", "at", "и", "және", "member"):
        count -= 1
    linked = count < len(words) and words[count] in ("of", "at")
    if not count or not (linked or _POST.search(" ".join(words[:count]))):
        return "", part
    rest = _LINK.sub("", _LINK.sub("", " ".join(words[count:])))
    if _CHAIR.search(rest):
        return "", part
    return " ".join(words[:count]), rest
