"""What takes long to make and can be made again: kept in the user's own cache folder, between runs."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_DIGEST = sha256().digest_size


def kept(name: str) -> bytes | None:
    """What was kept under the name; None when nothing was, it is damaged, or somebody else could have written it."""
    folder = _folder()
    if folder is None:
        return None
    try:
        written = (folder / name).read_bytes() if _is_ours_alone(folder / name) else b""
    except OSError:
        return None
    digest, content = written[:_DIGEST], written[_DIGEST:]
    return content if digest == _digest(name, content) else None


def keep(name: str, content: bytes, most: int) -> None:
    """Keep the content for later runs, whole or not at all, where there is a cache folder.

    Of the files whose names have the same letters before the first hyphen, the `most` newest stay.
    """
    folder = _folder()
    if folder is None:
        return
    with suppress(OSError):
        _write_whole(folder / name, _digest(name, content) + content)
        alike = sorted(folder.glob(f"{name.partition('-')[0]}-*"), key=lambda path: path.lstat().st_mtime_ns)
        for old in alike[:-most]:
            old.unlink(missing_ok=True)


def _digest(name: str, content: bytes) -> bytes:
    found = sha256(name.encode())
    found.update(content)
    return found.digest()


def _folder() -> Path | None:
    """The user's own cache folder for civo, made and private, or None when there can be none."""
    base = _user_cache()
    if base is None or not base.is_absolute():
        return None
    folder = base / "civo"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError:
        return None
    return folder if _is_ours_alone(folder) else None


def _user_cache() -> Path | None:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else None
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"])
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def _is_ours_alone(path: Path) -> bool:
    """Whether the path is this user's and nobody else may write it: some of what lies there is run as native code."""
    if sys.platform == "win32":
        return path.exists()
    found = path.lstat()
    is_link = path.is_symlink()
    return not is_link and found.st_uid == os.getuid() and not found.st_mode & 0o022


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside the place and move: a reader sees the whole file or none."""
    handle, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
