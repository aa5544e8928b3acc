"""A structure as it is asked about: its files, the scenarios laid over them, the date and the layers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from civo.dates import Period
from civo.errors import CivoError, InvalidFiles, NotThere, Problem, SeveralNamed, UnknownName
from civo.loading import load
from civo.loading.folder import SCENARIOS
from civo.loading.loaded import Loaded
from civo.loading.scenarios import scenario_layer, with_scenario
from civo.loading.text_files import read_text
from civo.publicity import internal_ids
from civo.selecting import check_asked, chosen
from civo.selectors import Selector
from civo.shipped import shipped
from civo.structure import Audience, Structure, structure_at
from civo.truth import Truth
from civo.words import Text, nearest


def structure_folder(name: str | None) -> Path:
    """The folder of the structure meant: a path, the name of a shipped one, or the one around the current folder.

    Without a name: CIVO_STRUCTURE, else the nearest folder upwards with a structure.yaml, else the first structure.
    Raises CivoError when nothing is called so.
    """
    name = name or os.environ.get("CIVO_STRUCTURE")
    if name is None:
        here = Path.cwd()
        found = next((folder for folder in (here, *here.parents) if (folder / "structure.yaml").is_file()), None)
        return found or shipped("structures") / "civo-nord"
    path = Path(name)
    if path.exists():
        return path
    known = sorted(p.parent.name for p in shipped("structures").glob("*/structure.yaml"))
    if name in known:
        return shipped("structures") / name
    hint = nearest(name, known)
    raise CivoError(
        Text(
            f"hittar ingen struktur {name}" + (f" – menade du {hint}?" if hint else ""),
            f"there is no structure {name}" + (f" - did you mean {hint}?" if hint else ""),
        )
    )


def opened(
    path: Path,
    at: Period | None = None,
    layers: Iterable[str] = (),
    scenarios: Iterable[str] = (),
    audience: Audience = "internal",
) -> Structure:
    """The structure in a folder at a date (its own when none is given), with layers and scenarios chosen.

    Scenarios are laid over each other in the order given, each a name of a file in the structure's `scenarios/`, or a path.
    For an `open` audience what is not open is left out. Raises InvalidFiles with every problem of the files, and CivoError
    for what does not exist and for open records that would give away what is left out.
    """
    layers = tuple(layers)
    with unseen(audience):
        loaded = with_scenarios(load(path), scenarios, at, layers)
    return structure_at(loaded, at, layers, audience)


@contextmanager
def unseen(audience: Audience) -> Iterator[None]:
    """Where files are read for an open audience: what is wrong in them is not shown, since it shows what stands there."""
    try:
        yield
    except (InvalidFiles, NotThere, SeveralNamed) as wrong:
        if audience == "internal":
            raise
        raise CivoError(_WRONG) from wrong
    except UnknownName as wrong:
        raise wrong if audience == "internal" else UnknownName(wrong.name, among=wrong.among) from wrong


_WRONG = Text(
    "filerna har fel, som inte visas öppet: kör civo check utan --audience open",
    "the files have errors, which are not shown to anybody: run civo check without --audience open",
)


def with_scenarios(
    loaded: Loaded, scenarios: Iterable[str], at: Period | None = None, layers: tuple[str, ...] = ()
) -> Loaded:
    """What is loaded, with scenarios laid over each other in the order given; raises as `opened` does."""
    for name in scenarios:
        loaded = laid_over(loaded, name, at, layers)
    return loaded


def scenario_files(loaded: Loaded) -> dict[str, Path]:
    """The scenarios that come with a structure: each file by its name, in their order."""
    return {path.stem: path for path in sorted((loaded.path / SCENARIOS).glob("*.yaml"))}


def other_scenarios(loaded: Loaded) -> list[str]:
    """The names of the scenarios that come with a structure and are not laid over it yet."""
    return [name for name in scenario_files(loaded) if scenario_layer(name) not in loaded.layers]


def whole(structure: Structure) -> Loaded:
    """All that was loaded, what is left out for an open audience too: to lay a scenario over, and then to leave it out."""
    left_out = structure.loaded.left_out
    return (left_out.whole if left_out else None) or structure.loaded


def scenarios_told(structure: Structure) -> list[str]:
    """The names of the scenarios that come with a structure, without internal ones for an open audience."""
    names = list(scenario_files(structure.loaded))
    if not structure.is_open:
        return names
    loaded = whole(structure)
    with unseen("open"):
        return [name for name in names if not _is_internal(loaded, name, structure.at)]


def _is_internal(loaded: Loaded, scenario: str, at: Period) -> bool:
    """Whether a scenario, which may be laid over it already, is internal."""
    layer = scenario_layer(scenario)
    if layer not in loaded.layers:
        loaded = laid_over(loaded, scenario, at)
    return loaded.by_id[layer].publicity.level == "internal"


def both_told(structure: Structure, before: Loaded, after: Loaded) -> tuple[Structure, Structure]:
    """Two states of what is loaded as the structure is asked: at its date, with its layers, and for its audience.

    What is internal in one is left out of both for an open audience. Raises CivoError as `opened` does.
    """
    told: Audience = "open" if structure.is_open else "internal"
    internal = internal_ids(before) | internal_ids(after) if structure.is_open else frozenset[str]()
    layers = [i if i in structure.layers else f"not:{i}" for i in before.layers]
    one, other = (
        structure if state is structure.loaded else structure_at(state, structure.at, layers, told, internal)
        for state in (before, after)
    )
    return one, other


def laid_over(loaded: Loaded, name: str, at: Period | None = None, layers: tuple[str, ...] = ()) -> Loaded:
    """What is loaded with a scenario, named or given as a file, laid over it. Raises as `opened` does."""
    known = scenario_files(loaded)
    path = known.get(name) or Path(name)
    if not path.is_file():
        raise UnknownName(name, nearest(name, known) or "", Text("scenarierna", "the scenarios"))
    shown = f"{loaded.path.name}/{SCENARIOS}/{path.name}" if name in known else path.resolve().as_posix()
    problems: list[Problem] = []
    text = read_text(path, shown, problems)
    if text is None:
        raise InvalidFiles(problems, loaded.path.parent)
    return overlaid(loaded, text, shown, path.stem, at, layers)


def overlaid(
    loaded: Loaded, text: str, shown: str, name: str, at: Period | None = None, layers: tuple[str, ...] = ()
) -> Loaded:
    """What is loaded with a scenario, given as text, laid over it; a `where` in it is asked at the date."""

    def choose(now: Loaded, selector: Selector, kind: str) -> list[str]:
        structure = structure_at(now, at, layers)
        check_asked(selector, kind)
        return [r.id for r, t in chosen(structure, structure.records.get(kind, ()), selector) if t is Truth.YES]

    return with_scenario(loaded, text, shown, name, choose)
