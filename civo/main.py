"""The way in: runs the command line and gives every way it can end its exit code."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import NoReturn

import click

from civo.cli import civo
from civo.commands.common import show_problems
from civo.errors import CivoError, InvalidFiles
from civo.options import language_of, says
from civo.words import Language

SELDOM = 200_000
"""How many new objects a run makes before it looks for circles among them: most runs end sooner."""


def main() -> NoReturn:
    """Runs the command line; every way it can end has its exit code."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look for some in every installed package
    gc.set_threshold(SELDOM)
    atexit.register(gc.freeze)  # what is left goes with the process: no need to look for circles in it first
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    language = language_of(sys.argv[1:])
    try:
        civo.main(standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo(says("\ncivo: avbrutet", "\ncivo: interrupted"), err=True)
        sys.exit(130)
    except InvalidFiles as wrong:
        _show_invalid(wrong, language)
        sys.exit(3)
    except CivoError as wrong:
        click.echo(f"civo: {wrong.text.in_language(language)}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        _close_quietly()
        sys.exit(0)
    except Exception as wrong:
        _show_unexpected(wrong)
        sys.exit(4)
    sys.exit(0)


def _close_quietly() -> None:
    """The reader of a pipe has gone: what is left has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_unexpected(wrong: Exception) -> None:
    import traceback

    if os.environ.get("CIVO_DEBUG"):
        traceback.print_exception(wrong)
    click.echo(
        says(
            f"civo: oväntat fel: {type(wrong).__name__}: {wrong}\nDet är ett fel i civo, inte hos dig. "
            "Kör igen med CIVO_DEBUG=1 för detaljer att skicka med en felrapport.",
            f"civo: unexpected error: {type(wrong).__name__}: {wrong}\nThis is a fault in civo, not yours. "
            "Run again with CIVO_DEBUG=1 for details to send with a report.",
        ),
        err=True,
    )


def _show_invalid(wrong: InvalidFiles, language: Language) -> None:
    show_problems(wrong.problems, wrong.base, language)
    count = sum(not problem.warning for problem in wrong.problems)
    errors = "1 error" if count == 1 else f"{count} errors"
    click.echo(says(f"\n{count} fel i filerna.", f"\n{errors} in the files."), err=True)
