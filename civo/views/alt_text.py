"""The alternative text of a figure: in a few sentences what it shows, with names where they are few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from civo.words import Language, Text, joined

LONGEST = 600
"""How many signs an alternative text has at most, where fewer names make it so short."""
FEW = 6
_FEWER = ((FEW, FEW), (FEW, 3), *((few, 0) for few in range(FEW, -1, -1)))
TAIL = Text("Allt står också som lista under figuren.", "All of it also stands as a list below the figure.")


def alt_text(say: Callable[[int, int], Iterable[Text]], language: Language) -> str:
    """The sentences of `say`, with as many names as there is room for.

    It is told how many names may stand beside each other: of what the figure shows, and of the rest. More are counted.
    """
    said = ""
    for few, rest in _FEWER:
        said = sentences(say(few, rest)).in_language(language)
        if len(said) + len(TAIL.in_language(language)) < LONGEST:
            break
    return said


def sentences(texts: Iterable[Text]) -> Text:
    """The texts after each other; empty ones say nothing."""
    told = [text for text in texts if text.sv]
    return Text(" ".join(text.sv for text in told), " ".join(text.en or text.sv for text in told))


def counted(n: int, one: Text, many: Text) -> Text:
    """How many, in the right number: "1 organ", "2 organ"."""
    return Text("{n} {word}").filled(n=n, word=one if n == 1 else many)


def named(names: Sequence[Text], few: int, one: Text, many: Text) -> Text:
    """The names where they are few, else how many they are."""
    return joined(names) if len(names) <= few else counted(len(names), one, many)


def counted_and_named(names: Sequence[Text], few: int, one: Text, many: Text) -> Text:
    """How many, and where they are few, which: "2 organ: rådet och gruppen"."""
    count = counted(len(names), one, many)
    return Text("{count}: {names}").filled(count=count, names=joined(names)) if 0 < len(names) <= few else count


BODY, BODIES = Text("organ", "body"), Text("organ", "bodies")
BOX, BOXES = Text("ruta", "box"), Text("rutor", "boxes")
