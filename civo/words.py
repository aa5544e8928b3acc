"""Text in Swedish and English: the one shape in which civo says anything to a reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Language = Literal["sv", "en"]


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """The same words in Swedish and English; `en` falls back to `sv` when no English is known."""

    sv: str
    en: str = ""

    def in_language(self, language: Language) -> str:
        """The words in one language."""
        return self.sv if language == "sv" else self.en or self.sv

    def foreign(self, language: Language) -> Language | None:
        """The language that the words are in where it is not the one asked for: Swedish where no English is known.

        None for signs and numbers, which are of any language. What has been filled or joined is of the one asked for: of
        a part of it nothing is known.
        """
        falls_back = language == "en" and not self.en and any(map(str.isalpha, self.sv))
        return "sv" if falls_back else None

    def filled(self, **names: Text | str | int) -> Text:
        """Both texts with `{name}` replaced, each by the value in its own language."""
        return Text(
            self.sv.format(**{key: _in(value, "sv") for key, value in names.items()}),
            (self.en or self.sv).format(**{key: _in(value, "en") for key, value in names.items()}),
        )


def _in(value: Text | str | int, language: Language) -> str:
    return value.in_language(language) if isinstance(value, Text) else str(value)


def english(text: Text) -> str:
    """The English words, or the Swedish ones where there are none."""
    return text.en or text.sv


AND = Text("och", "and")
OR = Text("eller", "or")
NO_TEXT = Text("")


def joined(texts: Iterable[Text], last: Text = AND) -> Text:
    """An enumeration, in both languages: "a, b och c"."""
    parts = list(texts)
    return Text(_enumerated([t.sv for t in parts], last.sv), _enumerated([t.en or t.sv for t in parts], last.en))


def _enumerated(parts: list[str], last: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def folded(text: str) -> str:
    """The text without accents, case, hyphens or doubled spaces, for comparing what people type."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("-", " ").replace("_", " ").split())


_SWEDISH_ORDER = str.maketrans({"å": "z\ue001", "ä": "z\ue002", "ö": "z\ue003"})


def swedish_order(text: str) -> str:
    """A key that sorts å, ä and ö last, as Swedish does."""
    return unicodedata.normalize("NFC", text).casefold().translate(_SWEDISH_ORDER)


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known spelling that was most likely meant, None when nothing is close.

    First what differs in a letter or two, then the shortest in which a word begins with it, then what is less alike.
    """
    by_fold = {folded(word): word for word in known}
    typed = folded(wrong)
    begun = [name for name in by_fold if typed and any(name[n:].startswith(typed) for n in _word_starts(name))]
    for found in (
        get_close_matches(typed, by_fold, n=1, cutoff=0.8),
        sorted(begun, key=lambda name: (len(name), name)),
        get_close_matches(typed, by_fold, n=1, cutoff=0.6),
    ):
        if found:
            return by_fold[found[0]]
    return None


def _word_starts(name: str) -> list[int]:
    return [0, *(n + 1 for n, letter in enumerate(name) if letter in " -_")]
