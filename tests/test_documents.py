"""A source's text against the places and key terms that records name."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.checking import checked, sound_scenarios
from civo.documents import sections_of, verify
from civo.errors import CivoError
from civo.loading import load
from civo.opening import opened, other_scenarios, scenario_files
from civo.shipped import shipped

from .loading.samples import loaded

DOCUMENT = """\
1 Inledning

Först ett stycke som talar om
vattenvård och om Sjörikets råd.

1.1 Bakgrund

Andra stycket, med en lista:
• ett råd för farleder
• en lång punkt som fortsätter på
nästa rad

Tredje stycket tar slut mitt i en

\x0cmening som går över sidan.

Rådets uppgifter

Ett stycke under en rubrik utan nummer. Krisberedskaps-
ansvar.

2 Läget

1.1 är bara ett tal här. Här står råd.

Rådets uppgifter

Samma rubrik, annan plats: brandskydd.
"""


def test_sections() -> None:
    found = [(s.heading, s.number, [(p.text[:24], len(p.items)) for p in s.paragraphs]) for s in sections_of(DOCUMENT)]
    assert [f for f in found if f[0]] == [
        ("1 Inledning", "1", [("Först ett stycke som tal", 0)]),
        ("1.1 Bakgrund", "1.1", [("Andra stycket, med en li", 2), ("Tredje stycket tar slut ", 0)]),
        ("Rådets uppgifter", "1.1", [("Ett stycke under en rubr", 0)]),
        ("2 Läget", "2", [("1.1 är bara ett tal här.", 0)]),
        ("Rådets uppgifter", "2", [("Samma rubrik, annan plat", 0)]),
    ]


def said(folder: Path, *sources: str) -> tuple[list[str], str]:
    """What is wrong with the sources of some roles, and how much was looked up."""
    text = "".join(f"  - {{id: r{n}, source: {source}}}\n" for n, source in enumerate(sources))
    (folder / "kalla.txt").write_text(DOCUMENT, "utf-8")
    verified = verify(loaded(folder, {"r.yaml": f"roles:\n{text}"}), folder / "kalla.txt", "s")
    problems = [
        " | ".join(filter(None, (str(p.position), p.message.en, p.expected.en, p.suggestion)))
        for p in verified.problems
    ]
    return problems, verified.said.en


def source(at: str, *terms: str) -> str:
    return f'{{in: s, at: "{at}", terms: [{", ".join(terms)}]}}'


def test_places_and_terms_that_stand_there(tmp_path: Path) -> None:
    problems, looked_up = said(
        tmp_path,
        source("1 ¶1", "vattenvård", "Sjörikets råd"),
        source("1 Inledning, stycke 1", "VATTENVÅRD"),
        source("Inledning ¶1", "vatten"),
        source("1.1 ¶1 punkt 2", "lång punkt", "nästa rad"),
        source("1.1 ¶2", "mitt i en mening som går över sidan"),
        source("1.1 / Rådets uppgifter ¶1", "rubrik utan nummer"),
        source("2 / Rådets uppgifter", "brandskydd"),
        source("Rådets uppgifter ¶1", "brandskydd"),
    )
    assert problems == []
    assert looked_up == "8 places and 10 key terms stand in the document."


@pytest.mark.parametrize(
    ("at", "term", "problem"),
    [
        ("3 ¶1", "x", 'prov/r.yaml:2:34 | the document has no heading "3"'),
        ("Inledningen ¶1", "x", 'prov/r.yaml:2:34 | the document has no heading "Inledningen" | 1 Inledning'),
        ("1 ¶2", "x", 'prov/r.yaml:2:34 | there is no place "1 ¶2": the heading has 1 paragraphs'),
        ("1 ¶0", "x", 'prov/r.yaml:2:34 | there is no place "1 ¶0": the heading has 1 paragraphs'),
        ("1.1 ¶1 punkt 3", "x", 'prov/r.yaml:2:34 | there is no place "1.1 ¶1 punkt 3": the heading has 2 paragraphs'),
        ("1 ¶1", "brandskydd", 'prov/r.yaml:2:50 | the key term "brandskydd" does not stand in "1 ¶1"'),
        ("1 ¶1", "ikets", 'prov/r.yaml:2:50 | the key term "ikets" does not stand in "1 ¶1"'),
        ("1.1 ¶2", "farleder",
         'prov/r.yaml:2:52 | the key term "farleder" does not stand in "1.1 ¶2" | it stands in 1.1 Bakgrund ¶1'),
        ("1.1 / Rådets uppgifter ¶1", "brandskydd",
         'prov/r.yaml:2:71 | the key term "brandskydd" does not stand in "1.1 / Rådets uppgifter ¶1"'),
    ],
)  # fmt: skip
def test_what_does_not_stand_there(tmp_path: Path, at: str, term: str, problem: str) -> None:
    assert said(tmp_path, source(at, term))[0] == [problem]


def test_a_list_of_places(tmp_path: Path) -> None:
    problems, _ = said(tmp_path, f"[{source('1 ¶1', 'vattenvård')}, {source('2 ¶1', 'råd', 'farled')}]")
    assert problems == ['prov/r.yaml:2:98 | the key term "farled" does not stand in "2 ¶1"']


def test_a_seat_that_takes_its_bodys_source_is_not_told_of_again(tmp_path: Path) -> None:
    (tmp_path / "kalla.txt").write_text(DOCUMENT, "utf-8")
    text = f"bodies:\n  - id: b\n    source: {source('1 ¶1', 'farleder')}\n    seats: [{{count: 1}}, {{count: 2}}]\n"
    verified = verify(loaded(tmp_path, {"r.yaml": text}), tmp_path / "kalla.txt", "s")
    assert (verified.places, verified.terms) == (1, 1)
    assert [str(p.position) for p in verified.problems] == ["prov/r.yaml:3:41"]


def test_which_source_is_meant(tmp_path: Path) -> None:
    (tmp_path / "kalla.txt").write_text(DOCUMENT, "utf-8")
    base = "sources:\n  - {id: s, name: S}\n  - {id: t, name: T}\nroles:\n"
    roles = f"  - {{id: a, source: {source('1 ¶1', 'råd')}}}\n  - {{id: b, source: {{in: t, at: 1 §}}}}\n"
    structure = loaded(tmp_path, {}, base=base + roles)
    assert verify(structure, tmp_path / "kalla.txt").places == 1, "the one that places with key terms are named in"
    with pytest.raises(CivoError, match="no record names a place in u"):
        verify(structure, tmp_path / "kalla.txt", "u")
    with pytest.raises(CivoError, match="no record names a place and key terms"):
        verify(loaded(tmp_path / "2", {}, base=f"{base}  - {{id: a, source: {{in: s}}}}\n"), tmp_path / "kalla.txt")


def test_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "kalla.txt").write_bytes("råd".encode("utf-16"))
    with pytest.raises(CivoError, match="UTF-16"):
        verify(loaded(tmp_path, {}), tmp_path / "kalla.txt", "s")


def test_what_a_scenario_names_is_looked_up_too(tmp_path: Path) -> None:
    (tmp_path / "kalla.txt").write_text(DOCUMENT, "utf-8")
    structure = loaded(tmp_path, {"r.yaml": f"bodies:\n  - {{id: b, source: {source('1 ¶1', 'råd')}}}\n"})
    scenarios = structure.path / "scenarios"
    scenarios.mkdir()
    (scenarios / "mera.yaml").write_text(
        f"title: Mera\nsource: {source('1 ¶1', 'farleder')}\n"
        f"add:\n  roles:\n    - {{id: r, source: {source('1 ¶1', 'båtar')}}}\n"
        f"set:\n  - {{id: b, meets: ofta}}\n",
        "utf-8",
    )
    verified = verify(structure, tmp_path / "kalla.txt", "s", sound_scenarios(structure))
    assert (verified.places, verified.terms) == (3, 3)
    assert [str(p.position).partition("/")[2] for p in verified.problems] == [
        "scenarios/mera.yaml:2:37",
        "scenarios/mera.yaml:5:51",
    ]
    (scenarios / "trasig.yaml").write_text("title: Trasig\nend: [finns-inte]\n", "utf-8")
    assert verify(structure, tmp_path / "kalla.txt", "s", sound_scenarios(structure)) == verified


def test_scenarios_are_right_with_one_of_them_laid_over_the_structure() -> None:
    folder = shipped("structures") / "civo-nord"
    names = sorted(scenario_files(load(folder)))
    assert len(names) > 1
    for name in names:
        assert not checked(opened(folder, scenarios=[name])).problems
        assert sorted([name, *other_scenarios(opened(folder, scenarios=[name]).loaded)]) == names
