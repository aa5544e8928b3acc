"""The register against what a reader knows of Sweden: expectations by hand, not from the tables they are read from."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from civo.dates import parsed_period
from civo.loading import Loaded, load
from civo.records import Area, Body, Change, Collective, Count, Organization, Record, Relation, Seat
from civo.selectors import Selector
from civo.structure import record_holds, structure_at
from civo.truth import Truth

REGISTER = Path(__file__).parents[2] / "structures" / "sverige"

COUNTY_LETTERS = "AB C D E F G H I K M N O S T U W X Y Z AC BD"
COUNTY_CODES = "01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25"
MUNICIPALITIES_PER_COUNTY = [26, 8, 9, 13, 13, 8, 12, 1, 5, 33, 6, 49, 16, 12, 10, 15, 10, 7, 8, 15, 14]

# Civil area: the board that is responsible, the codes of its counties, its municipalities.
CIVIL_AREAS = {
    "norra-civilomradet": ("lansstyrelsen-norrbotten", "22 23 24 25", 44),
    "mellersta-civilomradet": ("lansstyrelsen-orebro", "03 04 17 18 19 20 21", 80),
    "ostra-civilomradet": ("lansstyrelsen-stockholm", "01 09", 27),
    "sydostra-civilomradet": ("lansstyrelsen-ostergotland", "05 06 08", 38),
    "vastra-civilomradet": ("lansstyrelsen-vastra-gotaland", "13 14", 55),
    "sodra-civilomradet": ("lansstyrelsen-skane", "07 10 12", 46),
}

VASTERBOTTEN = """
    Bjurholms kommun, Dorotea kommun, Lycksele kommun, Malå kommun, Nordmalings kommun, Norsjö kommun,
    Robertsfors kommun, Skellefteå kommun, Sorsele kommun, Storumans kommun, Umeå kommun, Vilhelmina kommun,
    Vindelns kommun, Vännäs kommun, Åsele kommun
"""

# Names that are not the short name with "s kommun", and those that look alike.
NAMES = {
    "0140": "Nykvarns kommun",
    "0180": "Stockholms kommun",
    "0305": "Håbo kommun",
    "0643": "Habo kommun",
    "0880": "Kalmar kommun",
    "1421": "Orusts kommun",
    "1438": "Dals-Eds kommun",
    "1480": "Göteborgs kommun",
    "1490": "Borås kommun",
    "2023": "Malung-Sälens kommun",
    "2080": "Falu kommun",
    "2326": "Bergs kommun",
    "2361": "Härjedalens kommun",
    "2418": "Malå kommun",
    "2480": "Umeå kommun",
    "2513": "Överkalix kommun",
    "2514": "Kalix kommun",
    "2584": "Kiruna kommun",
}

REGIONS = """
    Region Stockholm, Region Uppsala, Region Sörmland, Region Östergötland, Region Jönköpings län, Region Kronoberg,
    Region Kalmar län, Region Gotland, Region Blekinge, Region Skåne, Region Halland, Västra Götalandsregionen,
    Region Värmland, Region Örebro län, Region Västmanland, Region Dalarna, Region Gävleborg, Region Västernorrland,
    Region Jämtland Härjedalen, Region Västerbotten, Region Norrbotten
