"""What journals print around an article, in Kazakh, Russian and English: headings, labels, notices."""

from __future__ import annotations

LANGUAGES = ("kk", "ru", "en")

ABSTRACT = {
    "kk": ["Аңдатпа", "Андатпа", "Aңдатпа", "Түйіндеме", "Түйін"],
    "ru": ["Аннотация", "Резюме"],
    "en": ["Abstract", "Summary", "Annotation"],
}
KEYWORDS = {
    "kk": ["Түйін сөздер", "Негізгі сөздер", "Кілт сөздер", "Түйінді сөздер", "Кілтті сөздер"],
    "ru": ["Ключевые слова"],
    "en": ["Key words", "Keywords", "Keу words"],
}
REFERENCES = {
    "kk": ["Әдебиеттер", "Пайдаланылған әдебиеттер тізімі", "Әдебиеттер тізімі"],
    "ru": ["Литература", "Список литературы", "Список использованных источников"],
    "en": ["References", "Bibliography"],
}
INTRODUCTION = {"kk": ["Кіріспе"], "ru": ["Введение"], "en": ["Introduction"]}
CONCLUSION = {"kk": ["Қорытынды"], "ru": ["Заключение"], "en": ["Conclusion"]}
AUTHORS = {
    "kk": ["Авторлар туралы ақпарат", "Авторлар туралы мәлімет", "Авторлар туралы мәліметтер"],
    "ru": ["Информация об авторах", "Сведения об авторах"],
    "en": ["Information about authors", "Information about the authors"],
}
CONTENTS = {"kk": "МАЗМҰНЫ", "ru": "СОДЕРЖАНИЕ", "en": "CONTENTS"}
UDC = {"kk": ["ӘОЖ"], "ru": ["УДК"], "en": ["UDC"]}
IRSTI = {"kk": ["ҒТАМР", "ХҒТАР"], "ru": ["МРНТИ"], "en": ["IRSTI"]}
CORRESPONDING = {"kk": "негізгі автор", "ru": "основной автор", "en": "corresponding author"}
TABLE = {
    "kk": "1-кесте. Зерттеу көрсеткіштері",
    "ru": "Таблица 1. Показатели исследования",
    "en": "Table 1. Indicators of the study",
}
TABLE_ROWS = {
    "kk": [
        ["Көрсеткіш", "Бірінші кезең", "Екінші кезең"],
        ["Қатысушылар", "124", "131"],
        ["Жауаптар үлесі", "0,62", "0,71"],
    ],
    "ru": [
        ["Показатель", "Первый этап", "Второй этап"],
        ["Участники", "124", "131"],
        ["Доля ответов", "0,62", "0,71"],
    ],
    "en": [
        ["Indicator", "First stage", "Second stage"],
        ["Participants", "124", "131"],
        ["Share of answers", "0.62", "0.71"],
    ],
}
BOARD = {
    "kk": [
        "РЕДАКЦИЯЛЫҚ АЛҚА",
        "Бас редактор",
        "Журнал жылына төрт рет шығады. Таралымы 300 дана.",
        "Қазақстан Республикасы Мәдениет және ақпарат министрлігінде тіркелген.",
    ],
    "ru": [
        "РЕДАКЦИОННАЯ КОЛЛЕГИЯ",
        "Главный редактор",
        "Журнал выходит четыре раза в год. Тираж 300 экземпляров.",
        "Зарегистрирован в Министерстве культуры и информации Республики Казахстан.",
    ],
    "en": [
        "EDITORIAL BOARD",
        "Editor-in-chief",
        "The journal is published four times a year. 300 copies.",
        "Registered with the Ministry of Culture and Information of the Republic of Kazakhstan.",
    ],
}
GUIDELINES = {
    "kk": [
        "АВТОРЛАРҒА АРНАЛҒАН ЕРЕЖЕЛЕР",
        "Қолжазба қазақ, орыс немесе ағылшын тілінде қабылданады. "
        "Мақаланың көлемі он екі беттен аспауы керек.",
        "Аңдатпа үш тілде беріледі, әрқайсысы 150–300 сөз. Түйін сөздер саны бестен сегізге дейін болады.",
        "Әдебиеттер тізімі мәтіндегі сілтеме ретімен нөмірленеді.",
    ],
    "ru": [
        "ПРАВИЛА ДЛЯ АВТОРОВ",
        "Рукописи принимаются на казахском, русском или английском языке. "
        "Объём статьи не превышает двенадцати страниц.",
        "Аннотация подаётся на трёх языках, каждая от 150 до 300 слов. Ключевые слова: от пяти до восьми.",
        "Список литературы нумеруется в порядке ссылок в тексте.",
    ],
    "en": [
        "GUIDELINES FOR AUTHORS",
        "Manuscripts are accepted in Kazakh, Russian or English. An article takes no more than twelve pages.",
        "Abstract: in three languages, 150 to 300 words each. Keywords: from five to eight.",
        "References are numbered in the order in which the text refers to them.",
    ],
}
RECEIVED = {
    "kk": "Мақала түсті: 12.03.2021. Қабылданды: 30.05.2021",
    "ru": "Поступила в редакцию 12.03.2021. Принята к печати 30.05.2021",
    "en": "Received 12 March 2021. Accepted 30 May 2021",
}
PUBLISHERS = {"kk": "Алматы: Ғылым", "ru": "Москва: Наука", "en": "London: Academic Press"}
PAGES_SHORT = {"kk": "б.", "ru": "с.", "en": "p."}
CITED = {
    "kk": ["Омаров Н.Т.", "Сатпаев Қ.Д.", "Бекенова Г.А.", "Левин М.И."],
    "ru": ["Омаров Н.Т.", "Иванова С.П.", "Бекенова Г.А.", "Левин М.И."],
    "en": ["Omarov N.T.", "Hughes P.", "Bekenova G.A.", "Levin M."],
}
