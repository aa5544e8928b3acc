"""The three questions of peers.py, answered by civo and by each of its peers; `python answering.py PEER FOLDER` prints how many.

Every peer reads the same files: the tables with the csv module (duckdb: itself), the YAML with PyYAML's C loader, but for
the naive script, which calls yaml.safe_load as a first script would.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

Answers = dict[str, set[tuple[str, ...]]]
"""Under the name of each question its rows."""

# civo


def civo(folder: Path) -> Answers:
    """Asked of the library, which is set as the command line sets it."""
    import gc
    import os

    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from civo.loading import load
    from civo.seats.claims import holders
    from civo.selectors import parsed_selector
    from civo.structure import structure_at
    from civo.truth import Truth

    gc.set_threshold(200_000)
    structure = structure_at(load(folder))
    municipal = {*structure.members(parsed_selector("kind:kommun"))}
    municipal |= {c.id for c in structure.collectives if c.members.kind == ("kommun",)}
    found: Answers = {"responsible": set(), "indirect": set(), "without": set()}
    held: dict[str, set[str]] = {}
    handling: dict[str, list[str]] = {}
    for body in structure.bodies:
        seats = structure.seats_of.get(body.id, ())
        here = held[body.id] = {t.organization for s in seats for t, sure in holders(structure, s) if sure is Truth.YES}
        sharing = {s.rotates.among for s in seats if s.rotates and s.rotates.among.kind == ("kommun",)}
        found["indirect"].update((body.id, o) for among in sharing for o in structure.members(among) if o not in here)
        if body.composition == "closed" and here.isdisjoint(municipal):
            found["without"].add((body.id,))
        for issue in body.handles:
            handling.setdefault(issue, []).append(body.id)
    for issue, responsibilities in structure.responsibilities_for.items():
        for o in {o for r in responsibilities for o in r.who.ids}:
            if issue in handling and not any(o in held[body] for body in handling[issue]):
                found["responsible"].add((issue, o))
    return found


# What the peers read


class Seat(NamedTuple):
    """A row of the table of seats; `county` is that whose municipalities take turns in it, if they do."""

    id: str
    body: str
    holder: str
    since: str
    until: str
    observed: str
    county: str

    @property
    def is_held(self) -> bool:
        """Whether somebody is known to hold it through 2023."""
        if self.observed:
            return self.observed == "2023"
        return bool(self.holder) and self.since <= "2023-01-01" and (not self.until or self.until >= "2024")


class Facts(NamedTuple):
    """What the files say that the questions need, but for the seats."""

    municipalities: list[tuple[str, str]]  # with their county
    collectives: list[str]  # of municipalities
    bodies: list[tuple[str, str, str]]  # with level and composition; those that are there in 2023
    handles: list[tuple[str, str]]  # body, issue
    responsible: list[tuple[str, str]]  # issue, organisation


def _facts(folder: Path, read_yaml: Callable[[Any], Any]) -> Facts:
    register = folder.parent / "sverige"
    county = {row["id"]: row["part_of"].split("|")[0] for row in _rows(register / "areas.kommuner.csv")}
    municipalities = [(row["id"], county[row["area"]]) for row in _rows(register / "organizations.kommuner.csv")]
    data = [read_yaml(file.read_text("utf-8")) for file in sorted(folder.glob("*.yaml"))]
    bodies = [b for d in data for b in d.get("bodies") or () if str(b["from"]) < "2024"]
    answering = [r for d in data for r in d.get("responsibilities") or () if isinstance(r["who"], list)]
    return Facts(
        [*municipalities, ("region-gotland", county["gotland"])],
        [r["id"] for r in _rows(register / "collectives.omraden.csv") if r["members"].startswith("kind:kommun ")],
        [(b["id"], b["level"], b["composition"]) for b in bodies],
        [(b["id"], issue) for b in bodies for issue in b["handles"]],
        [(issue, o) for r in answering for issue in r["issue"] for o in r["who"]],
    )


def _facts_c(folder: Path) -> Facts:
    import yaml

    return _facts(folder, partial(yaml.load, Loader=yaml.CSafeLoader))


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _seats(folder: Path) -> Iterator[Seat]:
    with (folder / "seats.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows)
        columns = ("id", "body", "held_by.organization", "held_by.from", "held_by.to", "held_by.observed")
        at = [header.index(name) for name in columns]
        among = header.index("rotates.among")
        for row in rows:
            shared = row[among].partition("kind:kommun in:")[2]
            yield Seat(*[row[n] for n in at], shared)


# Python


def networkx_naive(folder: Path) -> Answers:
    """A first script: everything a node, questions as loops over neighbours, yaml.safe_load."""
    import yaml

    return _networkx(folder, _facts(folder, yaml.safe_load))


def networkx(folder: Path) -> Answers:
    """The same with the C loader for YAML."""
    return _networkx(folder, _facts_c(folder))


def _networkx(folder: Path, facts: Facts) -> Answers:
    import networkx as nx

    graph = nx.DiGraph()
    for municipality, county in facts.municipalities:
        graph.add_node(municipality, municipal=True)
        graph.add_edge(municipality, county, rel="in")
    for collective in facts.collectives:
        graph.add_node(collective, municipal=True)
    for body, level, composition in facts.bodies:
        graph.add_node(body, kind="body", level=level, composition=composition)
    for body, issue in facts.handles:
        graph.add_edge(body, issue, rel="handles")
    for issue, organization in facts.responsible:
        graph.add_edge(organization, issue, rel="answers for")
    for row in _rows(folder / "seats.csv"):
        seat = Seat(
            row["id"],
            row["body"],
            row["held_by.organization"],
            row["held_by.from"],
            row["held_by.to"],
            row["held_by.observed"],
            row["rotates.among"].partition("kind:kommun in:")[2],
        )
        graph.add_node(seat.id, kind="seat", county=seat.county)
        graph.add_edge(seat.id, seat.body, rel="in")
        if seat.is_held:
            graph.add_edge(seat.holder, seat.id, rel="holds")

    def seats(body: str) -> list[str]:
        return [n for n in graph.predecessors(body) if graph.nodes[n].get("kind") == "seat"]

    def sits(organization: str, body: str) -> bool:
        return any(graph.has_edge(organization, seat) for seat in seats(body))

    found: Answers = {"responsible": set(), "indirect": set(), "without": set()}
    for organization, issue, rel in list(graph.edges(data="rel")):
        if rel == "answers for":
            bodies = [b for b in graph.predecessors(issue) if graph.edges[b, issue]["rel"] == "handles"]
            if bodies and not any(sits(organization, body) for body in bodies):
                found["responsible"].add((issue, organization))
    for body, data in list(graph.nodes(data=True)):
        if data.get("kind") != "body":
            continue
        for seat in seats(body):
            if county := graph.nodes[seat]["county"]:
                for municipality in graph.predecessors(county):
                    if not sits(municipality, body):
                        found["indirect"].add((body, municipality))
        if data["composition"] == "closed":
            holders = (h for seat in seats(body) for h in graph.predecessors(seat))
            if not any(graph.nodes[h].get("municipal") for h in holders):
                found["without"].add((body,))
    return found


# SQL

_TABLES = """
create table municipality (id text, county text);
create table collective (id text);
create table body (id text, level text, composition text);
create table handles (body text, issue text);
create table responsible (issue text, organization text);
"""
_HELD = """
create table held as
    select distinct s.body, s.holder from seat s join body b on b.id = s.body
    where s.holder <> '' and case when s.observed <> '' then s.observed = '2023'
        else s.since <= '2023-01-01' and (s.until = '' or s.until >= '2024') end;
