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
    """The figure of a view in one of the forms that FORMS lists. Raises UnknownName when there is no such view."""
    known = {path.stem: path for path in views_for(structure, folder)}
    if name not in known:
        raise UnknownName(name, nearest(name, known) or "", Text("vyerna", "the views"))
    figure = drawing(structure, read_view(known[name], structure), name, language)
    return in_form(structure, figure, form, cast("Engine", engine))


def in_form(structure: Structure, figure: Drawing, form: str, engine: Engine = "builtin") -> str | bytes:
    """A figure of the structure in one of the forms that FORMS lists."""
    return FORMS[form](figure, engine, structure)


def draw_beside(structure: Structure, folder: Path, language: Language | None) -> Iterator[Path]:
    """Writes every view's SVG and DOT beside its file; says which files."""
    for path in views_for(structure, folder):
        figure = drawing(structure, read_view(path, structure), path.stem, language)
        for form in ("svg", "dot"):
            target = path.with_suffix(f".{form}")
            write_whole(target, in_form(structure, figure, form))
            yield target


def _svg(figure: Drawing, engine: Engine, _: Structure) -> str:
    from civo.outputs.as_svg import svg_text

    return svg_text(figure, layout=laid_out(figure, engine))


def _png(figure: Drawing, engine: Engine, _: Structure) -> bytes:
    from civo.outputs.as_png import png_bytes

    return png_bytes(figure, layout=laid_out(figure, engine))


def _pdf(figure: Drawing, engine: Engine, _: Structure) -> bytes:
    from civo.outputs.as_pdf import pdf_bytes

    return pdf_bytes(figure, laid_out(figure, engine))


def _pptx(figure: Drawing, engine: Engine, _: Structure) -> bytes:
    from civo.outputs.as_pptx import pptx_bytes

    return pptx_bytes(figure, laid_out(figure, engine))


def _drawio(figure: Drawing, engine: Engine, structure: Structure) -> str:
    from civo.outputs.as_drawio import drawio_text

    records = {node.id: structure.get(node.id) for node in figure.nodes}
    sources = {node: structure.places(record) for node, record in records.items() if record}
    return drawio_text(figure, laid_out(figure, engine), sources)


def _mermaid(figure: Drawing, _: Engine, __: Structure) -> str:
    from civo.outputs.as_mermaid import mermaid_text

    return mermaid_text(figure)


def _dot(figure: Drawing, _: Engine, __: Structure) -> str:
    from civo.outputs.as_dot import dot_text

    return dot_text(figure)


FORMS: dict[str, Callable[[Drawing, Engine, Structure], str | bytes]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "pptx": _pptx,
    "drawio": _drawio,
    "mmd": _mermaid,
    "dot": _dot,
}
"""What a figure can be written as."""
