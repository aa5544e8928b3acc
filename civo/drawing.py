"""A view -> a figure in one of its formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from civo.drawings import Drawing, PageName
from civo.errors import CivoError, InvalidFiles, UnknownName
from civo.layout import Engine, PageTooSmall, laid_out, too_small
from civo.outputs.files import write_whole
from civo.structure import Structure
from civo.views import Declared, View, by_itself, drawings, read_view, views_for, wrong_at
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
    """The figure of a view, or of a part of one, in one of the forms that FORMS lists; `txt` and `md` are its equivalent.

    Raises UnknownName when there is no such view or part, or no such organisation to put first, and CivoError for a view
    that is split, or that may not be shown.
    """
    figures = drawn(structure, folder, name, wishes)
    if len(figures) > 1:
        names = ", ".join(figure.drawing.id for figure in figures[:3])
        raise CivoError(_SPLIT.filled(view=name, n=len(figures), names=names))
    return in_form(structure, figures[0], form, wishes.engine)


_SPLIT = Text(
    "{view} är delad i {n} figurer: skriv vilken, som {names}",
    "{view} is split into {n} figures: say which, such as {names}",
)


class Drawn(NamedTuple):
    """A figure, and the view's file that declares the page it is laid out for; None where it is asked for apart."""

    drawing: Drawing
    declared: Path | None = None


def drawn(structure: Structure, folder: Path, name: str, wishes: Wishes = NO_WISHES) -> list[Drawn]:
    """The figures of a view, several where it is split, or the one of a part. Raises UnknownName as `rendered` does."""
    known = {path.stem: path for path in views_for(structure, folder)}
    of = name if name in known else max((stem for stem in known if name.startswith(f"{stem}.")), key=len, default="")
    if not of and (path := folder / f"{name}.yaml").is_file():
        raise CivoError(_OF_ANOTHER.filled(view=name, file=path.name, structure=structure.loaded.path.name))
    if not of:
        raise UnknownName(name, nearest(name, known) or "", _VIEWS)
    view = _as_wished(structure, read_view(known[of], structure), wishes)
    found = drawings(structure, view, of, wishes.language)
    chosen = [figure for figure in found if name in (of, figure.id)]
    if not chosen:
        raise UnknownName(name, nearest(name, [figure.id for figure in found]) or "", _VIEWS)
    return [Drawn(figure, None if wishes.page else known[of]) for figure in chosen]


_VIEWS = Text("vyerna", "the views")
_OF_ANOTHER = Text(
    "{view} visar inte den här strukturen: i {file} står en annan än structure: {structure}",
    "{view} does not show this structure: {file} names another than structure: {structure}",
)


def all_drawn(structure: Structure, told: Declared, language: Language | None) -> list[Drawn]:
    """The figures of all declared views of the structure that may be shown, in the order that the views declare."""
    return [
        Drawn(figure, told.folder / f"{name}.yaml")
        for view, name in told.shown
        for figure in drawings(structure, view, name, language)
    ]


def in_form(structure: Structure, figure: Drawn, form: str, engine: Engine = "builtin") -> str | bytes:
    """A figure of the structure in one of the forms that FORMS lists.

    Raises CivoError for a matrix or a chart as Mermaid, which knows only boxes and lines, and InvalidFiles, with the
    place, for a page declared that is too small.
    """
    if form not in forms_of(figure.drawing):
        raise CivoError(_NO_BOXES.filled(figure=figure.drawing.id, form=form))
    try:
        return FORMS[form](by_itself(structure, figure.drawing), engine, structure)
    except PageTooSmall as error:
        if figure.declared is None:
            raise
        raise wrong_at(figure.declared, "page", error.text) from error


def in_form_each(
    structure: Structure, figures: Sequence[Drawn], form: str, engine: Engine = "builtin"
) -> list[str | bytes]:
    """The figures in one form, all or none: the pages that are too small are told of together. Raises as `in_form` does."""
    made: list[str | bytes] = []
    wrong: list[InvalidFiles] = []
    for figure in figures:
        try:
            made.append(in_form(structure, figure, form, engine))
        except InvalidFiles as error:
            wrong.append(error)
    if wrong:
        raise InvalidFiles([problem for error in wrong for problem in error.problems], wrong[0].base)
    return made


def small_print(figure: Drawn, form: str, engine: Engine = "builtin") -> Text | None:
    """What to tell of a figure without a page that cannot be read on A4, in a form that can be printed."""
    return too_small(figure.drawing, engine) if form in _PRINTED and not figure.drawing.page else None


_PRINTED = ("svg", "png", "pdf", "pptx", "drawio")


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


def draw_beside(structure: Structure, told: Declared, language: Language | None) -> Iterator[tuple[Path, Text | None]]:
    """Writes the SVG and DOT of every figure that may be shown beside its view's file; says which files, and what to know."""
    for figure in all_drawn(structure, told, language):
        for form in ("svg", "dot"):
            target = told.folder / f"{figure.drawing.id}.{form}"
            write_whole(target, in_form(structure, figure, form))
            yield target, small_print(figure, form)


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