"""
_QUESTIONS = {
    "responsible": """
        select distinct r.issue, r.organization from responsible r
        where exists (select 1 from handles h where h.issue = r.issue)
        and not exists (select 1 from handles h join held s on s.body = h.body
                        where h.issue = r.issue and s.holder = r.organization)""",
    "indirect": """
        select distinct s.body, m.id from seat s join body b on b.id = s.body join municipality m on m.county = s.county
        where not exists (select 1 from held h where h.body = s.body and h.holder = m.id)""",
    "without": """
        select b.id from body b where b.composition = 'closed'
        and not exists (select 1 from held h where h.body = b.id and h.holder in
                        (select id from municipality union select id from collective))""",
}


def _fill(execute: Callable[[str, list[Any]], object], facts: Facts) -> None:
    execute("insert into municipality values (?, ?)", facts.municipalities)
    execute("insert into collective values (?)", [(c,) for c in facts.collectives])
    execute("insert into body values (?, ?, ?)", facts.bodies)
    execute("insert into handles values (?, ?)", facts.handles)
    execute("insert into responsible values (?, ?)", facts.responsible)


def sqlite(folder: Path) -> Answers:
    """In memory, with indexes."""
    import sqlite3

    store = sqlite3.connect(":memory:")
    store.executescript(_TABLES + "create table seat (id, body, holder, since, until, observed, county);")
    _fill(store.executemany, _facts_c(folder))
    store.executemany("insert into seat values (?, ?, ?, ?, ?, ?, ?)", _seats(folder))
    store.executescript(
        _HELD
        + "create unique index held_by on held (body, holder); create index handled on handles (issue);"
        + "create index turns on seat (county) where county <> '';"
    )
    return {name: set(store.execute(question)) for name, question in _QUESTIONS.items()}


def duckdb(folder: Path) -> Answers:
    """In memory; it reads the table of seats itself."""
    import duckdb as engine

    store = engine.connect(":memory:", config={"threads": 2})
    store.execute(_TABLES)
    facts = _facts_c(folder)
    for table, rows in zip(
        ("municipality", "collective", "body", "handles", "responsible"),
        (facts.municipalities, [(c,) for c in facts.collectives], facts.bodies, facts.handles, facts.responsible),
        strict=True,
    ):
        columns = [list(column) for column in zip(*rows, strict=True)]
        unnested = ", ".join(f"unnest(${n + 1}::text[])" for n in range(len(columns)))
        store.execute(f"insert into {table} select {unnested}", columns)
    store.execute(
        """create table seat as select id, body, "held_by.organization" holder, "held_by.from" since, "held_by.to" until,
        "held_by.observed" observed, split_part("rotates.among", 'kind:kommun in:', 2) county
        from read_csv(?, all_varchar = true, header = true, nullstr = '\\N')""",
        [str(folder / "seats.csv")],
    )
    store.execute(_HELD)
    return {name: set(store.execute(question).fetchall()) for name, question in _QUESTIONS.items()}


# SPARQL

_PREFIX = "http://example.org/"
_IS_HELD = """
    {s} :holder {o} .
    OPTIONAL {{ {s} :since ?since }} OPTIONAL {{ {s} :until ?until }} OPTIONAL {{ {s} :observed ?observed }}
    FILTER(IF(BOUND(?observed), ?observed = "2023", COALESCE(?since, "") <= "2023-01-01" && COALESCE(?until, "9") >= "2024"))
