"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from civo.errors import CivoError
from civo.words import Text


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file beside its place and move it there; a failed run leaves the old file as it was.

    A link stays one: what it leads to is written. What is no file, such as a device, is written to as it is.
    Raises CivoError when the folder cannot be written to.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
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
        raise _refused(path, wrong) from wrong


def expect_writable(path: Path) -> None:
    """Raises CivoError when the file could not be written: to be asked before work that takes long."""
    place = path.resolve()
    above = next((folder for folder in place.parents if folder.exists()), place)
    code = errno.EISDIR if place.is_dir() else errno.ENOTDIR if not above.is_dir() else 0
    if not code and not os.access(place if place.exists() else above, os.W_OK):
        code = errno.EACCES
    if code:
        raise _refused(path, OSError(code, os.strerror(code)))


def _refused(path: Path, wrong: OSError) -> CivoError:
    above = next((folder for folder in path.parents if folder.exists()), path.parent)
    why = (wrong.strerror or str(wrong)) if above.is_dir() else os.strerror(errno.ENOTDIR)
    return CivoError(Text(f"kan inte skriva {path}: {why}", f"cannot write {path}: {why}"))
