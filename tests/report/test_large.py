"""What a report of a large structure counts instead of telling one by one: nothing is dropped without a word."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from civo.gaps import find_gaps
from civo.loading import load
from civo.outputs.as_report_docx import report_docx
from civo.outputs.as_report_html import report_html
from civo.outputs.as_report_pdf import _data
from civo.report import report
from civo.report.crowds import AT_ONCE, FIRST, MANY, crowds
from civo.reports import Aside, Entry, Listing, Report, Section, Sentence, TableBlock, blocks_of
from civo.seats.rosters import place
from civo.structure import Structure, structure_at
from civo.truth import Truth
from civo.words import Text

COUNTIES = 3
PARTS = re.compile(r"^(.*): (\d+)$")


def large(folder: Path, bodies: int, *, one_area: bool = False) -> Structure:
    """A structure with a council in each of so many municipalities: lists that are closed or open, one body only proposed."""
    lines = ["sources: [{id: k, name: Källan}]"]
    lines += [
        "kinds:",
        "  - {id: kommun, name: K, source: {in: k}}",
        "  - {id: lansstyrelse, name: L, source: {in: k}}",
        "  - {id: region, name: R, source: {in: k}}",
    ]
    lines += ["levels:", "  - {id: topp, name: Toppen, source: {in: k}}"]
    lines.append("  - {id: lokal, under: topp, name: Lokal nivå, source: {in: k}}")
    lines.append("areas:")
    lines += [f"  - {{id: lan-{c}, name: Län {c}, type: lan, source: {{in: k}}}}" for c in range(COUNTIES)]
    lines += [
        f"  - {{id: o-{n}, name: O{n}, type: kommun, part_of: lan-{n % COUNTIES}, source: {{in: k}}}}"
        for n in range(bodies)
    ]
    lines.append("organizations:")
    lines += [f"  - {{id: k-{n}, name: K{n}, kind: kommun, area: o-{n}, source: {{in: k}}}}" for n in range(bodies)]
    lines.append("  - {id: lst, name: Lst, kind: lansstyrelse, area: lan-0, source: {in: k}}")
    lines.append("  - {id: r, name: Regionen, kind: region, area: lan-0, source: {in: k}}")
    lines += ["issues:", "  - {id: fraga, name: Frågan, source: {in: k}}", "bodies:"]
    lines.append("  - {id: toppen, name: Topprådet, level: topp, composition: open, handles: fraga, source: {in: k}}")
    for n in range(bodies):
        status, shape = "proposed" if n == 1 else "existing", ("closed", "open")[n % 2]
        area = "lan-0" if one_area else f"o-{n}"
        lines.append(
            f"  - {{id: b-{n}, name: Rådet {n}, level: lokal, area: {area}, type: council, composition: {shape}, "
            f'status: {status}, handles: fraga, source: {{in: k, at: "{n} ¶1"}}}}'
        )
    lines.append("seats:")
    for n in range(bodies):
        held = f"{{organization: {'k-0' if n % 3 else 'lst'}, from: 2020-01-01}}"
        lines.append(f"  - {{id: s-{n}, body: b-{n}, held_by: [{held}], source: {{in: k}}}}")
        lines.append(f"  - {{id: t-{n}, body: b-{n}, rotates: {{among: {{kind: region}}}}, source: {{in: k}}}}")
    lines += ["responsibilities:", "  - {issue: fraga, who: {ids: [k-5]}, source: {in: k}}"]
    lines += ["remarks:", "  - {id: m, about: b-2, type: context, text: Rådet är nytt., source: {in: k}}"]
    folder.mkdir(exist_ok=True)
    (folder / "structure.yaml").write_text("title: T\ndate: 2024\n", "utf-8")
    (folder / "records.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return structure_at(load(folder))


def told(structure: Structure, folder: Path) -> Report:
    """The report without any figure."""
    views = folder / "views"
    views.mkdir(exist_ok=True)
    return report(structure, views)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Structure:
    return large(tmp_path_factory.mktemp("stor") / "stor", MANY + 6)


@pytest.fixture(scope="module")
def made(big: Structure, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return told(big, tmp_path_factory.mktemp("vyer"))


def table(made: Report, name: str) -> TableBlock:
    [found] = [b for b in blocks_of(made.sections) if isinstance(b, TableBlock) and b.id == name]
    return found


def numbers(cell: object) -> Counter[str]:
    """What a cell counts: "ja: 12" is 12 times ja."""
    found = (PARTS.match(text.sv) for text in cell)  # type: ignore[attr-defined]
    return Counter({one[1]: int(one[2]) for one in found if one})


def test_bodies_of_a_level_with_few_are_told_one_by_one(tmp_path: Path) -> None:
    structure = large(tmp_path / "liten", MANY)
    made = told(structure, tmp_path)
    assert not crowds(structure)
    assert sum(s.id.startswith("organ.") for s in made.sections) == MANY + 1
    assert not [b for b in blocks_of(made.sections) if isinstance(b, TableBlock) and b.id.startswith("antal")]
    assert "civo " not in " ".join(said.text.sv for said in made.said())


def test_bodies_of_a_level_with_very_many_are_counted_by_county(big: Structure, made: Report) -> None:
    assert [s.id for s in made.sections if s.id.startswith("organ.")] == ["organ.toppen", "organ.antal.lokal"]
    rows = table(made, "antal-lokal").table.rows
    assert [row[0].sv for row in rows] == ["Län 0", "Län 1", "Län 2"]  # type: ignore[union-attr]
    assert sum(row[1] for row in rows) == MANY + 6  # type: ignore[misc]
    status = sum((numbers(row[3]) for row in rows), Counter())
    assert status == {"finns": MANY + 5, "föreslaget": 1}
    assert sum(row[5] for row in rows) == len(big.seats)  # type: ignore[misc]


def test_bodies_in_one_area_are_counted_by_type(tmp_path: Path) -> None:
    made = told(large(tmp_path / "ett", MANY + 1, one_area=True), tmp_path)
    [row] = table(made, "antal-lokal").table.rows
    assert row[0].sv == "råd"  # type: ignore[union-attr]
    assert row[1] == MANY + 1


def test_yes_no_and_unknown_are_counted_apart(big: Structure, made: Report) -> None:
    """Each as the body itself answers: an open list is never among the no."""
    block = table(made, "antal")
    for kind in ("kommun", "lansstyrelse"):
        n = [column.key for column in block.table.columns].index(kind)
        counted = sum((numbers(row[n]) for row in block.table.rows), Counter())
        members = frozenset(big.actor_members(kind))
        local = [b for b in big.bodies if b.level == "lokal"]
        wanted = Counter(
            place(big, b, members).truth.text.sv if b.status == "existing" else "föreslaget" for b in local
        )
        assert counted == wanted
        assert set(counted) == {"ja", "nej", "okänt", "föreslaget"}
        assert counted["nej"] <= sum(b.composition == "closed" for b in local)
        own = sum((numbers(row[3]) for row in table(made, f"antal-{kind}").table.rows), Counter())
        assert own.total() == len(local)
        assert own["föreslaget"] == 1
        assert own[Truth.NO.text.sv] <= counted["nej"]


def test_what_is_left_out_is_said_with_where_it_stands(made: Report) -> None:
    said = " ".join(one.text.sv for one in made.said() if isinstance(one, Aside))
    assert f"Lokal nivå har {MANY + 6} organ." in said
    assert 'civo list bodies --where "level:lokal" --format csv' in said
    assert f"{MANY + 6} organ räknas här" in said
    assert "tabeller/representation.csv" in said
    assert "civo where kommun --format csv" in said
    english = " ".join(one.text.en for one in made.said() if isinstance(one, Aside))
    assert "Lokal nivå has 66 bodies." in english


def test_a_remark_on_a_body_that_is_counted_is_told(made: Report) -> None:
    assert any(one.text.sv == "Rådet 2: Rådet är nytt." for one in made.said())


def test_an_issue_counts_the_bodies_that_handle_it(made: Report) -> None:
    block = table(made, "sakfragor")
    n = [column.key for column in block.table.columns].index("handled_by")
    [row] = block.table.rows
    assert [text.sv for text in row[n]] == [  # type: ignore[union-attr]
        "Topprådet",
        f"Lokal nivå: {MANY + 5} organ (finns: {MANY + 5})",  # what is proposed handles nothing yet
    ]


def lists(made: Report) -> Iterator[tuple[Section, tuple[Entry, ...]]]:
    """The lists of findings, section by section."""
    for section in made.sections:
        for block in section.blocks if section.id.startswith(("luckor.", "oppna-fragor.")) else ():
            if isinstance(block, Listing):
                yield section, block.entries


def test_of_very_many_findings_the_first_of_each_rule_are_told_and_the_others_counted(
    big: Structure, made: Report
) -> None:
    counted: Counter[str] = Counter()
    for section, entries in lists(made):
        assert len(entries) <= MANY
        for entry in entries:
            if isinstance(entry.said, Aside):  # a rule
                assert section.id.startswith(("luckor.", "oppna-fragor."))
                told_of = re.search(r"\((.*?)\)(?::|$)", entry.said.text.sv)
                verdicts = re.findall(r"\d+", told_of[1]) if told_of else []
                left = re.search(r"; (\d+) till ger civo gaps --rule ([a-z-]+) ", entry.said.text.sv)
                assert len(entry.below) == (FIRST if left else len(entry.below)) <= FIRST
                assert sum(map(int, verdicts)) == len(entry.below) + (int(left[1]) if left else 0)
                counted[left[2] if left else ""] += 1
    rules = Counter(finding.rule for finding in find_gaps(big).findings)
    assert rules.most_common(1)[0][1] > MANY
    assert rules.most_common(1)[0][0] in counted


def test_a_sentence_cites_few_of_very_many_places(made: Report) -> None:
    findings = [said for _, entries in lists(made) for e in entries for said in (e.said, *(b.said for b in e.below))]
    assert all(len(said.sources) <= AT_ONCE for said in findings if isinstance(said, Sentence))
    [cut] = {said.text.sv for said in findings if f"(Här anges {FIRST} av " in said.text.sv}
    assert int(re.search(r"anges \d+ av (\d+) ställen", cut)[1]) > AT_ONCE  # type: ignore[index]


def test_twice_the_bodies_make_no_longer_report(made: Report, tmp_path: Path) -> None:
    """What it says is counted in lines: sentences, and rows of tables."""

    def lines(told: Report) -> int:
        rows = (len(b.table.rows) for b in blocks_of(told.sections) if isinstance(b, TableBlock))
        return len(list(told.said())) + sum(rows)

    assert lines(told(large(tmp_path / "dubbel", 2 * (MANY + 6)), tmp_path)) <= lines(made) + 5


def test_of_very_many_differences_in_a_scenario_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    large(tmp_path / "stor", 6)
    (tmp_path / "stor" / "scenarios").mkdir()
    bodies = "".join(f"  - {{id: ny-{n}, name: Ny {n}, level: topp, composition: open}}\n" for n in range(MANY + 1))
    text = f"title: Nya\nadd:\n  bodies:\n{bodies.replace('  - ', '    - ')}"
    (tmp_path / "stor" / "scenarios" / "nya.yaml").write_text(text, "utf-8")
    made = told(structure_at(load(tmp_path / "stor")), tmp_path)
    [added] = [s for s in made.sections if s.heading.sv == "Tillkommet"]
    [listing] = added.blocks
    assert isinstance(listing, Listing)
    assert len(listing.entries) == FIRST + 1
    last = listing.entries[-1].said.text.sv
    assert last == f"{MANY + 1 - FIRST} till ger civo compare as-is scenario:nya --format csv"


def test_all_formats_say_the_same(made: Report) -> None:
    document = docx.Document(io.BytesIO(report_docx(made).content))
    texts = (
        report_html(made)[0],
        json.dumps(_data(made), ensure_ascii=False),
        "\n".join(paragraph.text for paragraph in document.paragraphs),
    )
    for text in texts:
        assert f"Lokal nivå har {MANY + 6} organ." in text
        assert f"{MANY + 6} organ räknas här" in text


def test_bodies_without_an_area_are_counted_last(tmp_path: Path) -> None:
    large(tmp_path / "stor", MANY + 6)
    records = tmp_path / "stor" / "records.yaml"
    records.write_text(records.read_text("utf-8").replace("level: lokal, area: o-0,", "level: lokal,"), "utf-8")
    rows = table(told(structure_at(load(tmp_path / "stor")), tmp_path), "antal-lokal").table.rows
    assert sum(row[1] for row in rows) == MANY + 6  # type: ignore[misc]
    assert rows[-1][:2] == (Text("inget område anges", "no area said"), 1)
