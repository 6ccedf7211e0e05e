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
    "қауым ізденуші"
)
_POST_WORDS = frozenset(skeleton(word) for word in POST_WORDS.split())
_ABBREVIATED = re.compile(r"^(?:[^\W\d_]{1,6}[.-]){2,}[^\W\d_]{0,6}\.?$")


def names_post(text: str) -> bool:
    """Whether a text is a degree or a post: nothing but the words and abbreviations of such."""
    words = re.findall(r"[^\s,;–—]+", text)
    return bool(words) and all(
        skeleton(word.strip("().")) in _POST_WORDS or _ABBREVIATED.match(word) for word in words
    )
