"""A comparison as plain text: a list under each heading."""

from __future__ import annotations

from collections.abc import Iterable

from civo.differences import Comparison
from civo.outputs.comparison_lines import comparison_parts, side_lines
from civo.words import Language, Text


def comparison_text(comparison: Comparison, counts: Iterable[Text], language: Language) -> str:
    """What is compared, what differs, and how much of each."""
    lines = [*side_lines(comparison, language), ""]
    for part in comparison_parts(comparison, language):
        lines.append(part.heading)
        for line in part.lines:
            lines += [f"  - {line.text}", *(f"      {text}" for text in line.below)]
        lines.append("")
    return "\n".join([*lines, *(text.in_language(language) for text in (*counts, *comparison.notes))]) + "\n"
