"""Tables as they fit a page."""

from __future__ import annotations

from civo.answers import Cell, Column, Table
from civo.outputs.report_parts import PrintCell, print_table
from civo.reports import TableBlock
from civo.words import Text


def block(columns: int, *rows: tuple[Cell, ...]) -> TableBlock:
    heads = [Column(f"c{n}", Text(f"Rubrik{n}")) for n in range(columns)]
    return TableBlock("t", Table(Text("Tabell"), (*heads, Column("source", Text("Källa"))), rows))


def test_a_table_that_fits_stands_as_it_is() -> None:
    printed = print_table(
        block(2, ("ett", Text("två"), ("K: 1 ¶2", "K: 1 ¶1"))), "sv", {"K: 1 ¶1": 1, "K: 1 ¶2": 2}, 100
    )
    assert printed.headings == ("Rubrik0", "Rubrik1", "Källa")
    assert printed.rows == ((PrintCell(("ett",)), PrintCell(("två",)), PrintCell(("1", "2"), True)),)


def test_a_low_table_that_is_too_wide_is_turned() -> None:
    row: tuple[Cell, ...] = (*(f"ord{n}" for n in range(12)), ("K",))
    printed = print_table(block(12, row), "sv", {"K": 7}, 100)
    assert printed.headings == ("Rubrik0", "ord0")
    assert printed.rows[0] == (PrintCell(("Rubrik1",)), PrintCell(("ord1",)))
    assert printed.rows[-1] == (PrintCell(("Källa",)), PrintCell(("7",), True))


def test_a_high_table_is_never_turned() -> None:
    rows: list[tuple[Cell, ...]] = [(*(f"ord{n}" for n in range(12)), ("K",)) for _ in range(4)]
    assert len(print_table(block(12, *rows), "sv", {"K": 7}, 100).headings) == 13


def test_widths_follow_the_longest_word_then_what_is_said() -> None:
    said = "en rad med många ord som får plats där det finns rum för dem och lite till"
    printed = print_table(block(3, ("a", "Fullmäktigeberedningen", said, "K")), "sv", {"K": 1}, 100)
    first, second, third, _ = printed.widths
    assert abs(sum(printed.widths) - 1) < 0.01
    assert first < second < third and 100 * second > len("Fullmäktigeberedningen")


def test_a_table_without_rows_has_widths_too() -> None:
    printed = print_table(block(2), "sv", {}, 100)
    assert printed.rows == () and len(printed.widths) == 3
