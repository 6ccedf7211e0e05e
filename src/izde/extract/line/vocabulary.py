"""What journals print as headings, labels and codes, in three languages, and how a line is matched with it.

`TABLE` is the data; its columns are

    role      what the words mark (see `Role`)
    language  the language the words are in, or None where all three share them
    forms     the words as journals print them, misspellings included, one form after another, split by |

A form is compared by its skeleton (`skeleton`): case, look-alike Latin and Cyrillic letters, the Kazakh
letters beyond Russian and spacing do not count, so a form need not be listed again for any of these.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from izde.model import Language


class Role(Enum):
    """What a heading or label marks."""

    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    REFERENCES = "references"
    AUTHOR_INFO = "author information"
    OPENING = "first heading of a body"
    CLOSING = "last heading of a body"
    BODY = "heading inside a body"
    CONTENTS = "contents"
    GUIDELINES = "author guidelines"
    EDITORIAL = "editorial pages"
    IMPRINT = "imprint"
    RECEIVED = "dates of receipt"
    CORRESPONDENCE = "corresponding author"
    CITATION = "how to cite"
    STATEMENT = "statement beside an abstract"
    NOTICE = "editorial, correction, retraction"


_Entry = tuple[Role, Language | None, str]

TABLE: tuple[_Entry, ...] = (
    (Role.ABSTRACT, "en", "abstract|abstracts|summary|annotation|resume|abstraсt"),
    (Role.ABSTRACT, "ru", "аннотация|аннотации|резюме|реферат|анотация|аннтотация|краткая аннотация"),
    (
        Role.ABSTRACT,
        "kk",
        "аңдатпа|андатпа|аңдатапа|аңдапта|аннотация (аңдатпа)|түйіндеме|түйін|тұжырым|тұжырымдама|"
        "қысқаша мазмұны|мақала түйіні|қысқаша түйін|түйіні",
    ),
    (
        Role.KEYWORDS,
        "en",
        "key words|keywords|keyword|key word|key-words|key words and phrases|keywords and phrases|"
        "index terms|key terms|key words and expressions",
    ),
    (
        Role.KEYWORDS,
        "ru",
        "ключевые слова|ключевое слово|ключевые слова и фразы|ключевые слова и словосочетания|"
        "ключевые термины|опорные слова|ключовые слова|ключевые понятия|ключевы слова",
    ),
    (
        Role.KEYWORDS,
        "kk",
        "негізгі сөздер|түйін сөздер|түйінді сөздер|кілт сөздер|кілтті сөздер|тірек сөздер|"
        "кілттік сөздер|негізгі сөз|түйін сөз|кілт сөз|тірек сөз|түйінді сөз|негізгі ұғымдар|"
        "негізгі терминдер|маңызды сөздер|өзекті сөздер|кілт сөздері|түйін сөздері|басты сөздер|"
        "түйінсөздер|кілтсөздер|негізгі сөздері|тірек сөздері|негізгі сөздер мен сөз тіркестері|"
        "түйін сөздер мен тіркестер",
    ),
    (
        Role.REFERENCES,
        "en",
        "references|reference|reference list|list of references|bibliography|literature|literature cited|"
        "references and notes|cited literature|works cited|bibliographic references|references:|"
        "sources|list of sources|sources and literature|literature and sources|list of used sources|"
        "list of literature|list of used literature|references and sources|transliteration",
    ),
    (
        Role.REFERENCES,
        "ru",
        "литература|список литературы|список использованной литературы|список использованных источников|"
        "список источников|библиография|библиографический список|использованная литература|"
        "использованные источники|источники и литература|список литературы и источников|"
        "список использованных источников и литературы|литература и источники|источники|"
        "список использованной литературы и источников|библиографический список литературы|"
        "пристатейный библиографический список|литературы|список цитированной литературы|"
        "цитированная литература|список использованных материалов|список цитируемой литературы|"
        "цитируемая литература|источники информации|список использованных источников информации|"
        "транслитерация",
    ),
    (
        Role.REFERENCES,
        "kk",
        "әдебиеттер тізімі|әдебиеттер|әдебиет|пайдаланылған әдебиеттер|пайдаланылған әдебиеттер тізімі|"
        "қолданылған әдебиеттер|қолданылған әдебиеттер тізімі|пайдаланған әдебиеттер|"
        "пайдаланған әдебиеттер тізімі|әдебиеттер мен дереккөздер|дереккөздер|"
        "пайдаланылған дереккөздер|пайдаланылған дереккөздер тізімі|дереккөздер тізімі|"
        "пайдаланылған әдебиет|библиография тізімі|әдебиеттер мен деректер тізімі|"
        "пайдаланылған көздер|сілтемелер|пайдаланылған әдебиеттер мен дереккөздер|"
        "қолданылған дереккөздер|пайдаланылған деректер тізімі|пайдаланылған деректер|деректер тізімі|"
        "қолданылған деректер тізімі|әдебиет тізімі|пайдаланылған әдебиет тізімі|библиографиялық тізім|"
        "дереккөздер мен әдебиеттер|дереккөздер мен әдебиеттер тізімі|ақпарат көздері|"
        "пайдаланылған ақпарат көздері|сілтемелер тізімі|транслитерация",
    ),
    (
        Role.AUTHOR_INFO,
        "en",
        "information about authors|information about the authors|information about author|"
        "information about the author|about the authors|about authors|about the author|"
        "authors information|author information|authors' information|author's information|"
        "information on the authors|data about authors|authors|the authors|about author|"
        "information about of authors|authors' data|authors’ information|authors details",
    ),
    (
        Role.AUTHOR_INFO,
        "ru",
        "информация об авторах|сведения об авторах|информация об авторе|сведения об авторе|"
        "данные об авторах|об авторах|об авторе|коротко об авторах|авторы|информация о авторах|"
        "сведения о авторах|данные об авторе",
    ),
    (
        Role.AUTHOR_INFO,
        "kk",
        "авторлар туралы ақпарат|автор туралы ақпарат|авторлар туралы мәлімет|авторлар туралы мәліметтер|"
        "автор туралы мәлімет|автор туралы мәліметтер|авторлар жайлы мәлімет|авторлар жайында мәлімет|"
        "авторлар туралы|автор туралы|авторлар|авторлар жайлы ақпарат|авторлар туралы деректер|"
        "автор туралы деректер|авторлар хақында мәлімет",
    ),
    (
        Role.OPENING,
        "en",
        "introduction|introductory part|intro",
    ),
    (Role.OPENING, "ru", "введение|вступление|вводная часть"),
    (Role.OPENING, "kk", "кіріспе|кіріспе бөлім|алғы сөз"),
    (
        Role.CLOSING,
        "en",
        "conclusion|conclusions|concluding remarks|conclusion and recommendations|"
        "discussion and conclusion|discussion and conclusions|results and conclusions",
    ),
    (
        Role.CLOSING,
        "ru",
        "заключение|выводы|вывод|заключение и выводы|выводы и предложения|обсуждение и заключение",
    ),
    (Role.CLOSING, "kk", "қорытынды|қорытындылар|қорытынды және ұсыныстар|тұжырымдар|қорыту"),
    (
        Role.BODY,
        "en",
        "materials and methods|material and methods|methods|methodology|materials and methods of research|"
        "research methods|results|results and discussion|discussion|literature review|research results|"
        "results and its discussion|results and their discussion|main part|findings|theoretical background|"
        "funding|financing|financing information|funding information|acknowledgements|acknowledgments|"
        "acknowledgement|conflict of interest|conflicts of interest|author contributions|"
        "gratitude|gratitudes|analysis and results|research materials and methods|background|appendix|"
        "data availability|limitations|recommendations|financial support",
    ),
    (
        Role.BODY,
        "ru",
        "материалы и методы|материалы и методы исследования|методы исследования|методология|"
        "методология исследования|результаты|результаты и обсуждение|обсуждение|обзор литературы|"
        "результаты исследования|основная часть|финансирование|информация о финансировании|"
        "благодарность|благодарности|конфликт интересов|вклад авторов|методы и материалы|"
        "результаты и их обсуждение|результаты исследования и их обсуждение|приложение|"
        "методика исследования|обсуждение результатов|рекомендации",
    ),
    (
        Role.BODY,
        "kk",
        "материалдар мен әдістер|зерттеу материалдары мен әдістері|зерттеу әдістері|әдістеме|"
        "нәтижелер|нәтижелер және талқылау|нәтижелер мен талқылау|талқылау|әдебиеттерге шолу|"
        "зерттеу нәтижелері|негізгі бөлім|қаржыландыру|қаржыландыру туралы ақпарат|алғыс|алғыс білдіру|"
        "мүдделер қақтығысы|авторлардың үлесі|зерттеу әдіснамасы|материалдар және әдістер|"
        "зерттеу нәтижелері мен талқылау|әдіснама|әдебиетке шолу|ұсыныстар|қосымша|"
        "зерттеудің материалдары мен әдістері|нәтижелері және талқылау|зерттеу нәтижелері және талқылау",
    ),
    (Role.CONTENTS, "en", "contents|table of contents|content"),
    (Role.CONTENTS, "ru", "содержание|оглавление"),
    (Role.CONTENTS, "kk", "мазмұны|мазмұн"),
    (
        Role.GUIDELINES,
        "en",
        "information for authors|guidelines for authors|author guidelines|instructions for authors|"
        "rules for authors|requirements for articles|requirements for manuscripts|guide for authors|"
        "instructions to authors|submission guidelines|to the attention of authors|notes for authors|"
        "requirements for the design of articles|publication ethics|manuscript requirements|"
        "rules for submitting articles|requirements for the publication of articles|"
        "rules for the design of articles|article submission guidelines|information for contributors|"
        "requirements to articles|requirements for authors|dear authors|for authors",
    ),
    (
        Role.GUIDELINES,
        "ru",
        "правила для авторов|требования к оформлению статей|требования к статьям|к сведению авторов|"
        "информация для авторов|вниманию авторов|правила оформления статей|требования для авторов|"
        "руководство для авторов|требования к рукописям|памятка авторам|памятка для авторов|"
        "правила оформления рукописей|порядок приема статей|публикационная этика|"
        "требования к оформлению рукописей|правила представления статей|условия публикации|"
        "правила подачи статей|правила публикации|уважаемые авторы|инструкция для авторов|"
        "требования к публикациям|требования к оформлению статьи|рекомендации авторам|"
        "правила для авторов журнала|авторам|требования к публикуемым материалам",
    ),
    (
        Role.GUIDELINES,
        "kk",
        "авторларға арналған ереже|авторларға арналған ережелер|авторларға арналған нұсқаулық|"
        "мақала рәсімдеу талаптары|мақалаларға қойылатын талаптар|авторлар назарына|авторлардың назарына|"
        "авторларға арналған ақпарат|мақала рәсімдеу ережелері|қолжазбаларға қойылатын талаптар|"
        "мақалаларды рәсімдеу талаптары|жариялау талаптары|құрметті авторлар|авторларға арналған талаптар|"
        "мақалаларды рәсімдеу ережелері|мақалаларды рәсімдеуге қойылатын талаптар|авторларға нұсқаулық|"
        "мақалаға қойылатын талаптар|авторларға ақпарат|жариялау этикасы|авторларға|"
        "мақала жариялау ережелері|мақаланы рәсімдеу талаптары|авторлардың есіне",
    ),
    (
        Role.EDITORIAL,
        "en",
        "editorial board|editor-in-chief|editor in chief|chief editor|executive secretary|editors|"
        "editorial council|deputy editor-in-chief|founder|editorial staff|executive editor|"
        "editorial team|members of the editorial board|scientific editor|editorial office",
    ),
    (
        Role.EDITORIAL,
        "ru",
        "редакционная коллегия|главный редактор|ответственный секретарь|редколлегия|"
        "редакционный совет|заместитель главного редактора|учредитель|члены редакционной коллегии|"
        "члены редколлегии|ответственный редактор|научный редактор|редакция|адрес редакции|"
        "собственник|состав редакционной коллегии|технический редактор",
    ),
    (
        Role.EDITORIAL,
        "kk",
        "редакция алқасы|бас редактор|жауапты хатшы|редакциялық алқа|редакциялық кеңес|"
        "бас редактордың орынбасары|құрылтайшы|редакция алқасының мүшелері|жауапты редактор|"
        "редакция ұжымы|ғылыми редактор|редакцияның мекенжайы|меншік иесі|редакция мекенжайы|"
        "құрылтайшысы|алқа мүшелері|техникалық редактор",
    ),
    (
        Role.IMPRINT,
        None,
        "подписано в печать|подписано к печати|сдано в набор|басуға қол қойылды|теруге берілді|"
        "тираж|таралымы|"
        "signed for printing|signed to print|signed in print|отпечатано в типографии|"
        "баспаханада басылды|формат|басып шығаруға қол қойылды|усл|пішімі|басуға",
    ),
    (Role.RECEIVED, "en", "received|accepted|available online|submitted|revised|article history|published"),
    (
        Role.RECEIVED,
        "ru",
        "поступила|поступила в редакцию|принята|принята к публикации|получена|дата поступления|"
        "принята к печати|статья поступила|статья поступила в редакцию|материал поступил в редакцию",
    ),
    (
        Role.RECEIVED,
        "kk",
        "түсті|қабылданды|келіп түсті|редакцияға түсті|мақала түсті|басуға қабылданды|"
        "баспаға қабылданды|мақала редакцияға түсті|материал редакцияға түсті|жариялауға қабылданды",
    ),
    (
        Role.NOTICE,
        "en",
        "corrigendum|corrigenda|erratum|errata|retraction|retraction notice|editorial|from the editor|"
        "from the editors|editor's note|editor’s note|word from the editor|notice of correction",
    ),
    (
        Role.NOTICE,
        "ru",
        "исправление|исправления|опечатки|замеченные опечатки|поправка|отзыв статьи|от редакции|от редактора|"
        "слово редактора|слово главного редактора|от главного редактора|вступительное слово|"
        "редакционная статья",
    ),
    (
        Role.NOTICE,
        "kk",
        "қателерді түзету|қате түзету|түзету туралы|түзетулер|редакциядан|бас редактордан|бас редактор сөзі|"
        "редактор сөзі|редакторлық мақала|мақаланы кері қайтару",
    ),
    (
        Role.STATEMENT,
        "en",
        "trial registration|clinical trial registration|registration|registration number|prospero|funding|"
        "financing|financial support|funding information|source of funding|sources of funding|"
        "conflict of interest|conflicts of interest|competing interests|declaration of interest|"
        "declaration of competing interest|disclosure|ethics approval|ethical approval|ethics statement|"
        "informed consent|author contributions|authors' contributions|data availability|"
        "data availability statement|acknowledgements|acknowledgments|license|licence|copyright",
    ),
    (
        Role.STATEMENT,
        "ru",
        "регистрация исследования|регистрация|регистрационный номер|финансирование|источник финансирования|"
        "источники финансирования|финансовая поддержка|конфликт интересов|вклад авторов|"
        "этическое одобрение|этическая экспертиза|информированное согласие|доступность данных|"
        "благодарности|благодарность|лицензия|раскрытие интересов|заявление о конфликте интересов",
    ),
    (
        Role.STATEMENT,
        "kk",
        "зерттеуді тіркеу|тіркеу|тіркеу нөмірі|қаржыландыру|қаржыландыру көзі|қаржылық қолдау|"
        "мүдделер қақтығысы|мүдделер қайшылығы|авторлардың үлесі|авторлар үлесі|этикалық мақұлдау|"
        "ақпараттандырылған келісім|деректердің қолжетімділігі|алғыс|алғыс білдіру|лицензия",
    ),
    (
        Role.CORRESPONDENCE,
        None,
        "corresponding author|correspondence|автор-корреспондент|автор для корреспонденции|"
        "корреспондент-автор|хат-хабар авторы|хат алмасу авторы|корреспонденция авторы|байланыс авторы|"
        "жауапты автор|corresponding author’s e-mail|для корреспонденции|автор для переписки|"
        "байланыс үшін автор|хат-хабарларға арналған автор|корреспондирующий автор|"
        "ответственный автор|корреспондент автор|хат-хабарға жауапты автор|correspondence author|"
        "негізгі автор|основной автор|контактный автор|"
        "author for correspondence|address for correspondence|хат алысуға арналған автор",
    ),
    (
        Role.CITATION,
        "en",
        "for citation|for citations|for cite|for citing|citation|cite as|cite this article|"
        "cite this article as|to cite this article|please cite this article as|how to cite|"
        "how to cite this article|recommended citation|to cite|reference to this article",
    ),
    (
        Role.CITATION,
        "ru",
        "для цитирования|для цитирования статьи|образец цитирования|ссылка для цитирования|как цитировать|"
        "как цитировать статью|цитирование|цитировать|для ссылки|ссылка на статью|цитировать как|"
        "правильная ссылка на статью|библиографическая ссылка",
    ),
    (
        Role.CITATION,
        "kk",
        "дәйексөз үшін|дәйексөз|дәйек сөз үшін|дәйексөз келтіру үшін|дәйексөз келтіру|дәйексөзге|"
        "сілтеме жасау үшін|сілтеме үшін|мақалаға сілтеме|мақалаға сілтеме жасау үшін|сілтеме жасау|"
        "дәйексөз алу үшін|дәйексөздер үшін|дәйексөз ретінде|келтіру үшін",
    ),
)


# Letters that look alike, or that a Kazakh letter is typed as, share one sign in a skeleton.
_SAME = str.maketrans(
    {
        letter: group[0]
        for group in [
            "aаәáàâä",
            "eеёéè",
            "oоөóò",
            "pр",
            "cсç",
            "xхһ",
            "yуұүÿ",
            "kкқ",
            "mм",
            "tт",
            "bв",
            "hнңñ",
            "iіїıí",
            "gғгğ",
            "sşѕ",
            "uüú",
        ]
        for letter in group[1:]
    }
)
_BLANKS = re.compile(r"[\s\u00ad\u200b\ufeff]+")


@lru_cache(maxsize=65536)
def skeleton(text: str) -> str:
    """The text without what varies in print: case, look-alike letters, Kazakh letters, extra blanks."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").translate(_SAME)
    return _BLANKS.sub(" ", folded).strip()


