"""Text in Swedish and English: the one shape in which civo says anything to a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
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
        """Both texts with `{name}` replaced, each by the value in its own language.

        A value that begins with an article has a small letter inside a sentence: "adopts the joint plan".
        """
        return Text(
            _filled(self.sv, {key: _in(value, "sv") for key, value in names.items()}),
            _filled(self.en or self.sv, {key: _in(value, "en") for key, value in names.items()}),
        )


def _in(value: Text | str | int, language: Language) -> str:
    return value.in_language(language) if isinstance(value, Text) else str(value)


def _filled(template: str, values: dict[str, str]) -> str:
    if any(value.startswith(_ARTICLES) for value in values.values()):
        for key, value in values.items():
            template = re.sub(rf"(?:(?<=[\w,;)] )|(?<=\()){{{key}}}", _escaped(_inside(value)), template)
    return template.format(**values)


_ARTICLES = ("Den ", "Det ", "De ", "The ")


def _inside(words: str) -> str:
    """The words as they stand inside a sentence: an article that they begin with has a small letter."""
    return words[:1].lower() + words[1:] if words.startswith(_ARTICLES) else words


def _escaped(words: str) -> str:
    """The words to stand in a template, put there by `re.sub`."""
    return words.replace("{", "{{").replace("}", "}}").replace("\\", "\\\\")


def capital(text: Text) -> Text:
    """The text with a capital letter first."""
    return Text(text.sv[:1].upper() + text.sv[1:], english(text)[:1].upper() + english(text)[1:])


def level_inside(text: Text) -> Text:
    """The name of a level as it stands inside a sentence: "regional nivå", "the regional level"."""
    en = english(text)[:1].lower() + english(text)[1:]
    return Text(text.sv[:1].lower() + text.sv[1:], en if en.startswith("the ") else f"the {en}")


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
    parts = [*parts[:1], *map(_inside, parts[1:])]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def folded(text: str) -> str:
    """The text without accents, case, hyphens or doubled spaces, for comparing what people type."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("-", " ").replace("_", " ").split())


_SWEDISH_ORDER = str.maketrans({"å": "z\ue001", "ä": "z\ue002", "ö": "z\ue003"})


@cache
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
