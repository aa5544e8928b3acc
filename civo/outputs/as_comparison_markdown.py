"""A comparison as Markdown: headings and lists of sentences, to paste into minutes."""

from __future__ import annotations

from collections.abc import Iterable

from civo.differences import Comparison
from civo.outputs.as_markdown import escaped
from civo.outputs.comparison_lines import comparison_parts, side_lines
from civo.words import Language, Text


def comparison_markdown(comparison: Comparison, counts: Iterable[Text], language: Language) -> str:
    """What is compared, what differs, and how much of each."""
    lines = [f"## {Text('Vad har ändrats?', 'What has changed?').in_language(language)}", ""]
    lines += [*(f"- {escaped(text)}" for text in side_lines(comparison, language)), ""]
    for part in comparison_parts(comparison, language):
        lines += [f"### {escaped(part.heading)}", ""]
        for line in part.lines:
            lines += [f"- {escaped(line.text)}", *(f"  - {escaped(text)}" for text in line.below)]
        lines.append("")
    lines += [f"{escaped(text.in_language(language))}\n" for text in (*counts, *comparison.notes)]
    return "\n".join(lines).rstrip("\n") + "\n"
