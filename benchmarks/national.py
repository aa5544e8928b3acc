"""A made-up national structure on the real register, to measure on: the same files every time.

    python benchmarks/national.py FOLDER [SCALE]

writes FOLDER/sverige (a copy of the register) and FOLDER/nationell: about 800 bodies in YAML, 15 000 seats in one table,
60 issues with what goes with them. SCALE multiplies bodies and seats. Nothing in it says anything of the real world but
the names of areas, municipalities, regions and agencies.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path
from typing import NamedTuple

SEATS = 15_000
YEARS = range(2015, 2025)
THEMES = (
    "Försörjning", "Dricksvatten", "Livsmedel", "Elförsörjning", "Drivmedel", "Transporter", "Kommunikation",
    "Informationssäkerhet", "Samband och ledning", "Befolkningsskydd", "Räddningstjänst", "Hälso- och sjukvård",
    "Traumavård", "Läkemedel", "Socialtjänst", "Skola", "Utrymning", "Krisstöd", "Frivilliga", "Totalförsvarsövning",
)  # fmt: skip
ASPECTS = ("planering", "ledning", "uthållighet")
MUNICIPAL_UNITS = ("raddningstjanst", "socialforvaltning", "teknisk-forvaltning")
SEAT_COLUMNS = (
    "id", "body", "role", "represents", "count", "each", "basis", "rotates.among", "rotates.order", "rotates.term",
    "participation", "held_by.organization", "held_by.from", "held_by.to", "held_by.observed", "certainty", "observed",
    "source.in", "source.at", "source.terms",
)  # fmt: skip


class County(NamedTuple):
    """What the register says of a county."""

    id: str
    name: str
    civil_area: str
    board: str
    region: str
    municipalities: tuple[tuple[str, str, str], ...]  # organisation, its name, its area


class Body(NamedTuple):
    """A body to write, with those who may sit in it, in the order in which they are given seats."""

    id: str
    name: str
    level: str
    area: str
    type: str
    lead: str
    number: int
    holders: tuple[str, ...]
    county: County | None = None


def write(register: Path, into: Path, scale: int = 1) -> Path:
    """The folder of the national structure, written into a folder together with the register that it builds on."""
    shutil.copytree(register, into / register.name, dirs_exist_ok=True)
    folder = into / "nationell"
    folder.mkdir(exist_ok=True)
    counties = _counties(register)
    agencies = [row["id"] for row in _rows(register / "organizations.myndigheter.csv")]
    bodies = list(_bodies(counties, agencies, scale))
    files = {
        "structure.yaml": _MANIFEST,
        "sources.yaml": "".join(_sources()),
        **{f"bodies.{level}.yaml": "".join(_body_records(bodies, level)) for level in _LEVELS},
        "issues.yaml": "".join(_issues(counties)),
        "responsibilities.yaml": "".join(_responsibilities(counties)),
        "coverages.yaml": "".join(_coverages(bodies)),
        "absences.yaml": "".join(_absences(bodies)),
        "plans.yaml": "".join(_plans(counties)),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    _write_table(folder / "organizations.enheter.csv", _UNIT_COLUMNS, _units(counties))
    _write_table(folder / "seats.csv", SEAT_COLUMNS, _seats(bodies, SEATS * scale))
    return folder


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _counties(register: Path) -> list[County]:
    county_of = {row["id"]: row["part_of"].split("|")[0] for row in _rows(register / "areas.kommuner.csv")}
    municipalities: dict[str, list[tuple[str, str, str]]] = {}
    for row in _rows(register / "organizations.kommuner.csv"):
        municipalities.setdefault(county_of[row["area"]], []).append((row["id"], row["name.sv"], row["area"]))
    municipalities.setdefault("gotlands-lan", []).append(("region-gotland", "Region Gotland", "gotland"))
    boards = {row["area"]: row["id"] for row in _rows(register / "organizations.lansstyrelser.csv")}
    regions = {row["area"]: row["id"] for row in _rows(register / "organizations.regioner.csv")}
    return [
        County(
            row["id"],
            row["name.sv"],
            next(part for part in row["part_of"].split("|") if part.endswith("civilomradet")),
            boards[row["id"]],
            regions.get(row["id"], "region-gotland"),
            tuple(municipalities[row["id"]]),
        )
        for row in _rows(register / "areas.lan.csv")
    ]


# Bodies

_LEVELS = {"nationell": "Nationella", "hogre-regional": "Civilområdets", "regional": "Länets", "lokal": "Kommunens"}
_COUNTY_BODIES = (("council", "råd"), ("coordination", "samordningsgrupp"), ("network", "nätverk"))


def _bodies(counties: list[County], agencies: list[str], scale: int) -> Iterator[Body]:
    number = count()
    for n in range(6 * scale):
        who = tuple(agencies[n % 7 :]) + tuple(county.board for county in counties)
        name = f"Nationella gruppen för {THEMES[n % 20].lower()} {n // 20 + 1}"
        yield Body(f"nationell.{n}", name, "nationell", "sverige", "working-group", agencies[n % 9], next(number), who)
    for area in dict.fromkeys(county.civil_area for county in counties):
        inside = [county for county in counties if county.civil_area == area]
        who = tuple(o for county in inside for o in (county.board, county.region, f"kommunerna-i-{county.id}"))
        for n in range(6 * scale):
            sort = "steering" if not n else "working-group"
            name = f"{'Chefsmöte' if not n else THEMES[n % 20]} {n}, {area}"
            yield Body(
                f"{area}.{n}",
                name,
                "hogre-regional",
                area,
                sort,
                inside[0].board,
                next(number),
                (*who, *agencies[n::6]),
            )
    for county in counties:
        who = (county.board, county.region, *(o for o, _, _ in county.municipalities), *agencies[:4])
        for n in range(22 * scale):
            sort, word = _COUNTY_BODIES[n] if n < len(_COUNTY_BODIES) else ("working-group", "arbetsgrupp")
            name = f"{THEMES[n % 20]}: {word} {n} i {county.name}"
            yield Body(f"{county.id}.{n}", name, "regional", county.id, sort, county.board, next(number), who, county)
        for organization, called, area in county.municipalities:
            who = (organization, *_units_of(organization), county.region, county.board, *agencies[:3])
            for n in range(scale):
                name = f"Krisledningsråd {n + 1} i {called}"
                yield Body(f"{area}.{n}", name, "lokal", area, "council", organization, next(number), who, county)


def _body_records(bodies: list[Body], level: str) -> Iterator[str]:
    yield f"# {_LEVELS[level]} organ.\n\nbodies:\n"
    for body in bodies:
        if body.level == level:
            issues = ", ".join(dict.fromkeys(_issue(body.number * k) for k in (1, 3, 7)[: body.number % 3 + 1]))
            composition = ("closed", "closed", "closed", "open", "unknown")[body.number % 5]
            function = ("coordination", "direction", "competence")[body.number % 3]
            yield (
                f"  - id: {body.id}\n"
                f'    name: {{sv: "{body.name}", en: "Body {body.number}, {body.area}"}}\n'
                f"    level: {body.level}\n"
                f"    area: {body.area}\n"
                f"    type: {body.type}\n"
                f"    functions: [{function}, steering]\n"
                f"    lead: {body.lead}\n"
                f"    handles: [{issues}]\n"
                f"    handles_list: {('open', 'closed')[body.number % 2]}\n"
                f"    composition: {composition}\n"
                f"    from: {YEARS[body.number % 10]}-0{body.number % 9 + 1}-01\n"
                f"    source:\n"
                f"      - {_place(body.number, f'2.{body.number} / Organ ¶1', body.type)}\n"
                f"      - {_place(body.number + 1, f'3 / Bilaga ¶{body.number}')}\n"
                f"    note: {{sv: Påhittat organ nummer {body.number}., en: Invented body number {body.number}.}}\n\n"
            )


# Seats: most are permanent and held by an organisation; some rotate, speak for many, have a role and no known holder.


def _seats(bodies: list[Body], number: int) -> Iterator[list[str]]:
    """A seat for every holder of every body, then one more for each body in turn, until there are so many."""
    seats = {body.id: _seat_rows(body) for body in bodies}
    rows = {body.id: list(islice(seats[body.id], len(body.holders))) for body in bodies}
    lacking = number - sum(map(len, rows.values()))
    for body in islice(cycle(bodies), lacking):
        rows[body.id].append(next(seats[body.id]))
    for body in bodies:
        yield from rows[body.id]


def _seat_rows(body: Body) -> Iterator[list[str]]:
    for n, holder in enumerate(cycle(body.holders)):
        row = dict.fromkeys(SEAT_COLUMNS, "")
        row |= {
            "id": f"{body.id}.plats-{n + 1}",
            "body": body.id,
            "source.in": _source(body.number),
            "source.at": f"2.{body.number} / Organ ¶2",
            "observed": "2023" if n % 4 else "",
        }
        row |= _seat(body, holder, n)
        yield list(row.values())


def _seat(body: Body, holder: str, n: int) -> dict[str, str]:
    turn = (body.number + n) % 40
    year = YEARS[(body.number + n) % 10]
    among = f"kind:kommun in:{body.county.id}" if body.county else "kind:lansstyrelse"
    seen = {"held_by.organization": holder, "held_by.observed": "2023"}
    since = {"held_by.organization": holder, "held_by.from": f"{year}-0{n % 9 + 1}-01"}
    if n == 0:
        return {"basis": "chair|permanent", "count": "1", "role": _role(holder), **since}
    if turn == 1:
        order = "|".join(o for o, _, _ in body.county.municipalities) if body.county and body.number % 2 else ""
        rotation = {"rotates.among": among, "rotates.order": order, "rotates.term": "1 year" if order else ""}
        return {**rotation, "count": "1", "participation": "represented", **seen}
    if turn in (2, 22) and body.county:
        collective = f"kommunerna-i-{body.county.id}"
        return {
            "represents": collective,
            "role": "beredskapssamordnare",
            "count": "2",
            "held_by.organization": collective,
        }
    if turn in (3, 23):
        return {"role": "beredskapssamordnare", "represents": among, "each": "true", "certainty": "implied"}
    if turn in (4, 24):
        return {"basis": "substitute", "role": _role(holder), **since, "held_by.to": f"{year + 4}"}
    if turn in (5, 25):
        return {"role": "kanslichef", "basis": "secretary", "participation": "staffs"}
    if turn % 3:
        return {"role": _role(holder), "basis": "permanent", "count": "1", **since}
    return {"role": _role(holder), "source.terms": f"plats {n + 1}|{body.type}", **seen}


def _role(holder: str) -> str:
    for beginning, role in (("lansstyrelsen", "landshovding"), ("region", "regiondirektor"), ("kommunerna", "")):
        if holder.startswith(beginning):
            return role
    return "kommunchef" if holder.endswith("-kommun") else "beredskapsdirektor"


# Organisations inside the municipalities

_UNIT_COLUMNS = ("id", "name.sv", "kind", "unit_of", "area", "source.in", "source.at")


def _units_of(municipality: str) -> Iterator[str]:
    return (f"{municipality}.{unit}" for unit in MUNICIPAL_UNITS)


def _units(counties: list[County]) -> Iterator[list[str]]:
    for county in counties:
        for organization, name, area in county.municipalities:
            for unit, word in zip(_units_of(organization), MUNICIPAL_UNITS, strict=True):
                yield [unit, f"{name}, {word}", "forvaltning", organization, area, "kalla-0", "1 / Förvaltningar ¶1"]


# Issues and what goes with them


def _issue(n: int) -> str:
    return f"fraga-{n % (len(THEMES) * len(ASPECTS))}"


def _issues(counties: list[County]) -> Iterator[str]:
    yield "issues:\n"
    for n in range(len(THEMES) * len(ASPECTS)):
        theme, aspect = THEMES[n % len(THEMES)], ASPECTS[n // len(THEMES)]
        needs = ", ".join(_issue(n + step) for step in ((1, 7), (3,), ())[n % 3])
        yield (
            f"  - id: {_issue(n)}\n"
            f'    name: {{sv: "{theme}: {aspect}", en: Issue {n}}}\n'
            f"    affects: {{kind: [kommun, region]{f', in: {counties[n % 21].id}' if n % 4 else ''}}}\n"
            f"    requires_participants: [lansstyrelse, {('kommun', 'region', 'statlig-myndighet')[n % 3]}]\n"
            f"    requires_lead: [{('regional', 'hogre-regional', 'nationell')[n % 3]}]\n"
        )
        yield f"    needs: [{needs}]\n" if needs else ""
        yield f"    part_of: {_issue(n - len(THEMES))}\n" if n >= len(THEMES) else ""
        yield f"    source: {_place(n, f'4.{n} / Frågor ¶1', theme)}\n"


def _responsibilities(counties: list[County]) -> Iterator[str]:
    yield "responsibilities:\n"
    for n in range(150):
        county = counties[n % 21]
        who = (f"{{kind: kommun, in: {county.id}}}", f"[{county.region}]", f"[{county.board}]", "{kind: region}")[n % 4]
        yield (
            f"  - issue: [{_issue(n)}]\n"
            f"    who: {who}\n"
            f"    degree: {('main', 'partial', 'lead', 'unspecified')[n % 4]}\n"
            f"    mode: [{('normal', 'peace-crisis', 'war')[n % 3]}]\n"
            f"    source: {_place(n, f'5 / Ansvar ¶{n + 1}')}\n"
        )


def _coverages(bodies: list[Body]) -> Iterator[str]:
    yield "coverages:\n"
    for n, body in enumerate(bodies[::10]):
        yield (
            f"  - issue: [{_issue(n * 5)}, {_issue(n * 5 + 2)}]\n"
            f"    by: {body.id}\n"
            f"    place: {('full', 'weak', 'none', 'full')[n % 4]}\n"
            f"    certainty: {('stated', 'implied')[n % 2]}\n"
            f"    source: {_place(n, f'6 / Täckning ¶{n + 1}')}\n"
        )


def _absences(bodies: list[Body]) -> Iterator[str]:
    yield "absences:\n"
    for n, body in enumerate(bodies[5::40]):
        place = f"body: {body.id}" if n % 4 else f"level: {body.level}\n    area: {body.area}"
        who = ("{kind: kommun}", "{kind: [kommun, region]}", "{kind: militar}")[n % 3]
        yield f"  - who: {who}\n    {place}\n    observed: 2023\n    source: {_place(n, f'7 / Utanför ¶{n + 1}')}\n"


def _plans(counties: list[County]) -> Iterator[str]:
    yield "plans:\n"
    for n, county in enumerate(islice(cycle(counties), 63)):
        yield (
            f"  - id: plan-{n}\n"
            f'    name: {{sv: "Plan {n} för {county.name}", en: Plan {n}}}\n'
            f"    for: {{kind: kommun, in: {county.id}}}\n"
            f"    area: {county.id}\n"
            f"    required: {('yes', 'discussed', 'unknown')[n % 3]}\n"
            f"    adopted: {('yes', 'no', 'unknown', 'yes')[n % 4]}\n"
            f"    issues: [{_issue(n)}]\n"
            f"    source: {_place(n, f'8 / Planer ¶{n + 1}')}\n"
        )


# Sources


def _source(n: int) -> str:
    return f"kalla-{n % 40}"


def _place(n: int, at: str, term: str = "") -> str:
    return f'{{in: {_source(n)}, at: "{at}"{f", terms: [{term}]" if term else ""}}}'


def _sources() -> Iterator[str]:
    yield "kinds:\n  - {id: forvaltning, name: förvaltning, level: lokal, source: {in: kalla-0}}\n\nsources:\n"
    for n in range(40):
        yield f"  - {{id: {_source(n)}, name: Påhittad källa {n}, published: {YEARS[n % 10]}, read: whole}}\n"


_MANIFEST = """title: {sv: Påhittad nationell struktur, en: Invented national structure}
date: 2023
builds_on: [sverige]
area: sverige
"""


def _write_table(file: Path, columns: tuple[str, ...], rows: Iterator[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    REGISTER = Path(__file__).resolve().parent.parent / "structures" / "sverige"
    print(write(REGISTER, Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