"""

# Sector: the responsible agency and how many others, in the wording in force on 2026-01-01.
SECTORS = {
    "Ekonomisk säkerhet": ("Försäkringskassan", 6),
    "Elektroniska kommunikationer och post": ("Post- och telestyrelsen", 3),
    "Energiförsörjning": ("Statens energimyndighet", 3),
    "Finansiella tjänster": ("Finansinspektionen", 1),
    "Försörjning av grunddata": ("Skatteverket", 4),
    "Hälsa, vård och omsorg": ("Socialstyrelsen", 3),
    "Industri, byggande och handel": ("Tillväxtverket", 2),
    "Livsmedelsförsörjning och dricksvatten": ("Livsmedelsverket", 4),
    "Ordning och säkerhet": ("Polismyndigheten", 6),
    "Räddningstjänst och skydd av civilbefolkningen": ("Myndigheten för civilt försvar", 6),
    "Transporter": ("Trafikverket", 3),
    "Utrikeshandel": ("Kommerskollegium", 1),
}

# English names that nobody has been seen to use: remembered, or translated by the one who gathered the data.
UNSEEN_ENGLISH = """
    Swedish Energy Markets Inspectorate; Swedish Social Insurance Agency; LFV Air Navigation Services of Sweden;
    Swedish Mapping, Cadastral and Land Registration Authority; Swedish Migration Agency; Swedish Police Authority;
    Swedish Civil Defence and Resilience Agency; Swedish Post and Telecom Authority; Swedish Tax Agency;
    Swedish Customs; National Government Service Centre; Swedish Transport Administration;
    Industry, construction and trade; Foreign trade;
    municipal chief executive; regional chief executive; regional director; health and medical services director;
    emergency preparedness coordinator; head of secretariat; duty officer; local federation;
    health care cooperation region; head of the civil area; sector-responsible authority
