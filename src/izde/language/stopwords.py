"""Function words of the three languages, which say little about what a text is about.

They are weighed down, never deleted: a phrase or a title may consist of them. The lists are our own:
conjunctions, particles, pronouns, postpositions and prepositions, auxiliaries, and the few words that
every abstract has.
"""

from __future__ import annotations

#: What a function word counts beside any other word.
WEIGHT = 0.1


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KAZAKH = _words(
    """
    және мен бен пен менен да де та те ал бірақ немесе яки не әлде егер сондықтан өйткені себебі алайда
    дегенмен сонымен сондай сондай-ақ бірге қатар ғана тек қана ғой шы ма ме ба бе па пе емес жоқ бар
    үшін туралы жайлы бойынша арқылы дейін шейін кейін соң бұрын қарай қарсы басқа бөлек сияқты секілді
    тәрізді ретінде негізінде арасында ішінде ішіндегі қатысты байланысты сай сәйкес бұл осы сол ол мына
    ана мынау анау бұның осының оның олар олардың оны оған онда одан бізді біз біздің мен менің сен сіз
    сіздің олардан оларға өз өзі өзінің өзіндік кім кімнің кімге кімді кімнен
    кіммен кімдер не нені неден немен нелер нешінші қандай қай қайсы қайсысы қалай қалайша неге неліктен
    қашан қайда қайдан қанша дегеніміз барлық бүкіл бәрі әр әрбір кейбір бірнеше көп аз ең өте тым болып
    болды болған болатын болады бола болса болу
    екен еді деп деген дейді келе келеді жатыр жатқан тұр отыр жүр етіп етеді етті ету еткен қылып жасап
    бірі біреуі енді қазір әлі тағы т.б.
    """
)

RUSSIAN = _words(
    """
    и в во на с со к ко у о об обо от ото из изо за по под подо над до для при про без безо через между
    перед среди около после ради кроме вместо а но да или либо то что чтобы как так же ли бы если когда
    пока хотя потому поэтому также тоже не ни нет уже еще лишь только именно даже вот ведь это этот эта
    эти этого этой этих этим этому тот та те того той тех тем тому такой такая такие таких который
    которая которое которые которого которой которых которым которому он она оно они его ее их им ему ей
    ими них него нее мы нас нам вы вас я мне меня свой своя свое свои своего своей своих себя себе сам
    сама сами весь вся все всего всей всех всем быть был была было были есть будет является являются где
    куда откуда сколько почему зачем какой какая какое какие какого какую каких каким какими какому
    каков какова каковы чей чья чье чьи там тут здесь кто чем чего кого один одна одно одни
    более менее самый очень можно может могут должен данный данная данной данного
    """
)

ENGLISH = _words(
    """
    a an the and or but nor so yet of in on at by for from to with without within into onto upon about
    above after again against all also although am among an any are as at be because been before being
    below between both but can cannot could did do does doing down during each either few for further
    had has have having he her here hers him his how i if in is it its itself just may me might more
    most must my neither no not now of off once one only or other our ours out over own per same shall
    she should since so some such than that the their theirs them then there these they this those
    through thus to too under until up us very was we were what when where whether which while who whom
    whose why will with would you your s t
    """
)

_ALL = KAZAKH | RUSSIAN | ENGLISH


def is_stopword(word: str) -> bool:
    """Whether a lower-case word is a function word of any of the three languages."""
    return word in _ALL


def weight(word: str) -> float:
    """How much a lower-case word counts beside others: `WEIGHT` for a function word, 1 for the rest."""
    return WEIGHT if word in _ALL else 1.0
