"""The shipped views: what they draw of section 5.2, and that the files beside them are those of today."""

from pathlib import Path

import pytest

from civo.drawings import Item
from civo.errors import InvalidFiles
from civo.layout import dot_of
from civo.loading import load
from civo.structure import Structure, structure_at
from civo.views import drawing, read_view

ROOT = Path(__file__).parent.parent
VIEWS = sorted((ROOT / "diagrams").glob("*.yaml"))


@pytest.fixture(scope="module")
def civo_nord() -> Structure:
    return structure_at(load(ROOT / "structures" / "civo-nord"))


def edges(structure: Structure, name: str) -> set[tuple[str, str, str, str]]:
    view = read_view(ROOT / "diagrams" / f"{name}.yaml", structure)
    return {(e.source, e.target, e.kind, e.standing) for e in drawing(structure, view, name).edges}


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_the_dot_beside_a_view_is_what_it_draws_today(path: Path, civo_nord: Structure) -> None:
    figure = drawing(civo_nord, read_view(path, civo_nord), path.stem)
    assert path.with_suffix(".dot").read_text(encoding="utf-8") == dot_of(figure), "run: civo draw"


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.stem)
def test_every_view_has_a_title_a_legend_an_alt_text_and_a_text_equivalent(path: Path, civo_nord: Structure) -> None:
    figure = drawing(civo_nord, read_view(path, civo_nord), path.stem)
    assert figure.language == "sv"
    assert {(entry.sample, entry.kind, entry.standing) for entry in figure.legend} == {
        *(("node", node.shape, node.standing) for node in figure.nodes),
        *(("edge", edge.kind, edge.standing) for edge in figure.edges),
    }
    said = " ".join(_texts(figure.equivalent))
    for node in figure.nodes:
        assert node.head.split(" ")[0].lower() in said.lower(), node.head
    assert figure.alt.startswith("Diagram över") and figure.alt != figure.caption


def _texts(items: tuple[Item, ...]) -> list[str]:
    return [text for item in items for text in (item.text, *_texts(item.items))]


def test_the_higher_level_shows_the_rotating_seat_and_the_stated_absences(civo_nord: Structure) -> None:
    found = edges(civo_nord, "hogre-regional-niva")
    kommuner, regioner = "kommunerna-i-norra-civilomradet", "regionerna-i-norra-civilomradet"
    assert (regioner, "chefsmotet", "rotating", "known") in found
    assert (kommuner, "chefsmotet", "absent", "known") in found
    assert (regioner, "arbetsgrupper-hogre-regional", "absent", "known") in found
    assert not any(kind in ("seat", "collective") for _, _, kind, _ in found)


def test_the_regional_level_shows_who_is_represented_and_draws_nothing_where_the_report_is_silent(
    civo_nord: Structure,
) -> None:
    found = edges(civo_nord, "regional-niva")
    kommuner = "kommunerna-i-vasterbottens-lan"
    assert (kommuner, "regionala-radet", "collective", "known") in found
    assert ("region-vasterbotten", "regionala-radet", "seat", "known") in found
    assert (kommuner, "arbetsgrupper-regional", "collective", "unknown") in found
    assert not any(target == "regionala-natverk" for _, target, _, _ in found)
    assert not any(kind == "absent" for _, _, kind, _ in found)


def test_the_issue_figure_shows_what_lies_outside_and_what_the_trauma_chain_requires(civo_nord: Structure) -> None:
    found = edges(civo_nord, "fragor-utanfor")
    for issue in ("sjukvard", "transporter", "foreskriftsratt"):
        assert (issue, "civo", "outside", "unknown") in found
    assert ("traumavardskedjan", "civo", "part", "known") in found
    assert ("traumavardskedjan", "transporter", "needs", "unknown") in found
    for required in ("kommunal-halso-och-sjukvard", "socialtjanst", "lead-nationell"):
        assert ("traumavardskedjan", required, "requires", "unknown") in found
    assert ("direktorsnatverk", "traumavardskedjan", "discussed", "known") in found


def test_before_the_reform_there_is_no_higher_level_to_draw() -> None:
    from civo.dates import parsed_period

    loaded = load(ROOT / "structures" / "civo-nord")
    before = structure_at(loaded, parsed_period("2021"))
    view = read_view(ROOT / "diagrams" / "hogre-regional-niva.yaml", before)
    figure = drawing(before, view, "before")
    assert not any(node.shape == "body" for node in figure.nodes)


def test_a_dangling_id_in_a_view_is_an_error_with_its_place(tmp_path: Path, civo_nord: Structure) -> None:
    view = tmp_path / "x.yaml"
    view.write_text(
        "structure: civo-nord\ntitle: X\ncaption: Y\nlevels: [regionall]\nactors:\n  - {kind: komun}\nextra: 1\n"
    )
    with pytest.raises(InvalidFiles) as wrong:
        read_view(view, civo_nord)
    assert [(p.position.line, p.position.column) for p in wrong.value.problems] == [(7, 1)]
    view.write_text(view.read_text().replace("extra: 1\n", ""))
    with pytest.raises(InvalidFiles) as wrong:
        read_view(view, civo_nord)
    told = [(p.position.line, p.position.column, p.message.sv, p.suggestion) for p in wrong.value.problems]
    assert told == [(4, 10, "”regionall” finns inte", "regional"), (6, 5, "”komun” finns inte", "kommun")]
