"""Numbers of classifications on a printed line: an УДК whole, a МРНТИ with its pairs put right."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.extract.line.classification import irsti, is_udc, opens, printed_irsti, rubrics, udc

# The grammar of the УДК, by its common tables: main numbers, auxiliaries, signs that join.
_figures = st.from_regex(r"[0-9]{1,3}", fullmatch=True)
_main = st.lists(_figures, min_size=1, max_size=4).map(".".join)
_auxiliary = st.one_of(
    _main.map("({})".format),
    _main.map("(={})".format),
    _figures.map("(0{})".format),
    _main.map("={}".format),
    st.from_regex(r"-[0-9]{1,2}(\.[0-9]{1,2})?", fullmatch=True),
    st.from_regex(r"['’′ʼʹ`][0-9]{1,3}", fullmatch=True),
    st.from_regex(r'"(19|20)[0-9]{2}"', fullmatch=True),
    st.from_regex(r"«1[0-9]{3}/19[0-9]{2}»", fullmatch=True),
    st.from_regex(r"“[0-9]{2}”", fullmatch=True),
    st.sampled_from(["-1Абай", "ЕС", "Әуезов", "Shakespeare"]),
)
_single = st.tuples(_main, st.lists(_auxiliary, max_size=3)).map(lambda parts: parts[0] + "".join(parts[1]))
_joined = st.lists(_single, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([":", "::", "+", "/", " : ", " + "]).map(lambda sign: sign.join(parts))
)
_udc = st.one_of(_joined, _joined.map("[{}]".format))


@given(
    _udc,
    st.sampled_from(["УДК ", "ӘОЖ ", "UDC: ", "УДК/ӘОЖ ", "УДК №", "УДК (UDC) "]),
    st.sampled_from(
        ["", "  МРНТИ 06.77.64", " DOI 10.47649/vau.24", "    ", " А.Б. Серіков", ", ҒТАМР 16.41.25"]
    ),
)
def test_a_number_is_read_whole_whatever_signs_it_has(number: str, label: str, behind: str) -> None:
    assert udc(label + number + behind) == number
    assert is_udc(number)
    assert opens(label + number)


@given(_udc, st.text(st.characters(exclude_categories=["Z", "Cc", "Cs"]), min_size=1, max_size=6))
def test_a_number_is_read_to_its_blank_or_not_at_all(number: str, glued: str) -> None:
    found = udc(f"УДК {number}{glued} текст")
    bare = re.compile(r"[,;.:*]+$")
    assert found is None or bare.sub("", found).startswith(bare.sub("", number))


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("УДК 331.5, 338.2; 37", "331.5, 338.2; 37"),
        ("УДК 539.12.01, 2 курс", "539.12.01"),
        ("УДК 811. 512. 122", "811.512.122"),
        ('УДК 94 (574) "19"', '94 (574) "19"'),
        ("УДК 343.2/.7", "343.2/.7"),
        ("УДК 94(574", "94(574"),
        ("УДК 636.2$4", "636.2$4"),
        ("УДК 331.5МРНТИ 06.77.64", "331.5"),
        ("Номер УДК не указан", None),
        ("по УДК Абая", None),
    ],
)
def test_lines_with_a_udc(line: str, value: str | None) -> None:
    assert udc(line) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("06.77.64", "06.77.64"),
        ("06,77,64", "06.77.64"),
        ("06, 77, 64", "06.77.64"),
        ("06 77 64", "06.77.64"),
        ("06/77/64", "06.77.64"),
        ("06-77-64", "06.77.64"),
        ("06.77,64", "06.77.64"),
        ("06.77. 64", "06.77.64"),
        ("16", "16"),
        ("16.21, 16.31", "16.21, 16.31"),
        ("06.77.64; 06.75.02", "06.77.64; 06.75.02"),
        ("06,77,64, 06,75,02", "06.77.64; 06.75.02"),
        ("06.77.641", "06.77.641"),
        ("6.77.64", "6.77.64"),
    ],
)
def test_the_pairs_of_a_rubric_are_parted_by_full_stops(printed: str, value: str) -> None:
    for behind in ("", "   DOI 10.47649/x", " УДК 331.5", " 2024"):
        assert irsti(f"МРНТИ {printed}{behind}") == value
        assert re.sub(r"(?<=\.) ", "", printed) == printed_irsti(f"ҒТАМР: {printed}{behind}")


_pairs = st.from_regex(r"[0-9]{2}", fullmatch=True)


@given(st.lists(_pairs, min_size=2, max_size=3), st.sampled_from([".", ",", " ", "/", ", ", " / ", "-"]))
def test_one_rubric_stays_one(pairs: list[str], between: str) -> None:
    assert rubrics(between.join(pairs)) == [".".join(pairs)]
