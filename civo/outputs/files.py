"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from civo.errors import CivoError
from civo.words import Text


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file beside its place and move it there; a failed run leaves the old file as it was.

    Raises CivoError when the folder cannot be written to.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as wrong:
        why = wrong.strerror or str(wrong)
        raise CivoError(Text(f"kan inte skriva {path}: {why}", f"cannot write {path}: {why}")) from wrong