"""
_PLAIN = {
    "responsible": f"""SELECT DISTINCT ?issue ?o {{ ?o :answersFor ?issue . ?any :handles ?issue .
        FILTER NOT EXISTS {{ ?b :handles ?issue . ?s :in ?b . {_IS_HELD.format(s="?s", o="?o")} }} }}""",
    "indirect": f"""SELECT DISTINCT ?b ?o {{ ?turn :county ?c . ?turn :in ?b . ?b a :Body . ?o :in ?c . ?o a :Municipality .
        FILTER NOT EXISTS {{ ?s :in ?b . {_IS_HELD.format(s="?s", o="?o")} }} }}""",
    "without": f"""SELECT ?b {{ ?b a :Body . ?b :composition "closed" .
        FILTER NOT EXISTS {{ ?s :in ?b . {_IS_HELD.format(s="?s", o="?o")} ?o a :Municipal }} }}""",
}
_MATERIALIZE = f"INSERT {{ ?b :held ?o }} WHERE {{ ?s :in ?b . {_IS_HELD.format(s='?s', o='?o')} }}"
_EXPERT = {
    "responsible": """SELECT DISTINCT ?issue ?o { ?o :answersFor ?issue . FILTER EXISTS { ?any :handles ?issue }
        FILTER NOT EXISTS { ?b :held ?o . ?b :handles ?issue } }""",
    "indirect": """SELECT DISTINCT ?b ?o { { SELECT DISTINCT ?b ?c { ?turn :county ?c . ?turn :in ?b . ?b a :Body } }
        ?o :in ?c . ?o a :Municipality . FILTER NOT EXISTS { ?b :held ?o } }""",
    "without": """SELECT ?b { ?b :composition "closed" . ?b a :Body .
        FILTER NOT EXISTS { ?b :held ?o . ?o a :Municipal } }""",
}

Triple = tuple[str, str, str, bool]
"""Subject, predicate, object, and whether the object is a thing (not a text)."""


def _triples(facts: Facts) -> Iterator[Triple]:
    for municipality, county in facts.municipalities:
        yield municipality, "in", county, True
        yield municipality, "a", "Municipality", True
        yield municipality, "a", "Municipal", True
    for collective in facts.collectives:
        yield collective, "a", "Municipal", True
    for body, level, composition in facts.bodies:
        yield body, "a", "Body", True
        yield body, "level", level, False
        yield body, "composition", composition, False
    for body, issue in facts.handles:
        yield body, "handles", issue, True
    for issue, organization in facts.responsible:
        yield organization, "answersFor", issue, True


def _seat_triples(folder: Path) -> Iterator[Triple]:
    for seat in _seats(folder):
        yield seat.id, "in", seat.body, True
        if seat.holder:
            yield seat.id, "holder", seat.holder, True
        for name in ("since", "until", "observed"):
            if value := getattr(seat, name):
                yield seat.id, name, value, False
        if seat.county:
            yield seat.id, "county", seat.county, True


def _oxigraph(folder: Path, expert: bool) -> Answers:
    import pyoxigraph as ox

    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    predicates = {"a": kind}

    def quads() -> Iterator[Any]:
        for subject, predicate, thing, is_thing in chain(_triples(_facts_c(folder)), _seat_triples(folder)):
            if predicate not in predicates:
                predicates[predicate] = ox.NamedNode(_PREFIX + predicate)
            value = ox.NamedNode(_PREFIX + thing) if is_thing else ox.Literal(thing)
            yield ox.Quad(ox.NamedNode(_PREFIX + subject), predicates[predicate], value)

    store = ox.Store()
    store.bulk_extend(quads())
    if expert:
        store.update(f"PREFIX : <{_PREFIX}> {_MATERIALIZE}")
    return {
        name: {
            tuple(term.value.removeprefix(_PREFIX) for term in row)
            for row in store.query(f"PREFIX : <{_PREFIX}> {question}")
        }
        for name, question in (_EXPERT if expert else _PLAIN).items()
    }


def oxigraph_plain(folder: Path) -> Answers:
    """SPARQL as one writes it first."""
    return _oxigraph(folder, False)


def oxigraph_expert(folder: Path) -> Answers:
    """Who holds what is worked out once, with an update; the questions look it up."""
    return _oxigraph(folder, True)


_PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:prefixes sh:declare [ sh:prefix "" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
"""
_SHAPES = '''
:responsible a sh:NodeShape ; sh:targetSubjectsOf :answersFor ; sh:sparql [ sh:prefixes :prefixes ; sh:select
  """SELECT DISTINCT $this ?value { $this :answersFor ?value . FILTER EXISTS { ?any :handles ?value }
     FILTER NOT EXISTS { ?b :held $this . ?b :handles ?value } }""" ] .
:indirect a sh:NodeShape ; sh:targetSubjectsOf :turns ; sh:sparql [ sh:prefixes :prefixes ; sh:select
  """SELECT DISTINCT $this ?value { $this :turns ?c . ?value :in ?c . ?value a :Municipality .
     FILTER NOT EXISTS { $this :held ?value } }""" ] .
:without a sh:NodeShape ; sh:targetClass :ClosedBody ; sh:property [ sh:path :held ;
  sh:qualifiedValueShape [ sh:class :Municipal ] ; sh:qualifiedMinCount 1 ] .
'''
_RULES = f'''
:working a sh:NodeShape ; sh:targetClass :Body ;
  sh:rule [ a sh:SPARQLRule ; sh:prefixes :prefixes ; sh:construct
    """CONSTRUCT {{ $this :held ?o }} WHERE {{ ?s :in $this . {_IS_HELD.format(s="?s", o="?o")} }}""" ] ;
  sh:rule [ a sh:SPARQLRule ; sh:prefixes :prefixes ; sh:construct
    """CONSTRUCT {{ $this :turns ?c }} WHERE {{ ?s :in $this . ?s :county ?c }}""" ] .
'''
_PLAIN_SHAPES = f'''
:responsible a sh:NodeShape ; sh:targetSubjectsOf :answersFor ; sh:sparql [ sh:prefixes :prefixes ; sh:select
  """SELECT DISTINCT $this ?value {{ $this :answersFor ?value . FILTER EXISTS {{ ?any :handles ?value }}
     FILTER NOT EXISTS {{ ?b :handles ?value . ?s :in ?b . {_IS_HELD.format(s="?s", o="$this")} }} }}""" ] .
:indirect a sh:NodeShape ; sh:targetClass :Body ; sh:sparql [ sh:prefixes :prefixes ; sh:select
  """SELECT DISTINCT $this ?value {{ ?turn :in $this . ?turn :county ?c . ?value :in ?c . ?value a :Municipality .
     FILTER NOT EXISTS {{ ?s :in $this . {_IS_HELD.format(s="?s", o="?value")} }} }}""" ] .
:without a sh:NodeShape ; sh:targetClass :ClosedBody ; sh:sparql [ sh:prefixes :prefixes ; sh:select
  """SELECT $this {{ FILTER NOT EXISTS {{ ?s :in $this . {_IS_HELD.format(s="?s", o="?o")} ?o a :Municipal }} }}""" ] .
'''