"""


def listed(text: str, separator: str = ",") -> list[str]:
    return [" ".join(name.split()) for name in text.split(separator)]


def rows(table: str) -> list[dict[str, str]]:
    with (REGISTER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def loaded() -> Loaded:
    return load(REGISTER)


def records(kind: str) -> list[Any]:
    return list(loaded().records[kind])


@cache
def by_id() -> dict[str, Record]:
    return {record.id: record for kind in loaded().records for record in records(kind)}


def wholes(area: str) -> set[str]:
    """The area and all that it lies in."""
    record = by_id()[area]
    assert isinstance(record, Area)
    return {area}.union(*(wholes(whole) for whole in record.part_of))


def fitting(kind: str, area: str = "sverige") -> list[Organization]:
    return [o for o in records("organizations") if kind in o.kind and o.area and area in wholes(o.area)]


def counted(selector: Selector) -> int:
    """How many organisations a selector of kinds, areas or ids fits, worked out here on its own."""
    assert not selector.level and not selector.tags and not selector.excluded
    if selector.ids:
        assert not selector.kind and not selector.within
        members = [by_id()[name] for name in selector.ids]
        return sum(counted(m.members) if isinstance(m, Collective) else 1 for m in members)
    areas = selector.within or ("sverige",)
    return len({o.id for kind in selector.kind for area in areas for o in fitting(kind, area)})


def holding(kind: str, date: str) -> list[Any]:
    return [record for record in records(kind) if record_holds(record, parsed_period(date)) is Truth.YES]


def test_tables_are_plain_utf_8_with_one_line_a_row() -> None:
    for file in REGISTER.iterdir():
        data = file.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and data.endswith(b"\n"), file.name
        data.decode("utf-8")


def test_ids_are_ascii_and_unique() -> None:
    ids = [record.id for kind in loaded().records for record in records(kind)]
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", i)] == []
    assert [i for i, times in Counter(ids).items() if times > 1] == []


def test_every_record_says_where_it_is_from() -> None:
    assert [r.id for kind in loaded().records if kind != "sources" for r in records(kind) if not r.source] == []


def test_every_source_is_used_and_can_be_found_again() -> None:
    used = {place.document for kind in loaded().records for r in records(kind) for place in r.source}
    assert {source.id for source in records("sources")} == used
    assert [s.id for s in records("sources") if not (s.url or s.reference or s.publisher)] == []


def test_no_path_of_a_machine_is_named() -> None:
    for file in REGISTER.iterdir():
        assert not re.search(r"/(work|home|tmp|Users|root)/|[A-Z]:\\", file.read_text(encoding="utf-8")), file.name


# Areas


def test_twenty_one_counties_with_their_codes_and_letters() -> None:
    table = rows("areas.lan")
    assert [row["code"] for row in table] == COUNTY_CODES.split()
    letters = [row["aliases"].split("|")[-1].removeprefix("SE-") for row in table]
    assert letters == COUNTY_LETTERS.split()


def test_codes_are_text_with_their_leading_zeros() -> None:
    assert all(re.fullmatch(r"\d{2}", row["code"]) for row in rows("areas.lan"))
    assert all(re.fullmatch(r"\d{4}", row["code"]) for row in rows("areas.kommuner"))
    assert all(re.fullmatch(r"\d{4}", row["identifiers.scb"]) for row in rows("organizations.kommuner"))
    assert by_id()["upplands-vasby"].code == "0114"  # type: ignore[attr-defined]
    assert by_id()["region-gotland"].identifiers == {"scb": "0980"}  # type: ignore[attr-defined]


def test_every_municipality_lies_in_the_one_county_that_its_code_says() -> None:
    counties = {row["id"]: row["code"] for row in rows("areas.lan")}
    table = rows("areas.kommuner")
    assert len(table) == len({row["code"] for row in table}) == 290
    for row in table:
        lies_in = [counties[whole] for whole in row["part_of"].split("|") if whole in counties]
        assert lies_in == [row["code"][:2]], row["id"]


def test_every_county_lies_in_exactly_one_civil_area() -> None:
    found: dict[str, list[str]] = {area: [] for area in CIVIL_AREAS}
    for row in rows("areas.lan"):
        (area,) = set(row["part_of"].split("|")) & set(CIVIL_AREAS)
        found[area].append(row["code"])
    for area, (_, codes, _) in CIVIL_AREAS.items():
        assert found[area] == codes.split()


def test_there_is_no_civil_area_before_the_reform() -> None:
    def at(date: str) -> int:
        return sum(area.type == "civilomrade" for area in holding("areas", date))

    assert (at("2022-09-30"), at("2022-10-01"), at("2026-01-01")) == (0, 6, 6)


def test_the_northern_civil_area_goes_by_its_other_names() -> None:
    structure = structure_at(loaded())
    for name in ("Civo Nord", "civilområde nord", "Civo Norr", "norra civilomradet"):
        assert structure.find(name).id == "norra-civilomradet"


def test_halland_is_divided_between_two_health_care_regions() -> None:
    assert not any(whole.startswith("samverkansregion") for whole in wholes("hallands-lan"))
    south = {a.id for a in records("areas") if a.type == "kommun" and "samverkansregion-lund-malmo" in a.part_of}
    west = {a.id for a in records("areas") if a.type == "kommun" and "samverkansregion-goteborg" in a.part_of}
    assert south == {"halmstad", "hylte", "laholm"}
    assert west == {"falkenberg", "kungsbacka", "varberg"}


def test_every_municipality_lies_in_exactly_one_health_care_region() -> None:
    for row in rows("areas.kommuner"):
        assert sum(whole.startswith("samverkansregion-") for whole in wholes(row["id"])) == 1, row["id"]


@pytest.mark.parametrize("area", ["samverkansregion-umea", "norra-militarregionen"])
def test_the_four_northern_counties_are_also_one(area: str) -> None:
    inside = {a.code for a in records("areas") if a.type == "lan" and area in a.part_of}
    assert inside == {"22", "23", "24", "25"}


# Organisations


def test_kinds_count_as_they_should() -> None:
    assert len(fitting("lansstyrelse")) == 21
    assert len(fitting("region")) == 21
    assert len(fitting("kommun")) == 290


def test_municipalities_per_county() -> None:
    by_code = {row["code"]: row["id"] for row in rows("areas.lan")}
    assert [len(fitting("kommun", by_code[code])) for code in COUNTY_CODES.split()] == MUNICIPALITIES_PER_COUNTY
    norra = ("vasterbottens-lan", "norrbottens-lan", "jamtlands-lan", "vasternorrlands-lan")
    assert [len(fitting("kommun", county)) for county in norra] == [15, 14, 8, 7]


def test_organisations_per_civil_area() -> None:
    for area, (_, codes, municipalities) in CIVIL_AREAS.items():
        assert len(fitting("kommun", area)) == municipalities
        assert len(fitting("region", area)) == len(fitting("lansstyrelse", area)) == len(codes.split())


def test_full_names_are_the_right_ones() -> None:
    names = {row["identifiers.scb"]: row["name.sv"] for row in rows("organizations.kommuner")}
    assert {code: names[code] for code in NAMES} == NAMES
    assert all(name.endswith(" kommun") for name in names.values())
    assert sorted(o.name.sv for o in fitting("kommun", "vasterbottens-lan")) == sorted(listed(VASTERBOTTEN))


def test_municipality_and_its_area_have_the_same_code() -> None:
    codes = {row["id"]: row["code"] for row in rows("areas.kommuner")}
    assert all(codes[row["area"]] == row["identifiers.scb"] for row in rows("organizations.kommuner"))


def test_habo_and_habo_are_two() -> None:
    assert by_id()["habo"].name.sv == "Habo"
    assert by_id()["habo-0305"].name.sv == "Håbo"
    assert by_id()["habo-kommun"].name.sv == "Habo kommun"
    assert by_id()["habo-kommun-0305"].name.sv == "Håbo kommun"
    assert "uppsala-lan" in wholes("habo-0305") and "jonkopings-lan" in wholes("habo")


def test_regions_have_their_own_names() -> None:
    assert sorted(o.name.sv for o in fitting("region")) == sorted(listed(REGIONS))
    counties = {a.id for a in records("areas") if a.type == "lan"}
    assert {o.area for o in fitting("region")} == counties - {"gotlands-lan"} | {"gotland"}


def test_region_gotland_is_one_organisation_of_two_kinds() -> None:
    gotland = by_id()["region-gotland"]
    assert isinstance(gotland, Organization) and set(gotland.kind) == {"kommun", "region"}
    assert "Gotlands kommun" in gotland.aliases
    assert [o.id for o in records("organizations") if len(o.kind) > 1] == ["region-gotland"]
    assert fitting("kommun", "gotlands-lan") == fitting("region", "gotlands-lan") == [gotland]


def test_boards_have_the_short_name_that_people_use() -> None:
    board = by_id()["lansstyrelsen-vasterbotten"]
    assert board.name.sv == "Länsstyrelsen i Västerbottens län"
    assert board.aliases == ("Länsstyrelsen Västerbotten",)
    assert all(o.name.sv.startswith("Länsstyrelsen i ") and o.name.sv.endswith(" län") for o in fitting("lansstyrelse"))


def test_the_responsible_board_is_one_of_its_civil_area() -> None:
    leads = {}
    for relation in records("relations"):
        assert isinstance(relation, Relation) and relation.does == "leads"
        (board,), (area,) = relation.who, relation.what
        leads[area] = board
        organization = by_id()[board]
        assert isinstance(organization, Organization) and organization.area and area in wholes(organization.area)
    assert leads == {area: board for area, (board, _, _) in CIVIL_AREAS.items()}


def test_organisation_numbers() -> None:
    numbers = [o.identifiers["orgnr"] for o in records("organizations") if "orgnr" in o.identifiers]
    assert len(numbers) == len(set(numbers)) == 46 + 21 + 1
    assert all(re.fullmatch(r"202100-\d{4}", number) for number in numbers)


def test_kinds_act_at_their_levels() -> None:
    levels = {kind.id: kind.level for kind in records("kinds")}
    assert (levels["kommun"], levels["region"]) == ("lokal", "regional")
    assert (levels["lansstyrelse"], levels["statlig-myndighet"]) == ("regional", "nationell")
    assert structure_at(loaded()).level_order == ("nationell", "hogre-regional", "regional", "lokal")


# MSB and MCF


@pytest.mark.parametrize(
    ("date", "there"),
    [("2023", ["msb"]), ("2025-12-31", ["msb"]), ("2026-01-01", ["mcf"]), ("2027", ["mcf"])],
)
def test_mcf_takes_the_place_of_msb(date: str, there: list[str]) -> None:
    assert [o.id for o in holding("organizations", date) if o.id in ("msb", "mcf")] == there


def test_changes_have_their_dates() -> None:
    changes = {change.id: str(change.date) for change in records("changes") if isinstance(change, Change)}
    assert sorted(changes.values()) == ["2022-10-01", "2025-07-22", "2026-01-01"]
    change = by_id()["msb-blir-mcf"]
    assert isinstance(change, Change) and (change.replaces, change.results) == (("msb",), ("mcf",))


# Sectors


@pytest.mark.parametrize(
    ("date", "number"), [("2022-09-30", 0), ("2022-10-01", 10), ("2023", 10), ("2025-07-21", 10), ("2025-07-22", 12)]
)
def test_sectors_by_date(date: str, number: int) -> None:
    assert sum(body.type == "sector" for body in holding("bodies", date)) == number


def test_sectors_have_their_responsible_agency_and_members() -> None:
    found = {}
    for body in records("bodies"):
        assert isinstance(body, Body) and body.composition == "unknown" and not body.lead
        seats = [seat for seat in records("seats") if seat.body == body.id]
        (chair,) = [seat for seat in seats if "chair" in seat.basis]
        assert chair.role == "sektorsansvarig-myndighet"
        found[body.name.sv] = (by_id()[chair.held_by[0].organization].name.sv, len(seats) - 1)
    assert found == SECTORS


def test_nothing_is_known_of_the_sectors_seats_in_2023() -> None:
    assert holding("seats", "2023") == []
    assert len(holding("seats", "2026-01-01")) == 54
    for seat in records("seats"):
        assert isinstance(seat, Seat)
        assert [str(tenure.observed) for tenure in seat.held_by] == ["2026-01-01"]
        assert not any(tenure.start or tenure.end for tenure in seat.held_by)


def test_sectors_gather_preparedness_agencies_only() -> None:
    collective = by_id()["beredskapsmyndigheterna"]
    assert isinstance(collective, Collective)
    agencies = set(collective.members.ids)
    seated = {tenure.organization for seat in records("seats") for tenure in seat.held_by}
    assert seated <= agencies
    assert {by_id()[agency].name.sv for agency in agencies - seated} == {
        "Migrationsverket",
        "Myndigheten för psykologiskt försvar",
        "Riksantikvarieämbetet",
        "Statens skolverk",
    }
    assert "forsvarsmakten" not in agencies and "msb" not in agencies


# Numbers and names


def test_stated_numbers_are_those_of_what_is_declared() -> None:
    for record in [*records("counts"), *records("collectives")]:
        assert isinstance(record, Count | Collective)
        selector = record.of if isinstance(record, Count) else record.members
        if record.number is not None:
            assert record.number == counted(selector), record.id


def test_there_are_counts_for_the_country_norra_and_every_county() -> None:
    numbers = {count.id: count.number for count in records("counts")}
    assert len(numbers) == 4 + 21
    assert numbers["antal-lansstyrelser"] == numbers["antal-regioner"] == 21
    assert numbers["antal-kommuner"] == 290
    assert numbers["antal-kommuner-i-norra-civilomradet"] == 44
    assert numbers["antal-kommuner-i-vasterbottens-lan"] == 15


def test_the_structure_counts_the_same() -> None:
    structure = structure_at(loaded())
    for collective in records("collectives"):
        if collective.number is not None:
            assert len(structure.members(collective.members)) == collective.number, collective.id


def test_no_english_name_from_memory() -> None:
    unseen = {name.casefold() for name in listed(UNSEEN_ENGLISH, ";")}
    english = {r.id: r.name.en for kind in loaded().records for r in records(kind) if r.name.en}
    assert {i: name for i, name in english.items() if name.casefold() in unseen} == {}
    assert {i: name for i, name in english.items() if re.search(r"memory|my translation|unofficial", name, re.I)} == {}
    for agency in ("mcf", "polismyndigheten", "skatteverket", "sektor-utrikeshandel", "kommunchef", "regiondirektor"):
        assert agency not in english


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("Umeå kommun", "umea-kommun"),
        ("umea kommun", "umea-kommun"),
        ("Stockholms stad", "stockholms-kommun"),
        ("Länsstyrelsen Västerbotten", "lansstyrelsen-vasterbotten"),
        ("Polisen", "polismyndigheten"),
        ("MCF", "mcf"),
        ("PTS", "post-och-telestyrelsen"),
        ("Västerbotten", "vasterbottens-lan"),
        ("SE-AC", "vasterbottens-lan"),
        ("Håbo kommun", "habo-kommun-0305"),
        ("Habo kommun", "habo-kommun"),
    ],
)
def test_things_are_found_by_what_people_call_them(name: str, means: str) -> None:
    assert structure_at(loaded()).find(name).id == means
