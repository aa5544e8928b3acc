#!/usr/bin/env python3
"""Run civo straight from a checkout: `python3 cli.py build ...`, and `python3 cli.py test ...` for its tests.

Standard library only. The first run makes .venv beside this file and installs civo with its libraries there; later
runs start at once, until pyproject.toml, requirements.lock, Python or the place of the checkout changes.
Nothing here is newer than Python 3.6's grammar, so that an old Python can say what it lacks.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the very thing to find out
    sys.exit(
        "civo behöver Python 3.11 eller nyare; det här är {0}. Hämta en på python.org, eller prova: python3.11 cli.py\n"
        "civo needs Python 3.11 or newer; this is {0}. Get one at python.org, or try: python3.11 cli.py".format(
            ".".join(map(str, sys.version_info[:3]))
        )
    )

import contextlib
import hashlib
import json
import locale
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "civo-stamp.json"  # what is installed; empty while something is being installed
IN_USE = VENV / "civo-in-use"  # locked by the launcher that installs
PIP_WHEEL = "pip-26.3-py3-none-any.whl"  # only where Python comes without its own pip (Debian without python3-venv)
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PUBLIC_INDEX = "https://pypi.org/simple"
NO_CONNECTION = re.compile(r"Retrying|ConnectionError|Timeout|NameResolution|ProxyError|SSLError|from versions: none")


class Obstacle(Exception):
    """Something the reader must remove before civo can be installed, said in Swedish and in English."""


def main(arguments: list[str]) -> int:
    """Install what is missing, then become civo, or pytest for `test`; the exit code where that is impossible."""
    test = arguments[:1] == ["test"]
    try:
        if not is_ready(read_stamp(), test):
            set_up(test)
    except Obstacle as obstacle:
        say(*obstacle.args)
        return 4
    except (OSError, ValueError) as error:
        say(
            f"kan inte göra .venv ({error}). Kopiera civo till en mapp där du får skriva, med plats för 400 MB.",
            f"cannot make .venv ({error}). Copy civo to a folder where you may write, with room for 400 MB.",
        )
        return 4
    except KeyboardInterrupt:
        say("avbrutet; kör samma kommando igen.", "interrupted; run the same command again.")
        return 130
    return hand_over(["-m", "pytest", *arguments[1:]] if test else ["-P", "-m", "civo", *arguments], test)


def say(swedish: str, english: str) -> None:
    """One line on stderr, in the reader's language."""
    names = ("CIVO_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    language = next((os.environ[name] for name in names if os.environ.get(name)), locale.getlocale()[0] or "")
    print("civo:", swedish if language.lower().startswith(("sv", "swedish")) else english, file=sys.stderr, flush=True)


def wanted_stamp(test: bool) -> dict[str, object]:
    """What a finished .venv must say of itself: its place, its Python, the files it was made from, tests or not."""
    files = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "requirements.lock")))
    return {
        "root": str(ROOT),
        "python": "{}.{}".format(*sys.version_info),
        "files": files.hexdigest(),
        "test": test,
    }


def read_stamp() -> Mapping[str, object]:
    """What .venv says of itself: nothing when it is missing or half-made."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_ready(found: Mapping[str, object], test: bool) -> bool:
    """Whether .venv can be used as it stands; one with the test tools also serves civo itself."""
    return PYTHON.exists() and found in (wanted_stamp(test), wanted_stamp(True))


def is_whole(found: Mapping[str, object]) -> bool:
    """Whether .venv can be added to: whole, of this place and this Python; or made by hand, with a pip that works."""
    wanted = wanted_stamp(True)
    if STAMP.exists() and any(found.get(key) != wanted[key] for key in ("root", "python")):
        return False
    return PYTHON.exists() and run("-m", "pip", "--version").returncode == 0


def set_up(test: bool) -> None:
    """Make or mend .venv, alone: another launcher that wants the same waits, and finds it done."""
    VENV.mkdir(exist_ok=True)
    with alone():
        found = read_stamp()
        if is_ready(found, test):
            return
        whole = is_whole(found)
        STAMP.write_bytes(b"")
        try:
            if not whole:
                make_environment()
            install(test)
        except Obstacle:  # pip gave up by itself, and undid what it began: what was whole still is
            if whole and found:
                finish(found)
            elif whole:
                STAMP.unlink()
            raise
        finish(wanted_stamp(test))


def finish(stamp: Mapping[str, object]) -> None:
    """Write what .venv says of itself, all at once."""
    new = STAMP.with_suffix(".new")
    new.write_text(json.dumps(stamp), encoding="utf-8")
    new.replace(STAMP)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold .venv against other launchers; the system lets go of it when this process and its pip have ended."""
    with IN_USE.open("a") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # gives up every ten seconds
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("väntar på en annan civo som installerar.", "waiting for another civo that is installing.")
                fcntl.flock(file, fcntl.LOCK_EX)
            os.set_inheritable(file.fileno(), True)
        yield


