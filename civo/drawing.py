"""A view -> a figure in one of its formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from civo.drawings import Drawing
from civo.errors import UnknownName
from civo.layout import Engine, laid_out
from civo.outputs.files import write_whole
from civo.structure import Structure
from civo.views import drawing, read_view, views_for
from civo.words import Language, Text, nearest


def rendered(
    structure: Structure, folder: Path, name: str, form: str, language: Language | None, engine: str = "builtin"
) -> str | bytes:
    """The figure of a view as `svg`, `png`, `pdf` or `dot`. Raises UnknownName when there is no such view."""
    known = {path.stem: path for path in views_for(structure, folder)}
    if name not in known:
        raise UnknownName(name, nearest(name, known) or "", Text("vyerna", "the views"))
    figure = drawing(structure, read_view(known[name], structure), name, language)
    return _FORMS[form](figure, cast("Engine", engine))


def draw_beside(structure: Structure, folder: Path, language: Language | None) -> Iterator[Path]:
    """Writes every view's SVG and DOT beside its file; says which files."""
    for path in views_for(structure, folder):
        figure = drawing(structure, read_view(path, structure), path.stem, language)
        for form in ("svg", "dot"):
            target = path.with_suffix(f".{form}")
            write_whole(target, _FORMS[form](figure, "builtin"))
            yield target


def _svg(figure: Drawing, engine: Engine) -> str:
    from civo.outputs.as_svg import svg_text

    return svg_text(figure, layout=laid_out(figure, engine))


def _png(figure: Drawing, engine: Engine) -> bytes:
    from civo.outputs.as_png import png_bytes

    return png_bytes(figure, layout=laid_out(figure, engine))


def _pdf(figure: Drawing, engine: Engine) -> bytes:
    from civo.outputs.as_pdf import pdf_bytes

    return pdf_bytes(figure, laid_out(figure, engine))


def _dot(figure: Drawing, _: Engine) -> str:
    from civo.outputs.as_dot import dot_text

    return dot_text(figure)


_FORMS: dict[str, Callable[[Drawing, Engine], str | bytes]] = {"svg": _svg, "png": _png, "pdf": _pdf, "dot": _dot}
