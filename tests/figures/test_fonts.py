"""The widths that the layout counts with are those of the font, and the font is found where it says."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from civo.layout import font_widths
from civo.layout.wrapping import text_width
from civo.outputs import fonts
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


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty cache folder, and nothing remembered from before."""
    monkeypatch.setattr("civo.user_cache._user_cache", lambda: tmp_path)
    fonts._subset.cache_clear()
    yield tmp_path / "civo"
    fonts._subset.cache_clear()


@pytest.mark.usefixtures("cache")
def test_a_kept_subset_has_the_same_bytes_and_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = font_faces("åäö", "d")
    fonts._subset.cache_clear()
    monkeypatch.setattr(fonts, "_made_subset", None)
    assert font_faces("åäö", "d") == first


def test_a_damaged_subset_is_made_again(cache: Path) -> None:
    first = font_faces("åäö", "")
    (path,) = cache.iterdir()
    good = path.read_bytes()
    for damaged in (b"", good[:-1], good.replace(b"wOF2", b"wOFF")):
        path.write_bytes(damaged)
        fonts._subset.cache_clear()
        assert font_faces("åäö", "") == first
        assert path.read_bytes() == good


def test_each_face_and_text_is_kept_by_itself(cache: Path) -> None:
    assert len({font_faces("abc", ""), font_faces("abd", ""), font_faces("", "abc")}) == 3
    assert len(list(cache.iterdir())) == 3


@pytest.mark.usefixtures("cache")
def test_the_subset_still_kerns() -> None:
    font = TTFont(BytesIO(base64.b64decode(fonts._subset(False, "ATVo"))))
    assert [record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord] == ["kern"]
    assert set("ATVo") == set(map(chr, font.getBestCmap()))
