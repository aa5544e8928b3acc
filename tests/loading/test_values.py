"""What stands in a file is what is read: text stays text, whatever YAML 1.1 or a spreadsheet would make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from civo.loading.yaml_files import read_yaml
from civo.records import Organization, Role, Seat

from .samples import MANIFEST, loaded, problems_in, write

SCALARS = [
    "0114", "NO", "No", "no", "yes", "on", "off", "y", "n", "true", "False", "12:30", "1:30:15", "0180", "0o17", "0x1F",
    "1e3", "1_000", "-1", "+46", "3.10", ".5", ".inf", ".NaN", "2023-05-17", "2023-05-17T10:00:00Z", "090-785 00 00",
    "+46 90 785 00 00", "a:b", "a#b", "=", "100 %", "NaN", "none", "NULLA", "å-ä_ö",
]  # fmt: skip


@pytest.mark.parametrize("written", SCALARS)
def test_plain_scalars_stay_text(written: str) -> None:
    for text in (f"a: {written}\n", f"{{a: {written}}}", f"a:\n  {written}\n"):
        problems: list = []  # type: ignore[type-arg]
        assert read_yaml(text, "x", problems).data == {"a": written}
        assert problems == []


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# remark"])
def test_empty_value_is_as_if_its_key_were_not_there(written: str) -> None:
    assert read_yaml(f"a: {written}\nb: x\n", "x", []).data == {"b": "x"}


@pytest.mark.parametrize("written", ["''", '""', "'~'", '"null"', "'NULL'"])
def test_quoted_null_is_text(written: str) -> None:
    assert read_yaml(f"a: {written}\n", "x", []).data == {"a": written[1:-1]}


def test_blocks_and_escapes() -> None:
    text = "a: |\n  rad ett\n  rad två\nb: >-\n  en\n  rad\nc: \"\\u00e5\\n\\\"x\\\"\"\nd: 'it''s'\ne: en\n  rad till\n"
    assert read_yaml(text, "x", []).data == {
        "a": "rad ett\nrad två\n",
        "b": "en rad",
        "c": 'å\n"x"',
        "d": "it's",
        "e": "en rad till",
    }


def test_64_levels_are_read() -> None:
    problems: list = []  # type: ignore[type-arg]
    assert read_yaml("[" * 64 + "x" + "]" * 64, "x", problems).data
    assert problems == []


def test_empty_file_declares_nothing(tmp_path: Path) -> None:
    assert problems_in(write(tmp_path, {"a.yaml": "", "b.yaml": "# bara en anmärkning\n", "c.yaml": "roles:\n"})) == ()


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_tables(tmp_path: Path, start: str, end: str, between: str) -> None:
    """Separator, line ends and byte-order mark are the spreadsheet's; what is read is the same."""
    rows = [
        ["id", "name.sv", "name.en", "kind", "aliases", "area", "identifiers.scb", "from", "source.in", "source.at"],
        ["alvik", " Alvik ", "", "kommun | region", "'=A1|Alvik,s;k", "lan", "0114", "2023-05", "s", '"rad 1{0}""2"""'],
        ["", "", "", "", "", "", "", "", "", ""],
        ["byn", "Byn", "The Village", "kommun", "", "", "", "", "s", ""],
    ]
    rows[1][4] = f'"{rows[1][4]}"'
    text = start + end.join(between.join(row) for row in rows).format(end) + end
    found = loaded(tmp_path, {"organizations.2023.csv": text.encode()})
    alvik, byn = (o for o in found.records["organizations"] if o.id in ("alvik", "byn"))
    assert isinstance(alvik, Organization) and isinstance(byn, Organization)
    assert (alvik.name.sv, alvik.name.en, alvik.kind, alvik.area) == ("Alvik", "", ("kommun", "region"), "lan")
    assert alvik.aliases == ("=A1", "Alvik,s;k")
    assert alvik.identifiers == {"scb": "0114"}
    assert str(alvik.start) == "2023-05"
    assert alvik.source[0].at == f'rad 1{end}"2"'
    assert (byn.name.en, byn.kind, byn.aliases, byn.area, byn.source[0].document) == (
        "The Village", ("kommun",), (), None, "s",
    )  # fmt: skip
    assert str(found.position("alvik")) == "prov/organizations.2023.csv:2:1"
    assert str(found.position("byn")) == "prov/organizations.2023.csv:5:1"


