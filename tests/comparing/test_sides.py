"""What a side of a comparison means, as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.dates import parsed_period
from civo.errors import CivoError, UnknownName
from civo.sides import Side, both_opened, earlier_first, parsed_side

WORLD = Path(__file__).parent.parent / "world" / "sjoriket"
AS_IS = Side(WORLD, layers=("tankar",))


def side(written: str) -> Side:
    return parsed_side(written, AS_IS, Path)


def test_words() -> None:
    assert side("as-is") == side("") == side("  as-is ") == AS_IS
    assert side("at:2022-05") == Side(WORLD, parsed_period("2022-05"), ("tankar",))
    assert side("layer:externt layer:not:forslag").layers == ("tankar", "externt", "not:forslag")
    assert side("scenario:a scenario:b").scenarios == ("a", "b")
    assert side("structure:min mapp/a at:2022 revision:HEAD~3") == Side(
        Path("min mapp/a"), parsed_period("2022"), ("tankar",), (), "HEAD~3"
    )
    assert side(r"structure:C:\mapp").folder == Path(r"C:\mapp")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2022", "did you mean at:2022?"),
        ("2022-05-01", "did you mean at:2022-05-01?"),
        ("layr:externt", "did you mean layer:externt?"),
        ("revison:HEAD~1", "did you mean revision:HEAD~1?"),
        ("asis", "did you mean as-is?"),
        ("xyzzy", "write at:DATE, layer:LAYER"),
        ("at:", "write something after at:"),
        ("at:2023-02-30", "is not a date"),
    ],
)
def test_what_names_no_side(written: str, said: str) -> None:
    with pytest.raises(CivoError) as wrong:
        side(written)
    assert said in wrong.value.text.en
    assert wrong.value.text.sv != wrong.value.text.en


def test_opened() -> None:
    before, after = both_opened(side("at:2022"), side(""))
    assert (str(before.at), str(after.at)) == ("2022", "2024-06")
    with pytest.raises(UnknownName):
        both_opened(side("layer:finns-inte"), side(""))
    with pytest.raises(UnknownName):
        both_opened(side(""), side("scenario:finns-inte"))


def test_files_are_read_once() -> None:
    before, after = both_opened(side("at:2022"), side("at:2023 layer:not:tankar"))
    assert before.loaded is after.loaded
    before, after = both_opened(Side(WORLD), Side(WORLD.parent / "grunden"))
    assert before.loaded is not after.loaded


@pytest.mark.parametrize(("written", "order"), [("at:2022", "2022 2024-06"), ("at:2030", "2024-06 2030")])
def test_what_is_earlier_comes_first(written: str, order: str) -> None:
    assert " ".join(str(s.at) for s in earlier_first(side(written), AS_IS)) == order


def test_what_is_not_earlier_comes_after() -> None:
    before, after = earlier_first(side("layer:not:tankar"), AS_IS)
    assert ("tankar" in before.layers, "tankar" in after.layers) == (True, False)
