"""Answers as plain text for a terminal or a pipe: aligned columns, nothing cut, nothing wrapped in a pipe."""

from __future__ import annotations

from civo.answers import Table
from civo.outputs.cells import cell_text
from civo.words import Language, Text


def table_text(table: Table, language: Language, width: int | None = None) -> str:
    """The table with its facts above and its notes below.

    In a terminal of some `width` cells wrap, and the sources stand below the table, by number.
    """
    columns = [n for n, column in enumerate(table.columns) if not column.detail]
    heads = [table.columns[n].heading.in_language(language) for n in columns]
    rows = [[cell_text(row[n], language) for n in columns] for row in table.rows]
    used = [n for n in range(len(columns)) if any(row[n] for row in rows)] or list(range(len(columns)))
    grid = [[heads[n] for n in used], *([row[n] for n in used] for row in rows)] if rows else []
    lines = [table.title.in_language(language), ""]
    lines += [f"{fact.heading.in_language(language)}: {cell_text(fact.value, language)}" for fact in table.facts]
    lines += [""] if table.facts and grid else []
    references: dict[str, int] = {}
    if width and rows and table.columns[columns[used[-1]]].key == "source":
        for row in grid[1:]:
            row[-1] = f"[{references.setdefault(row[-1], len(references) + 1)}]" if row[-1] else ""
    lines += _grid(grid, width) if width else _aligned(grid)
    lines += ["", *(f"[{n}] {text}" for text, n in references.items())] if references else []
    if table.notes:
        lines += ["", *(note.in_language(language) for note in table.notes)]
    lines += ["", _asked(table, language)]
    return "\n".join(lines) + "\n"


def _asked(table: Table, language: Language) -> str:
    layers = ", ".join(table.layers)
    return Text(f"Gäller {table.at}. Lager: {layers}.", f"As of {table.at}. Layers: {layers}.").in_language(language)


def _aligned(grid: list[list[str]]) -> list[str]:
    widths = [max(len(row[n]) for row in grid) for n in range(len(grid[0]))] if grid else []
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in grid]
    if lines:
        lines.insert(1, "  ".join("-" * w for w in widths))
    return lines


def _grid(grid: list[list[str]], width: int) -> list[str]:
    """The same in a terminal of some width: cells wrap between words, no colour, no markup read from names."""
    if not grid:
        return []
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text as Plain

    drawn = Grid(box=SIMPLE_HEAD, pad_edge=False, header_style="")
    for head in grid[0]:
        drawn.add_column(Plain(head), overflow="fold")
    for row in grid[1:]:
        drawn.add_row(*(Plain(cell) for cell in row))
    console = Console(width=width, no_color=True, highlight=False)
    with console.capture() as captured:
        console.print(drawn)
    return [line.rstrip() for line in captured.get().strip("\n").split("\n")]
