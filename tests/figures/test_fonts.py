"""The widths that the layout counts with are those of the font, and the font is found where it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from civo.layout import font_widths
from civo.layout.wrapping import text_width
from civo.outputs.fonts import font_faces, font_file, width_table


def test_the_table_is_what_the_font_says() -> None:
    assert Path(font_widths.__file__).read_text(encoding="utf-8") == width_table()


@pytest.mark.parametrize("bold", [False, True])
def test_a_line_measures_as_its_glyphs(bold: bool) -> None:
    font = TTFont(font_file(bold))
    names, metrics = font.getBestCmap(), font["hmtx"].metrics
    text = 'Länsstyrelsen "Åre" – 15 %'
    expected = sum(metrics[names[ord(char)]][0] for char in text) / font["head"].unitsPerEm * 12
    assert text_width(text, 12, bold) == pytest.approx(expected)


def test_the_subset_is_the_same_however_the_text_is_ordered() -> None:
    assert font_faces("abc", "d") == font_faces("cbaabc", "d")
    assert font_faces("abc", "d") != font_faces("abd", "d")
    assert font_faces("", "") == ""
