"""Answers as plain text for a terminal or a pipe: aligned columns, nothing cut, nothing wrapped in a pipe."""

from __future__ import annotations

from itertools import zip_longest

from civo.answers import GapReport, Table
from civo.outputs.cells import cell_text
from civo.words import Language, Text


def table_text(table: Table, language: Language, width: int | None = None) -> str:
    """The table with its facts above and its notes below; wrapped into `width` characters when given."""
    columns = [n for n, column in enumerate(table.columns) if not column.detail]
    heads = [table.columns[n].heading.in_language(language) for n in columns]
    rows = [[cell_text(row[n], language) for n in columns] for row in table.rows]
    used = [n for n in range(len(columns)) if any(row[n] for row in rows)] or list(range(len(columns)))
    grid = [[heads[n] for n in used], *([row[n] for n in used] for row in rows)] if rows else []
    lines = [table.title.in_language(language), ""]
    lines += [f"{fact.heading.in_language(language)}: {cell_text(fact.value, language)}" for fact in table.facts]
    lines += [""] if table.facts and grid else []
    lines += _grid(grid, width) if width else _aligned(grid)
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
    """The same in a terminal of some width: the widest columns give way, cells wrap between words."""
    if not grid:
        return []
    widths = [max(len(row[n]) for row in grid) for n in range(len(grid[0]))]
    least = [max(6, min(len(max(row[n].split() or [""], key=len)) for row in grid)) for n in range(len(widths))]
    while sum(widths) + 2 * (len(widths) - 1) > width and any(w > m for w, m in zip(widths, least, strict=True)):
        n = max(range(len(widths)), key=lambda i: widths[i] - least[i])
        widths[n] -= 1
    lines: list[str] = []
    for number, row in enumerate(grid):
        cells = [_wrapped(cell, w) for cell, w in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            lines.append("  ".join(part.ljust(w) for part, w in zip(parts, widths, strict=True)).rstrip())
        if number == 0:
            lines.append("  ".join("-" * w for w in widths))
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = [""]
    for word in text.split(" "):
        while len(word) > width:
            room = width - len(lines[-1]) - 1 if lines[-1] else width
            if room < 4:
                lines.append("")
                room = width
            lines[-1] = f"{lines[-1]} {word[:room]}".strip()
            word = word[room:]
            lines.append("")
        if len(lines[-1]) + len(word) + 1 <= width or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    return lines


def gaps_text(report: GapReport, titles: dict[str, Text], summary: list[Text], language: Language) -> str:
    """The findings, rule by rule, each with its reasons and the records that it rests on."""
    lines: list[str] = []
    for run in report.runs:
        for finding in run.findings:
            if finding.accepted is not None:
                continue
            lines.append(f"{finding.rule}: {titles[finding.rule].in_language(language)}")
            lines.append(f"  {finding.verdict.text.in_language(language)}: {finding.sentence.in_language(language)}")
            for heading, text in (
                (Text("varför", "why"), finding.why),
                (Text("kan besvaras av", "may be answered by"), finding.who_may_answer),
                (Text("så stängs den", "how to close it"), finding.how_to_close),
            ):
                lines.append(f"    {heading.in_language(language)}: {text.in_language(language)}")
            for link in finding.chain:
                places = "; ".join(link.places)
                lines.append(
                    f"    - {link.name.in_language(language)} ({link.id})  {link.position}"
                    + (f"  [{places}]" if places else "")
                )
            lines.append("")
    return "\n".join([*lines, *(text.in_language(language) for text in summary)]) + "\n"