def test_one_value_stands_for_a_list_of_one(tmp_path: Path) -> None:
    text = (
        "bodies:\n  - id: b\n    source: {in: s}\n    seats:\n      held_by: {organization: alby}\n      basis: chair\n"
    )
    found = loaded(tmp_path, {"r.yaml": text})
    [seat] = found.records["seats"]
    assert isinstance(seat, Seat)
    assert (seat.id, seat.body, seat.held_by[0].organization, seat.basis) == ("b.1", "b", "alby", ("chair",))


def test_seats_take_the_source_of_their_body_and_number(tmp_path: Path) -> None:
    text = (
        "bodies:\n  - id: b\n    source: {in: s, at: §1}\n    seats:\n      - {count: 1}\n"
        "      - {id: b.chair, source: {in: s, at: §2}}\n      - {count: 3}\n"
    )
    found = loaded(tmp_path, {"r.yaml": text, "seats.csv": "body,count,source.in\nb,4,\nradet,5,s\n"})
    assert [(s.id, s.source[0].at, str(found.position(s.id))) for s in found.records["seats"]] == [
        ("b.1", "§1", "prov/seats.csv:2:1"),
        ("radet.1", "", "prov/seats.csv:3:1"),
        ("b.2", "§1", "prov/r.yaml:5:9"),
        ("b.chair", "§2", "prov/r.yaml:6:9"),
        ("b.4", "§1", "prov/r.yaml:7:9"),
    ]


def test_nameless_records_are_called_after_the_folder(tmp_path: Path) -> None:
    """Whatever the folder is called, the ids made from its name are sound."""
    folder = write(tmp_path, {"r.yaml": "absences:\n  - {who: [alby], body: radet, source: {in: s}}\n"})
    other = folder.rename(tmp_path / "Åre & Östersund (2)")
    from civo.loading import load

    assert [a.id for a in load(other).records["absences"]] == ["are-ostersund-2.absences.1"]


def test_layers_and_files(tmp_path: Path) -> None:
    """A pattern names files at any depth; a file in no layer is always on; hidden and temporary files are not read."""
    role = "roles:\n  - {{id: {0}, source: {{in: s}}}}\n"
    files = {name: role.format(n) for n, name in {
        "r1": "a.yaml", "r2": "ut/b.yml", "r3": "ut/in/c.yaml", "r4": ".dold.yaml", "r5": "~lock.yaml", "r6": ".git/d.yaml",
    }.items()}  # fmt: skip
    manifest = f"{MANIFEST}layers:\n  - {{id: ute, name: Ute, files: ut/*, default: false}}\n"
    found = loaded(tmp_path, files, manifest)
    assert {r.id: found.layer_of(r.id) for r in found.records["roles"]} == {
        "chef": "prov", "r1": "prov", "r2": "ute", "r3": "ute",
    }  # fmt: skip
    assert {i: (layer.default, layer.own) for i, layer in found.layers.items()} == {
        "prov": (True, True),
        "ute": (False, True),
    }


def test_yes_and_no_where_a_field_asks_for_them(tmp_path: Path) -> None:
    text = "bodies:\n" + "".join(
        f"  - {{id: b{n}, source: {{in: s}}, several: {word}}}\n" for n, word in enumerate(("true", "yes", "on", "no"))
    )
    found = loaded(tmp_path, {"r.yaml": text})
    assert [b.several for b in found.records["bodies"] if b.id != "radet"] == [True, True, True, False]  # type: ignore[attr-defined]


def test_crlf_and_mark_of_byte_order_in_yaml(tmp_path: Path) -> None:
    text = "\ufeffroles:\r\n  - id: r\r\n    name: |\r\n      rad ett\r\n      rad två\r\n    source: {in: s}\r\n"
    found = loaded(tmp_path, {"r.yaml": text.encode()})
    role = next(r for r in found.records["roles"] if r.id == "r")
    assert isinstance(role, Role)
    assert role.name.sv == "rad ett\nrad två\n"
    assert str(found.position("r")) == "prov/r.yaml:2:5"


def test_a_name_in_one_language_is_enough(tmp_path: Path) -> None:
    """In YAML and in a table with the one column: it is the name in both."""
    table = "id,name.en,source.in\npower,Power,s\n"
    text = "issues:\n  - {id: water, name: {en: Water}, source: {in: s}}\n  - {id: vind, name: {sv: Vind}, source: {in: s}}\n"
    found = loaded(tmp_path, {"r.yaml": text, "issues.csv": table})
    names = {issue.id: issue.name for issue in found.records["issues"]}
    assert [names[i].in_language("en") for i in ("water", "vind", "power")] == ["Water", "Vind", "Power"]
    assert [names[i].in_language("sv") for i in ("water", "vind", "power")] == ["Water", "Vind", "Power"]
