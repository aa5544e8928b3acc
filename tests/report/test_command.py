"""civo report from the command line: files written whole, notes on the error stream, clear errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from civo.cli import civo
from civo.errors import CivoError
from civo.outputs.as_report_html import report_html
from tests.report.samples import shipped


def ran(*words: str) -> Result:
    return CliRunner().invoke(civo, ["report", *words])


def test_without_output_the_page_is_the_answer() -> None:
    result = ran()
    assert result.stdout == report_html(shipped())[0]
    assert result.stderr.count("...") == 2


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_a_file_in_each_format_with_own_text_kept(form: str, tmp_path: Path) -> None:
    path = tmp_path / "new" / f"rapport.{form}"
    assert ran("--format", form, "--output", str(path)).exit_code == 0
    first = path.read_bytes()
    assert ran("--format", form, "--output", str(path)).exit_code == 0
    assert path.read_bytes() == first
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_own_text_in_the_file_stays_and_what_has_no_place_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rapport.html"
    path.write_text("<!-- civo:text syfte -->VI<!-- /civo:text --><!-- civo:text metoden -->SEN<!-- /civo:text -->")
    result = ran("--output", str(path))
    assert result.exit_code == 0
    assert "metoden" in result.stderr and "metod?" in result.stderr
    assert "VI" in path.read_text("utf-8") and "SEN" in path.read_text("utf-8")


def test_what_cannot_be_done_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    output = tmp_path / "rapport.docx"
    template = tmp_path / "mall.docx"
    template.write_text("not a document")
    refused = ran("--format", "docx", "--template", str(template), "--output", str(output))
    assert isinstance(refused.exception, CivoError) and not output.exists()
    assert ran("--template", str(template)).exit_code == 2
    assert ran("--views", str(tmp_path / "none")).exit_code == 2
    assert ran("--texts", str(tmp_path / "none")).exit_code == 2
    output.write_text("my own notes")
    kept = ran("--format", "docx", "--output", str(output))
    assert isinstance(kept.exception, CivoError) and output.read_text() == "my own notes"


def test_a_page_that_is_no_report_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "rapport.html"
    output.write_text("<p>my own notes</p>")
    assert isinstance(ran("--output", str(output)).exception, CivoError)
    assert output.read_text() == "<p>my own notes</p>"
    output.write_text("")
    assert ran("--output", str(output)).exit_code == 0


def test_a_folder_that_cannot_be_written_to_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = ran("--output", str(tmp_path / "file" / "rapport.html"))
    assert isinstance(result.exception, CivoError)


def test_a_wrong_view_is_an_error_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text("structure: civo-nord\ntitle: T\ncaption: C\nlevels: [regionall]\n")
    result = ran("--views", str(tmp_path))
    assert result.exception is not None and "regionall" in str(result.exception.problems)  # type: ignore[attr-defined]


def test_a_text_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "syfte.md").write_bytes("Åäö".encode("cp1252"))
    assert isinstance(ran("--texts", str(tmp_path)).exception, CivoError)
