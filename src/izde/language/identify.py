"""Which of Kazakh, Russian and English a text is in.

Letters decide first: Latin text is English, and Kazakh text shows itself by letters that Russian lacks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from izde.language import scripts, stopwords
from izde.model import Language

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1 << 12)
def identify(text: str) -> Language | None:
    """The language of most words of a text; None when it has no letters to tell by."""
    cyrillic = latin = kazakh = 0
    for word in _WORD.findall(text):
        kind = scripts.script(word)
        if kind is scripts.Script.LATIN:
            latin += 1
        elif kind is not scripts.Script.OTHER:
            cyrillic += 1
            kazakh += scripts.has_kazakh_letter(word) or word.lower() in stopwords.KAZAKH
    if not cyrillic and not latin:
        return None
    if latin > cyrillic:
        return "en"
    return "kk" if kazakh * 4 > cyrillic else "ru"