def pyshacl_helped(folder: Path) -> Answers:
    """The gaps as violations of shapes; who holds what is worked out in Python beforehand."""
    facts = _facts_c(folder)
    held = ((body, relation, thing, True) for body, relation, thing in _narrow(folder, facts))
    return _violations(chain(_triples(facts), held), facts, _SHAPES)


def pyshacl_expert(folder: Path) -> Answers:
    """The same graph as for SPARQL; who holds what is worked out once, by rules of SHACL; the shapes look it up."""
    facts = _facts_c(folder)
    return _violations(chain(_triples(facts), _seat_triples(folder)), facts, _SHAPES + _RULES)


def pyshacl_plain(folder: Path) -> Answers:
    """Shapes as one writes them first."""
    facts = _facts_c(folder)
    return _violations(chain(_triples(facts), _seat_triples(folder)), facts, _PLAIN_SHAPES)


def _violations(triples: Iterable[Triple], facts: Facts, shapes: str) -> Answers:
    import rdflib
    from pyshacl import validate

    name = rdflib.Namespace(_PREFIX)
    graph = rdflib.Graph()
    for subject, predicate, thing, is_thing in triples:
        value = name[thing] if is_thing else rdflib.Literal(thing)
        graph.add((name[subject], rdflib.RDF.type if predicate == "a" else name[predicate], value))
    for body, _, composition in facts.bodies:
        if composition == "closed":
            graph.add((name[body], rdflib.RDF.type, name["ClosedBody"]))
    told = rdflib.Graph().parse(data=_PREFIXES + shapes, format="turtle")
    _, report, _ = validate(graph, shacl_graph=told, advanced=True)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found: Answers = {"responsible": set(), "indirect": set(), "without": set()}
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus, value = (str(report.value(result, p) or "").removeprefix(_PREFIX) for p in (sh.focusNode, sh.value))
        shape = str(report.value(result, sh.sourceShape) or "").removeprefix(_PREFIX)
        if shape == "responsible":
            found[shape].add((value, focus))
        elif shape == "indirect":
            found[shape].add((focus, value))
        else:
            found["without"].add((focus,))
    return found