def make_environment() -> None:
    """An empty .venv with pip, in the place of whatever stood there."""
    say(f"gör {VENV} ...", f"making {VENV} ...")
    try:
        import venv
    except ImportError:
        raise Obstacle(
            "den här Python saknar modulen venv. Installera den (Debian, Ubuntu: apt install python3-venv).",
            "this Python lacks the module venv. Install it (Debian, Ubuntu: apt install python3-venv).",
        ) from None
    for entry in VENV.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry not in (STAMP, IN_USE):
            entry.unlink()
    venv.create(VENV, symlinks=os.name != "nt")
    if run("-m", "ensurepip", "--default-pip").returncode:
        wheel = fetch_pip()
        run_pip(str(wheel / "pip"), "install", "--no-index", "--no-deps", str(wheel))
        wheel.unlink()


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run .venv's Python and keep what it says; it keeps the lock, too, even if this process is killed."""
    command = [str(PYTHON), "-I", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, close_fds=False, check=False)


def fetch_pip() -> Path:
    """The one pip wheel whose hash is known, from the index in PIP_INDEX_URL or the public one."""
    index = os.environ.get("PIP_INDEX_URL", PUBLIC_INDEX).rstrip("/") + "/pip/"
    say("hämtar pip, som den här Python saknar ...", "fetching pip, which this Python lacks ...")
    from html import unescape
    from urllib.parse import urljoin

    page = download(index).decode("utf-8", "replace")
    link = re.search("href=[\"']([^\"']*" + re.escape(PIP_WHEEL) + ")", page)
    content = download(urljoin(index, unescape(link[1]))) if link else b""
    if hashlib.sha256(content).hexdigest() != PIP_SHA256:
        raise Obstacle(
            f"paketindexet har inte rätt {PIP_WHEEL}. Installera python3-venv i stället.",
            f"the package index does not have the right {PIP_WHEEL}. Install python3-venv instead.",
        )
    wheel = VENV / PIP_WHEEL
    wheel.write_bytes(content)
    return wheel


def download(url: str) -> bytes:
    """What stands at the address; proxies, PIP_CERT, SSL_CERT_FILE and a user:password@ in it are honoured."""
    import base64
    import http.client
    import ssl
    from urllib.parse import unquote, urlsplit
    from urllib.request import Request, urlopen

    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    request = Request(parts._replace(netloc=host).geturl())
    if user:
        request.add_unredirected_header("Authorization", "Basic " + base64.b64encode(unquote(user).encode()).decode())
    try:
        context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or None)
        with urlopen(request, timeout=60, context=context) as response:
            return bytes(response.read())
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise no_connection(f" ({host}: {error})") from None


def install(test: bool) -> None:
    """Civo and its libraries into .venv, in the versions of requirements.lock."""
    say(
        "installerar civo och dess bibliotek; första gången tar det någon minut ...",
        "installing civo and its libraries; the first time takes a minute or so ...",
    )
    project = str(ROOT) + os.sep + ("[test]" if test else "")  # the separator: a folder's name may end in [...] too
    run_pip("-m", "pip", "install", "--quiet", "--constraint", str(ROOT / "requirements.lock"), "--editable", project)


def run_pip(*arguments: str) -> None:
    """Run pip in .venv, quietly; what goes wrong is shown and said in plain words."""
    pip = run(*arguments, "--no-input", "--disable-pip-version-check")
    said = pip.stdout.decode(errors="replace")
    broken = [line.rpartition("broken by")[2].strip() for line in said.splitlines() if NO_CONNECTION.search(line)]
    if pip.returncode and broken:
        raise no_connection(f" ({broken[0]})")
    if pip.returncode:
        sys.stderr.write(said)
        raise Obstacle(
            "installationen misslyckades; pip säger varför här ovanför. Hjälper inget: ta bort .venv och försök igen.",
            "the installation failed; pip says why above. If nothing else helps, remove .venv and try again.",
        )


def no_connection(detail: str) -> Obstacle:
    """The commonest obstacle: no way to the packages."""
    return Obstacle(
        f"når inga paket{detail}. Första gången behövs nätet: se över anslutning, HTTPS_PROXY och PIP_INDEX_URL.",
        f"no packages within reach{detail}. The first time needs the network: check it, HTTPS_PROXY and PIP_INDEX_URL.",
    )


def hand_over(arguments: list[str], test: bool) -> int:
    """Become .venv's Python with these arguments, in the reader's folder; the tests run in the project's."""
    if test:
        os.chdir(ROOT)
    if os.name != "nt":
        os.execv(PYTHON, [str(PYTHON), *arguments])
    try:  # on Windows execv would not wait
        return subprocess.run([PYTHON, *arguments], check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
