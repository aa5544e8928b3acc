"""Drawings made by hand for the figure tests: two like the report's own, and odd ones."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from civo.drawings import (
    Bar,
    BarKind,
    Chart,
    Drawing,
    Edge,
    EdgeKind,
    Grid,
    GridCell,
    GridRow,
    Group,
    Item,
    Lane,
    LaneGroup,
    LegendEntry,
    Node,
    NodeShape,
    Standing,
)


def drawing(
    nodes: tuple[Node, ...],
    edges: tuple[Edge, ...] = (),
    groups: tuple[Group, ...] = (),
    legend: tuple[LegendEntry, ...] = (),
    title: str = "En figur",
    identifier: str = "figur",
) -> Drawing:
    """A drawing with what the test cares about."""
    return Drawing(identifier, title, "En bildtext.", "sv", groups, nodes, edges, legend, "Diagram över figuren.")


def line(kind: EdgeKind, meaning: str, standing: Standing = "known") -> LegendEntry:
    """A line of the legend about an edge."""
    return LegendEntry("edge", kind, standing, meaning)


def form(shape: NodeShape, meaning: str, standing: Standing = "known") -> LegendEntry:
    """A line of the legend about a node."""
    return LegendEntry("node", shape, standing, meaning)


REPRESENTATION = drawing(
    identifier="representation",
    title="Hur kommunerna och regionen är representerade i civilområde Nord",
    groups=(
        Group("national", "Nationell nivå", ("national-council",), "föreslagen struktur", "proposed"),
        Group("higher", "Högre regional nivå", ("chiefs", "higher-network"), "Civilområde Nord"),
        Group("regional", "Regional nivå", ("council", "coordination", "network", "working-groups"),
              "Västerbottens län"),
        Group("actors", "Aktörer", ("municipalities", "region", "county-board", "armed-forces", "voluntary")),
    ),
    nodes=(
        Node("national-council", "body", "Nationellt råd för civil beredskap", standing="proposed"),
        Node("chiefs", "body", "Chefsmötet", ("fastställer regional handlingsplan", "öppen platslista")),
        Node("higher-network", "body", "Beredskapssamordnarnätverket för civilområdet", standing="unknown"),
        Node("council", "body", "Regionala rådet", ("leds av landshövdingen",)),
        Node("coordination", "body", "Regionala samordningsgruppen", ("leds av länsstyrelsen", "möts varje månad")),
        Node("network", "body", "Beredskapssamordnarnätverket"),
        Node("working-groups", "body", "Arbetsgrupper", ("exempelvis dricksvatten", "utbildning och övning"),
             several=True),
        Node("municipalities", "collective", "Kommunerna i Västerbottens län (15)",
             ("kommunchef", "beredskapssamordnare")),
        Node("region", "organization", "Region Västerbotten", ("regiondirektör",)),
        Node("county-board", "organization", "Länsstyrelsen Västerbotten"),
        Node("armed-forces", "organization", "Militärregion Nord"),
        Node("voluntary", "organization", "Frivilliga försvarsorganisationer", standing="gap"),
    ),
    edges=(
        Edge("chiefs", "national-council", "coordinates", "proposed"),
        Edge("county-board", "chiefs", "seat"),
        Edge("armed-forces", "chiefs", "seat"),
        Edge("region", "chiefs", "rotating"),
        Edge("municipalities", "chiefs", "absent"),
        Edge("municipalities", "council", "collective"),
        Edge("municipalities", "network", "collective"),
        Edge("municipalities", "working-groups", "collective", "unknown"),
        Edge("region", "council", "seat"),
        Edge("region", "coordination", "seat"),
        Edge("county-board", "council", "seat"),
        Edge("county-board", "coordination", "seat"),
        Edge("armed-forces", "council", "seat"),
        Edge("voluntary", "working-groups", "seat", "gap"),
        Edge("coordination", "working-groups", "appoints"),
        Edge("council", "coordination", "appoints"),
        Edge("county-board", "higher-network", "seat", "unknown"),
    ),
    legend=(
        form("body", "organ"),
        form("collective", "flera aktörer tillsammans"),
        form("organization", "organisation"),
        line("seat", "har en plats i"),
        line("collective", "har platser gemensamt i"),
        line("rotating", "turas om om en plats i"),
        line("absent", "deltar inte i"),
        line("appoints", "utser"),
        line("coordinates", "samordnar"),
        form("body", "uppgift saknas", "unknown"),
        form("body", "föreslaget, finns inte ännu", "proposed"),
        form("organization", "lucka: ingen plats", "gap"),
    ),
)  # fmt: skip

TRAUMA = drawing(
    identifier="trauma",
    title="Traumavårdskedjan och vad den kräver",
    groups=(
        Group("issue", "Sakfråga", ("trauma",)),
        Group("inside", "Civo-strukturen", ("care", "ambulance", "hospital", "leadership", "plan")),
        Group("outside", "Utanför Civo-strukturen", ("municipal-care", "social", "transport", "medicine", "blood"),
              "ingen plats, inget ansvar", "gap"),
    ),
    nodes=(
        Node("trauma", "issue", "Traumavårdskedjan", ("fredstida kris", "höjd beredskap och krig")),
        Node("care", "issue", "Regional hälso- och sjukvård"),
        Node("ambulance", "issue", "Ambulanssjukvård"),
        Node("hospital", "arrangement", "Katastrofmedicinskt centrum"),
        Node("leadership", "role", "Regional särskild sjukvårdsledning"),
        Node("plan", "plan", "Regional krigssjukvårdsplan", standing="proposed"),
        Node("municipal-care", "issue", "Kommunal hälso- och sjukvård", standing="gap"),
        Node("social", "issue", "Socialtjänst", standing="gap"),
        Node("transport", "issue", "Transporter", standing="gap"),
        Node("medicine", "issue", "Läkemedelsförsörjning", standing="unknown"),
        Node("blood", "note", "Blodförsörjning diskuteras i sjukvårdsregionen"),
    ),
    edges=(
        *(Edge("trauma", target, "requires") for target in ("care", "ambulance", "leadership")),
        *(Edge("trauma", target, "requires", "gap") for target in ("municipal-care", "social", "transport")),
        Edge("trauma", "medicine", "requires", "unknown"),
        Edge("ambulance", "transport", "needs"),
        Edge("care", "medicine", "needs"),
        Edge("hospital", "leadership", "responsible"),
        Edge("plan", "care", "assigns", "proposed"),
        Edge("blood", "hospital", "discussed"),
        Edge("municipal-care", "social", "part"),
    ),
    legend=(
        form("issue", "sakfråga"), form("role", "roll"), form("arrangement", "samverkansform"), form("plan", "plan"),
        form("note", "anmärkning"),
        line("requires", "kräver"), line("needs", "är beroende av"), line("responsible", "ansvarar för"),
        line("assigns", "avgör frågorna i"), line("discussed", "diskuteras i"), line("part", "är en del av"),
        line("requires", "krävs, men saknas i strukturen", "gap"), line("requires", "oklart om det täcks", "unknown"),
        line("assigns", "föreslås", "proposed"),
    ),
)  # fmt: skip

ANSWERS = (LegendEntry("mark", "yes", "known", "ja"), LegendEntry("mark", "no", "known", "nej"))
MATRIX = replace(
    drawing((), title="Vilka som sitter i vilka organ", identifier="matris", legend=ANSWERS),
    grid=Grid(
        "Organ",
        ("kommun", "region"),
        (
            GridRow("rad-1", "Beredskapssamordnarnätverket i länet", (GridCell("yes"), GridCell("no"))),
            GridRow("rad-2", "Chefsmötet", (GridCell("shared"), GridCell("unknown"))),
        ),
    ),
    notes=("1: Ett organ",),
    equivalent=(Item("Chefsmötet", (Item("delad: kommun"),)),),
)
COMPARED_MATRIX = replace(
    MATRIX,
    id="jamford-matris",
    grid=Grid(
        "Organ",
        ("kommun", "region", "lansstyrelse"),
        (
            GridRow(
                "a",
                "Som i dag",
                (
                    GridCell("yes", tone="faint"),
                    GridCell("no", "unknown", "strong"),
                    GridCell("yes", tone="strong", change="added"),
                ),
                "plain",
            ),
            GridRow(
                "b", "Nationella samordningen", (GridCell("yes", tone="strong", change="added"),) * 3, "plain", "added"
            ),
            GridRow(
                "c",
                "Nätverket",
                (GridCell("no", change="ended"), GridCell("no", change="ended"), GridCell(None)),
                "plain",
                "ended",
            ),
        ),
        ("", "", "added"),
    ),
    notes=(),
    legend=(
        *ANSWERS,
        LegendEntry("mark", "no", "known", "ändras", "strong", was="unknown"),
        LegendEntry("mark", "no", "known", "upphör", "plain", "ended"),
        LegendEntry("mark", "yes", "known", "som i dag", "faint"),
    ),
)
BARS = tuple(LegendEntry("bar", kind, "known", f"betyder {kind}") for kind in get_args(BarKind))
_DAY = 738521  # the first of January 2023
CHART = replace(
    drawing((), title="Den roterande platsen", identifier="tid", legend=BARS),
    chart=Chart(
        _DAY,
        _DAY + 5 * 365,
        ((_DAY, "2023"), (_DAY + 365, "2024"), (_DAY + 731, "2025")),
        (
            LaneGroup(
                "s",
                "Chefsmötet: regiondirektör",
                tuple(
                    Lane(f"Region {kind}", (Bar(_DAY + 100 * n, _DAY + 365 + 100 * n, kind),))
                    for n, kind in enumerate(get_args(BarKind))
                ),
            ),
        ),
    ),
)
COMPARED_CHART = replace(
    CHART,
    id="jamford-tid",
    chart=Chart(_DAY, _DAY + 730, ((_DAY, "2023"), (_DAY + 365, "2024")), (
        LaneGroup("s", "Chefsmötet: regiondirektör", (
            Lane("Region A", (Bar(_DAY, _DAY + 300, "held", "faint"), Bar(_DAY + 300, _DAY + 500, "implied", "strong", "added"),
                              Bar(_DAY + 300, _DAY + 400, "seen", "plain", "ended"))),
            Lane("Region B", (Bar(_DAY, _DAY + 5, "held", "strong", "added"),), "plain", "added"),
        ), "added"),
    )),
    legend=(*BARS, LegendEntry("bar", "held", "known", "tillkommer", "strong", "added")),
)  # fmt: skip

COMPARED = drawing(
    identifier="jamford",
    title="Det föreslagna mot dagens",
    groups=(Group("niva", "Nationell nivå", ("ny", "gammal", "samma", "andras")),),
    nodes=(
        Node("ny", "body", "Nationella samordningen", tone="strong", change="added"),
        Node("gammal", "body", "Nätverket", ("öppen lista",), change="ended"),
        Node("samma", "body", "Chefsmötet", tone="faint"),
        Node("andras", "body", "Rådet", ("leds av länsstyrelsen", "möts varje år"), row_changes=("added", "ended")),
        Node("kommuner", "collective", "Kommunerna", tone="faint"),
    ),
    edges=(
        Edge("kommuner", "ny", "seat", tone="strong", change="added"),
        Edge("kommuner", "gammal", "seat", change="ended"),
        Edge("kommuner", "samma", "seat", tone="faint"),
    ),
    legend=(
        form("body", "organ"),
        line("seat", "plats"),
        LegendEntry("node", "body", "known", "tillkommer", "strong", "added", look="Tjockt"),
        LegendEntry("node", "body", "known", "upphör", "plain", "ended", look="Överstruket"),
        LegendEntry("edge", "seat", "known", "som i dag", "faint", look="Blekt"),
    ),
)

HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    """ "citat" & 'apostrof' """,
    "bakåt\\streck \\N \\n",
    "två\nrader",
    "node",
    "graph { a -> b }",
    "<b>fet</b>",
    "]]> --> <!--",
    "\x00\x07\x1b styrtecken",
    "\u202evänd\u202c",
    "",
    "   ",
    "端午节 🙂",
    "A\u030angermanland",
    "x" * 80,
    "a:b;c,d|e{f}",
    '#panic("x") *a* $x$ @ref',
)

HOSTILE = drawing(
    identifier='<figur & "citat">',
    title=HOSTILE_NAMES[0],
    groups=(
        Group("digraph", HOSTILE_NAMES[0], tuple(HOSTILE_NAMES[:5]), HOSTILE_NAMES[1]),
        Group("]", HOSTILE_NAMES[2], tuple(HOSTILE_NAMES[5:9])),
        Group("tom", "", ()),
    ),
    nodes=tuple(Node(name, "body", name, (name,)) for name in HOSTILE_NAMES),
    edges=tuple(Edge(name, HOSTILE_NAMES[0], "seat") for name in HOSTILE_NAMES[1:]),
    legend=(line("seat", HOSTILE_NAMES[0]), form("body", HOSTILE_NAMES[1])),
)


def of_every_kind(count: int, groups: int = 4) -> Drawing:
    """A drawing with every shape, standing and kind of edge in turn, each node joined to two others."""
    shapes, standings, kinds = get_args(NodeShape), get_args(Standing), get_args(EdgeKind)
    heads = ("Länsstyrelsen i Norrbottens län", "Beredskapssamordnarnätverket", "Kommun", "Regionala rådet")
    nodes = tuple(
        Node(
            f"n{i}",
            shapes[i % len(shapes)],
            heads[i % 4],
            ("öppen platslista",) * (i % 3),
            standings[i % 4],
            i % 7 == 0,
        )
        for i in range(count)
    )
    pairs = [(i, (i * step + 1) % count) for i in range(count) for step in (2, 5)] if count else []
    edges = tuple(
        Edge(f"n{a}", f"n{b}", kinds[i % len(kinds)], standings[i % 4 if i % 3 == 0 else 0])
        for i, (a, b) in enumerate(pairs)
    )
    members = [tuple(f"n{i}" for i in range(count) if i % (groups + 1) == g) for g in range(groups)]
    bands = tuple(Group(f"g{g}", f"Nivå {g}", names, "", standings[g % 4]) for g, names in enumerate(members))
    return drawing(nodes, edges, bands, tuple(line(kind, f"betyder {kind}") for kind in kinds))


DRAWINGS = {
    "representation": REPRESENTATION,
    "trauma": TRAUMA,
    "hostile": HOSTILE,
    "nothing": drawing(()),
    "one node": drawing((Node("ensam", "body", "Ensam"),)),
    "a node joined to itself": drawing((Node("a", "body", "A"),),
                                       (Edge("a", "a", "seat"), Edge("a", "a", "seat", "gap"))),
    "empty groups": drawing((Node("a", "role", "A"),), (), (Group("x", "Tom", ()), Group("y", "Nivå", ("a",)),
                                                            Group("z", "Också tom", ()))),
    "compared": COMPARED,
    "matrix": MATRIX,
    "compared matrix": COMPARED_MATRIX,
    "chart": CHART,
    "compared chart": COMPARED_CHART,
    "no groups": of_every_kind(9, 0),
    "twenty": of_every_kind(20),
    "sixty": of_every_kind(60),
}  # fmt: skip