class Match(NamedTuple):
    """A label found at the start of a line; `rest` is what stands behind it on the line."""

    role: Role
    language: Language | None
    rest: str
    whole: bool


def _forms() -> dict[str, list[tuple[Role, Language | None]]]:
    table: dict[str, list[tuple[Role, Language | None]]] = {}
    for role, language, forms in TABLE:
        for form in forms.split("|"):
            entry = table.setdefault(skeleton(form), [])
            if (role, language) not in entry:
                entry.append((role, language))
    return table


_FORMS = _forms()
_LONGEST = max(len(form.split()) for form in _FORMS)
_NUMBERING = re.compile(r"^[\s*•·–—-]*(?:(?:[IVX]{1,4}|\d{1,2})(?:\.\d{1,2})*[.)]?\s+)?[\s*•«\"“]*")
_LABEL_END = re.compile(r"^\s*(?:\([^()]{0,30}\)\s*)?[.:;—–-]+\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)
_BETWEEN = re.compile(r"\s*[/|~•]\s*|\s+[–—-]\s+")
_SPREAD = re.compile(r"^\s*(?:[^\W\d_] ){3,}[^\W\d_]\s*[:.]?\s*$")


def _several(text: str) -> list[Match]:
    """One heading in several languages on a line: МАЗМҰНЫ – СОДЕРЖАНИЕ – CONTENTS."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if not 2 <= len(parts) <= 3:
        return []
    entries = [_FORMS.get(skeleton(part.strip(" .:"))) or [] for part in parts]
    roles = set.intersection(*({role for role, _ in entry} for entry in entries))
    return [Match(role, None, "", True) for role in roles]


def closed_up(text: str) -> str:
    """The text of a line whose letters are set apart, without their blanks: А Н Н О Т А Ц И Я."""
    return re.sub(r"(?<=\S) (?=\S)", "", text.strip()) if _SPREAD.match(text) else text


@lru_cache(maxsize=65536)
def labels(text: str) -> tuple[Match, ...]:
    """Every label of the vocabulary that the line starts with, the longest first.

    A label counts when it is the whole line (numbering and closing punctuation aside) or is set off
    from what follows by a full stop, a colon or a dash. A bare word that a sentence goes on from
    ("Abstract thinking is …") is no label.
    """
    text = closed_up(text)
    body = text[_NUMBERING.match(text).end() :]  # type: ignore[union-attr]
    starts = [m for _, m in zip(range(_LONGEST), _WORD.finditer(body), strict=False)]
    if not starts or starts[0].start() > 1:
        return ()
    found: list[Match] = _several(text)
    for word in reversed(starts):
        entry = _FORMS.get(skeleton(body[starts[0].start() : word.end()]))
        if not entry:
            continue
        tail = body[word.end() :].lstrip('»”"*')
        closing = _LABEL_END.match(tail)
        rest = tail[closing.end() :] if closing else tail
        if closing and closing.group().lstrip().startswith(";"):
            # A word in a list, unless the list's own label.
            entry = [(role, language) for role, language in entry if role is Role.KEYWORDS]
        # A word that a comma follows is one of a list, not a heading.
        listed = tail.lstrip()[:1] in (",", ";") and bool(tail)
        whole = not listed and not _WORD.search(rest) and not any(c.isdigit() for c in rest)
        if whole or closing:
            found.extend(
                Match(role, language, "" if whole else rest.strip(), whole) for role, language in entry
            )
    return tuple(found)


def starts_with_label(text: str, role: Role) -> Match | None:
    """The label of that role which the line starts with, if any."""
    return next((m for m in labels(text) if m.role is role), None)


@lru_cache(maxsize=65536)
def open_label(text: str, role: Role) -> Match | None:
    """Like `starts_with_label`, but also without punctuation between the label and what follows."""
    match = starts_with_label(text, role)
    if match:
        return match
    body = text[_NUMBERING.match(text).end() :]  # type: ignore[union-attr]
    starts = [m for _, m in zip(range(_LONGEST), _WORD.finditer(body), strict=False)]
    if not starts or starts[0].start() > 1:
        return None
    for word in reversed(starts):
        for found, language in _FORMS.get(skeleton(body[starts[0].start() : word.end()]), ()):
            if found is role:
                return Match(role, language, body[word.end() :].strip(), False)
    return None
