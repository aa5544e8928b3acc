"""A report -> a file in one of its formats; what people have written in the old file stands in the new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from civo.errors import CivoError
from civo.report.texts import warning
from civo.reports import Report
from civo.words import Text

FORMS = ("html", "pdf", "docx")


@dataclass(frozen=True, slots=True)
class Published:
    """The file's content, and what to tell of it: texts that have no place, styles that were missing."""

    content: bytes
    notes: tuple[Text, ...]


def published(report: Report, form: str, old: Path | None = None, template: Path | None = None) -> Published:
    """The report as `html`, `pdf` or `docx`.

    `old` is the file that it will take the place of, if that is there: what stands between the marks of a page, or in
    the content controls of a document, is kept. `template` gives a new Word document its styles. Raises CivoError for
    a file that cannot be read or that is not of its format.
    """
    before = _read(old) or None if old is not None and old.exists() and form in _KEPT else None
    return _WRITERS[form](report, before, _read(template) if template else None)


_KEPT = ("html", "docx")
"""The formats in which people write."""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        why = wrong.strerror or str(wrong)
        raise CivoError(Text(f"kan inte läsa {path}: {why}", f"cannot read {path}: {why}")) from wrong


def _html(report: Report, old: bytes | None, _: bytes | None) -> Published:
    from civo.outputs.as_report_html import report_html

    html, homeless = report_html(report, _page_text(old) if old else "")
    return Published(html.encode(), tuple(_warnings(report, homeless)))


def _page_text(old: bytes) -> str:
    try:
        return old.decode("utf-8-sig")
    except UnicodeDecodeError:
        return old.decode("cp1252", errors="replace")


def _pdf(report: Report, _: bytes | None, __: bytes | None) -> Published:
    from civo.outputs.as_report_pdf import report_pdf

    return Published(report_pdf(report), tuple(_warnings(report, (one.id for one in report.homeless))))


def _docx(report: Report, old: bytes | None, template: bytes | None) -> Published:
    from civo.outputs.as_report_docx import report_docx

    made = report_docx(report, old, template)
    notes = list(_warnings(report, made.homeless))
    if made.missing:
        missing = ", ".join(made.missing)
        notes.append(
            Text(
                f"formatmallar som saknas i Word-dokumentet, brödtext i stället: {missing}",
                f"styles missing in the Word document, plain text instead: {missing}",
            )
        )
    if old and template:
        notes.append(
            Text(
                "rapporten fanns redan: dess egna formatmallar är kvar, mallen är inte använd",
                "the report was there already: it keeps its own styles, and the template was not used",
            )
        )
    return Published(made.content, tuple(notes))


def _warnings(report: Report, homeless: Iterator[str] | tuple[str, ...]) -> Iterator[Text]:
    for slot in homeless:
        yield warning(slot, report.slots)


_WRITERS: dict[str, Callable[[Report, bytes | None, bytes | None], Published]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
}
