"""What a check is told: which codes, which languages, how long an abstract may be."""

from __future__ import annotations

from dataclasses import dataclass

from izde.model import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Options:
    """`words` bounds an abstract's length, both ends included; `select` and `ignore` are codes or their
    beginnings (A, A0, A02), and ignore wins; without `select`, every code is reported."""

    words: tuple[int, int] = (150, 300)
    languages: tuple[Language, ...] = LANGUAGES
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, code: str) -> bool:
        """Whether findings of this code are reported."""
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore)
