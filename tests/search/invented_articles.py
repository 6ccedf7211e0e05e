"""Articles that nobody wrote, in every shape that a journal prints."""

from __future__ import annotations

from izde.model import Article, Author

JOURNAL = {"kk": "Дала хабаршысы", "ru": "Вестник степи", "en": "Steppe Bulletin"}

ARTICLES = [
    Article(
        id="honey",
        language="kk",
        journal=JOURNAL,
        year=2023,
        number="2 (14)",
        pages=(5, 17),
        section={"kk": "Ауыл шаруашылығы", "ru": "Сельское хозяйство", "en": "Agriculture"},
        title={
            "kk": "Алтай бал араларының тіршілігі",
            "ru": "Жизнь алтайских медоносных пчел",
            "en": "The life of Altai honey bees",
        },
        authors=[Author("Ә.Б. Жүнісова", ["Ә.Б. Жүнісова", "А.Б. Жунусова", "A.B. Zhunussova"])],
        abstracts={
            "kk": "Мақалада бал арасының өмірі баяндалады. Омарташылар Алтай тауларында бал жинайды.",
            "ru": "В статье описана жизнь медоносной пчелы. Пасечники собирают мед в горах Алтая.",
            "en": "The article describes the life of the honey bee. Beekeepers gather honey in the Altai.",
        },
        keywords={
            "kk": ["бал арасы", "омарта", "Алтай"],
            "ru": ["медоносная пчела", "пасека", "Алтай"],
            "en": ["honey bee", "apiary", "Altai"],
        },
        doi="10.12345/steppe.2023.2.5",
        body="Кіріспе. Бал арасы туралы көп жазылған. Зерттеуде жүз елу ұя бақыланды. Қорытынды.",
    ),
    Article(
        id="rivers",
        language="ru",
        journal=JOURNAL,
        year=2021,
        number="1 (9)",
        pages=(40, 52),
        section={"ru": "География"},
        title={"kk": "Дала өзендерінің су режимі", "ru": "Водный режим степных рек"},
        authors=[Author("К.Е. Оспанов"), Author("Н.И. Петрова")],
        abstracts={
            "ru": "Рассмотрен водный режим рек степной зоны. Паводки стали реже, а межень длиннее.",
            "kk": "Дала аймағы өзендерінің су режимі қарастырылды.",
        },
        keywords={"kk": ["өзен", "су режимі", "тасқын"], "ru": ["река", "водный режим", "паводок"]},
        body="Введение. Реки степи питаются снегом. Апиарий у реки не изучался. Выводы.",
    ),
    Article(
        id="schools",
        language="en",
        journal=JOURNAL,
        year=2023,
        number="2 (14)",
        pages=(60, 71),
        title={"en": "Digital reading in village schools", "ru": "Цифровое чтение в сельских школах"},
        authors=[Author("K. Ospanov"), Author("A. Zhunussov")],
        abstracts={"en": "Pupils read digital books. Teachers of village schools were asked about reading."},
        keywords={"en": ["digital reading", "village school"], "ru": ["цифровое чтение", "сельская школа"]},
        body="Introduction. Reading is a skill. One school stands by a river and keeps an apiary. Results.",
    ),
    Article(
        id="floods",
        language="kk",
        journal={"kk": "Су әлемі", "en": "World of Water"},
        year=2019,
        number="4",
        title={"kk": "Тасқын суларды болжау", "en": "Forecasting of floods"},
        abstracts={"kk": "Қоғамдық келісім мен тасқын қаупі туралы.", "en": "On floods and public accord."},
        keywords={"kk": ["тасқын", "болжау"], "en": ["flood", "forecast"]},
        body="Кіріспе. Тасқын су көктемде келеді. Қорытынды.",
    ),
]
