"""A view -> a figure in one of its formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from civo.drawings import Drawing, PageName
from civo.errors import CivoError, UnknownName
from civo.layout import Engine, laid_out
from civo.outputs.files import write_whole
from civo.structure import Structure
from civo.views import View, by_itself, declared, drawing, read_view, views_for
from civo.words import Language, Text, nearest


class Wishes(NamedTuple):
    """What is asked of a figure beside its view."""

    language: Language | None = None
    engine: Engine = "builtin"
    emphasis: str = ""
    """The name of the organisation to put first, in place of the view's own."""
    page: PageName = ""
    """The page to lay it out for, in place of the view's own."""


NO_WISHES = Wishes()


def rendered(structure: Structure, folder: Path, name: str, form: str, wishes: Wishes = NO_WISHES) -> str | bytes:
    """The figure of a view in one of the forms that FORMS lists; `txt` and `md` are its text equivalent.

    Raises UnknownName when there is no such view, or no such organisation to put first, and CivoError for a view that may
    not be shown.
    """
    known = {path.stem: path for path in views_for(structure, folder)}
    if name not in known:
        raise UnknownName(name, nearest(name, known) or "", Text("vyerna", "the views"))
    view = _as_wished(structure, read_view(known[name], structure), wishes)
    figure = drawing(structure, view, name, wishes.language)
    return in_form(structure, figure, form, wishes.engine)


def in_form(structure: Structure, figure: Drawing, form: str, engine: Engine = "builtin") -> str | bytes:
    """A figure of the structure in one of the forms that FORMS lists.

    Raises CivoError for a matrix or a chart as Mermaid, which knows only boxes and lines.
    """
    if form not in forms_of(figure):
        raise CivoError(_NO_BOXES.filled(figure=figure.id, form=form))
    return FORMS[form](by_itself(structure, figure), engine, structure)


def _as_wished(structure: Structure, view: View, wishes: Wishes) -> View:
    if wishes.emphasis:
        found = structure.find(wishes.emphasis, ("organizations",), Text("organisationerna", "the organisations"))
        view = view.model_copy(update={"emphasis": found.id})
    return view.model_copy(update={"page": wishes.page}) if wishes.page else view


def forms_of(figure: Drawing) -> tuple[str, ...]:
    """The forms that a figure can be written in: a matrix or a chart not as Mermaid, which knows only boxes and lines."""
    drawn = figure.grid or figure.chart
    return tuple(form for form in FORMS if not (drawn and form == "mmd"))


_NO_BOXES = Text(
    "{figure} är en tabell eller en tidslinje utan rutor och linjer och går inte att skriva som {form}: ta svg, pdf eller md",
    "{figure} is a table or a time line without boxes and lines and cannot be written as {form}: take svg, pdf or md",
)


def draw_beside(structure: Structure, folder: Path, language: Language | None) -> Iterator[Path]:
    """Writes the SVG and DOT of every view that may be shown beside its file; says which files."""
    for view, name in declared(structure, folder).shown:
        figure = drawing(structure, view, name, language)
        for form in ("svg", "dot"):
            target = folder / f"{name}.{form}"
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


def _txt(figure: Drawing, _: Engine, __: Structure) -> str:
    from civo.outputs.as_equivalent import equivalent_text

    return equivalent_text(figure)


def _md(figure: Drawing, _: Engine, __: Structure) -> str:
    from civo.outputs.as_equivalent import equivalent_markdown

    return equivalent_markdown(figure)


FORMS: dict[str, Callable[[Drawing, Engine, Structure], str | bytes]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "pptx": _pptx,
    "drawio": _drawio,
    "mmd": _mermaid,
    "dot": _dot,
    "txt": _txt,
    "md": _md,
}
"""What a figure can be written as; `txt` and `md` are its text equivalent."""