def _narrow(folder: Path, facts: Facts) -> Iterator[tuple[str, str, str]]:
    """For those whose own filters are slow: body held organisation, body turns county."""
    bodies = {body for body, _, _ in facts.bodies}
    for seat in _seats(folder):
        if seat.body in bodies:
            if seat.is_held:
                yield seat.body, "held", seat.holder
            if seat.county:
                yield seat.body, "turns", seat.county


# Cypher


def cypher(folder: Path) -> Answers:
    """grand-cypher on networkx: it knows no NOT EXISTS, so those who are seated are taken away in Python."""
    import networkx as nx
    from grandcypher import GrandCypher

    graph = nx.DiGraph()
    facts = _facts_c(folder)
    for body, level, composition in facts.bodies:
        graph.add_node(body, __labels__={"Body"}, name=body, level=level, composition=composition)
    for municipality, county in facts.municipalities:
        graph.add_node(municipality, __labels__={"Municipality"}, name=municipality, municipal="yes")
        graph.add_node(county, __labels__={"County"}, name=county)
        graph.add_edge(municipality, county, __labels__={"LIES_IN"})
    for collective in facts.collectives:
        graph.add_node(collective, __labels__={"Collective"}, name=collective, municipal="yes")
    for body, issue in facts.handles:
        graph.add_node(issue, __labels__={"Issue"}, name=issue)
        graph.add_edge(body, issue, __labels__={"HANDLES"})
    for issue, organization in facts.responsible:
        graph.add_node(organization, name=organization)
        graph.add_edge(organization, issue, __labels__={"ANSWERS_FOR"})
    for body, relation, thing in _narrow(folder, facts):
        graph.add_node(thing, name=thing)
        graph.add_edge(*((thing, body) if relation == "held" else (body, thing)), __labels__={relation.upper()})

    def rows(query: str) -> set[tuple[str, ...]]:
        told = GrandCypher(graph).run(query)
        return set(zip(*told.values(), strict=True))

    handled = {issue for _, issue in facts.handles}
    answering = {(issue, o) for issue, o in facts.responsible if issue in handled}
    seated = rows(
        "MATCH (o)-[:ANSWERS_FOR]->(i) MATCH (o)-[:HELD]->(b) MATCH (b)-[:HANDLES]->(i) RETURN i.name, o.name"
    )
    sharing = rows("MATCH (b)-[:TURNS]->(c) MATCH (m)-[:LIES_IN]->(c) RETURN b.name, m.name")
    direct = rows("MATCH (b)-[:TURNS]->(c) MATCH (m)-[:LIES_IN]->(c) MATCH (m)-[:HELD]->(b) RETURN b.name, m.name")
    closed = rows('MATCH (b:Body) WHERE b.composition = "closed" RETURN b.name')
    municipal = rows('MATCH (o)-[:HELD]->(b) WHERE b.composition = "closed" AND o.municipal = "yes" RETURN b.name')
    return {"responsible": answering - seated, "indirect": sharing - direct, "without": closed - municipal}


PEERS: dict[str, tuple[str, Callable[[Path], Answers]]] = {
    "civo": ("civo", civo),
    "networkx, naive": ("networkx", networkx_naive),
    "networkx, C YAML": ("networkx", networkx),
    "sqlite": ("sqlite3", sqlite),
    "duckdb": ("duckdb", duckdb),
    "pyoxigraph, expert": ("pyoxigraph", oxigraph_expert),
    "pyoxigraph, plain": ("pyoxigraph", oxigraph_plain),
    "grand-cypher": ("grandcypher", cypher),
    "pySHACL, helped": ("pyshacl", pyshacl_helped),
    "pySHACL, expert": ("pyshacl", pyshacl_expert),
    "pySHACL, plain": ("pyshacl", pyshacl_plain),
}
"""Each peer with the module that it needs and what answers."""


if __name__ == "__main__":
    ANSWERS = PEERS[sys.argv[1]][1](Path(sys.argv[2]))
    if len(sys.argv) > 3:
        Path(sys.argv[3]).write_text(json.dumps({name: sorted(rows) for name, rows in ANSWERS.items()}), "utf-8")
    print({name: len(rows) for name, rows in ANSWERS.items()})
