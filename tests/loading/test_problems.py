"""Everything that can be wrong in a structure's files: found, each once, at its place, in words that help.

In the samples ⟦ ⟧ stand around what the caret has to underline; what is said there follows in the order of the files.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from civo.errors import InvalidFiles, Problem
from civo.loading import load

from .samples import MANIFEST, Files, marks, problems_in, write

ROLE = "roles:\n  - {id: r, source: {in: s}, %s}\n"
COUNT = "counts:\n  - {number: 1, source: {in: s}, of: %s}\n"


class Said(NamedTuple):
    """What has to be said at a mark; `at` is the place of what has no mark, `wanted` the English of what is expected."""

    sv: str
    en: str
    hint: str = ""
    cell: str = ""
    at: str = ""
    wanted: str = ""


class Case(NamedTuple):
    name: str
    files: Files
    said: tuple[Said, ...]
    manifest: str = MANIFEST


def one(name: str, text: str, *said: Said) -> Case:
    return Case(name, {"r.yaml": text}, said)


def manifest(name: str, text: str, *said: Said) -> Case:
    return Case(name, {}, said, text)


def table(name: str, text: str, *said: Said, file: str = "seats.csv") -> Case:
    return Case(name, {file: text}, said)


def unknown(name: str, hint: str = "", cell: str = "") -> Said:
    return Said(f"”{name}” finns inte", f'"{name}" does not exist', hint, cell)


def no_field(name: str, hint: str = "", cell: str = "") -> Said:
    return Said(f"fältet ”{name}” finns inte här", f'there is no field "{name}" here', hint, cell)


def missing(name: str) -> Said:
    return Said(f"fältet ”{name}” saknas", f'the field "{name}" is missing')


def syntax(sv: str, en: str, **more: str) -> Said:
    return Said(f"YAML går inte att läsa här: {sv}", f"the YAML cannot be read here: {en}", **more)


def selector(part: str, hint: str = "") -> Said:
    return Said(f"urvalet går inte att läsa vid ”{part}”", f'the selector cannot be read at "{part}"', hint)


def circle(way: str) -> Said:
    return Said(f"går i cirkel: {way}", f"runs in a circle: {way}")


def literal(name: str, value: str, hint: str = "") -> Said:
    return Said(f"”{value}” går inte som {name}", f'"{value}" will not do as {name}', hint)


ANCHOR = Said("ankare (&x) tillåts inte", "anchors (&x) are not allowed")
ALIAS = Said("alias (*) tillåts inte: skriv ut värdet", "aliases (*) are not allowed: write the value out")
DEEP = Said("djupare nästlat än 64 nivåer", "nested deeper than 64 levels")
NO_START = ("ett värde kan inte börja med detta tecken", "a value cannot begin with this character")
TWICE = "kolumnen ”{0}” står två gånger eller krockar med en underkolumn"
TWICE_EN = 'the column "{0}" stands twice or clashes with a column below it'
NOT_UTF8 = "spara den som UTF-8"


YAML_CASES = [
    one("duplicate key", ROLE % "⟦id⟧: b", Said("”id” står två gånger", '"id" stands twice')),
    one(
        "duplicate kind, what is declared below it is not reported as unknown",
        f"{ROLE % 'name: R'}⟦roles⟧:\n  - {{id: r2, source: {{in: s}}}}\nseats:\n"
        "  - {body: radet, role: r2, source: {in: s}}\n",
        Said("”roles” står två gånger", '"roles" stands twice'),
    ),
    one(
        "tags",
        ROLE % "name: ⟦!!str 0114⟧" + "  - ⟦!x {⟧id: q, source: {in: s}}\n",
        Said("taggar (tag:yaml.org,2002:str) tillåts inte", "tags (tag:yaml.org,2002:str) are not allowed"),
        Said("taggar (!x) tillåts inte", "tags (!x) are not allowed"),
    ),
    one(
        "anchors and aliases",
        ROLE % "aliases: ⟦&x [⟧a]" + "  - {id: q, source: {in: s}, aliases: ⟦*x⟧}\n",
        ANCHOR,
        ALIAS,
    ),
    one(
        "merge key",
        "roles:\n  - ⟦&x {⟧id: r, source: {in: s}}\n  - {⟦<<⟧: ⟦*x⟧, id: q}\n",
        ANCHOR,
        Said(
            "sammanslagning (<<) tillåts inte: skriv ut fälten", "merge keys (<<) are not allowed: write the fields out"
        ),
        ALIAS,
    ),
    one(
        "alias bomb",
        "roles:\n  - id: r\n    source: {in: s}\n    aliases: ⟦&x [⟧lol, lol]\n    tags: [⟦*x⟧, ⟦*x⟧, ⟦*x⟧]\n",
        ANCHOR,
        ALIAS,
        ALIAS,
        ALIAS,
    ),
    one(
        "second document",
        "roles: []\n⟦---⟧\nroles: []\n",
        Said("filen har ett andra dokument (---)", "the file has a second document (---)"),
    ),
    one(
        "key that is no word",
        "roles:\n  - id: r\n    source: {in: s}\n    ? ⟦[⟧a, b]\n    : c\n",
        Said("en nyckel måste vara ett ord", "a key has to be one word"),
    ),
    one("65 levels", ROLE % ("name: " + "[" * 61 + "⟦[⟧" + "]" * 62), DEEP),
    one("100 000 brackets", "roles: " + "[" * 63 + "⟦[⟧" + "[" * 100_000, DEEP),
    one("100 000 braces", "roles: " + "{a: " * 63 + "⟦{⟧" + "{a: " * 100_000, DEEP),
    one("100 000 dashes", "- " * 64 + "⟦-⟧" + " -" * 100_000, DEEP),
    one(
        "tab as indentation",
        "roles:\n⟦\t⟧- id: r\n",
        syntax(*NO_START, wanted="spaces for indentation, not tabs; quotes around text that begins with @ ` or %"),
    ),
    one("value that begins with @", ROLE % "name: ⟦@⟧home", syntax(*NO_START)),
    one("list never closed", ROLE % "aliases: [a⟦}⟧", syntax("komma eller ] saknas", "a comma or ] is missing")),
    one(
        "quote never closed",
        'roles:\n  - id: ⟦"⟧r\n    source: {in: s}\n',
        syntax("citattecknet stängs aldrig", "the quote is never closed"),
    ),
    one(
        "wrong indentation",
        "roles:\n  - id: r\n   ⟦n⟧ame: R\n",
        syntax("raden borde börja med -", "the line should begin with -"),
    ),
    one(
        "colon too many",
        "roles:\n  - id: r\n    name: a⟦:⟧ b\n",
        syntax("ett kolon för mycket, eller fel indrag", "a colon too many, or wrong indentation"),
    ),
    one(
        "NUL",
        "roles:\n  - id: r⟦\0⟧\n",
        Said("filen innehåller ett nolltecken: är det en textfil?", "the file holds a NUL character: is it text?"),
    ),
    one(
        "control character",
        "roles:\n  - id: r\n    name: å⟦\x07⟧b\n",
        syntax("styrtecken tillåts inte", "control characters are not allowed"),
    ),
    one(
        "line ends that no editor shows",
        ROLE % "name: a⟦\u2028⟧b" + "  - {id: q, source: {in: s}, name: ⟦\x85⟧x}\n",
        Said("ett radslut som inte syns (U+2028): ta bort det", "a line end that does not show (U+2028): take it away"),
        Said("ett radslut som inte syns (U+0085): ta bort det", "a line end that does not show (U+0085): take it away"),
    ),
    one(
        "control character that is written as an escape",
        ROLE % r'name: ⟦"a\0b"⟧, aliases: ["å\ttab", ⟦"\x07"⟧]',
        *[Said("styrtecken tillåts inte", "control characters are not allowed")] * 2,
    ),
    Case(
        "not UTF-8",
        {"r.yaml": "roles:\n  - {id: r, name: Malmö}\n".encode("latin-1")},
        (
            Said(
                "filen är inte UTF-8 (byte 0xF6)",
                "the file is not UTF-8 (byte 0xF6)",
                at="r.yaml:2:23+1",
                wanted='save it as UTF-8 (in Excel: "CSV UTF-8")',
            ),
        ),
    ),
    Case(
        "UTF-16",
        {"r.yaml": "roles: []\n".encode("utf-16")},
        (Said("filen är sparad som UTF-16", "the file is saved as UTF-16", at="r.yaml:1:1+0"),),
    ),
    one(
        "not under a kind",
        "⟦-⟧ id: r\n",
        Said("filen ska lista poster under sin sort", "the file has to list records under their kind"),
    ),
    one(
        "unknown kind, what stands below it is not reported as unknown",
        "⟦rols⟧:\n  - {id: r2}\nseats:\n  - {body: radet, role: r2, source: {in: s}}\n",
        Said("”rols” är ingen sorts post", '"rols" is not a kind of record', "roles"),
    ),
    one(
        "records that are not mappings",
        "roles:\n  - ⟦text⟧\n  - ⟦[⟧a]\nbodies: ⟦{⟧id: a}\nissues: ⟦x⟧\n",
        *(
            Said(f"{kind} ska vara en lista av poster med fält", f"{kind} has to be a list of records with fields")
            for kind in ("roles", "roles", "bodies", "issues")
        ),
    ),
    one(
        "seat that is no mapping",
        "bodies:\n  - id: b\n    source: {in: s}\n    seats: [⟦x⟧, {count: 1}]\n",
        Said("varje post i seats ska ha fält", "each record in seats has to have fields"),
    ),
]

FIELD_CASES = [
    one("unknown field", ROLE % "⟦nmae⟧: R", no_field("nmae", "name")),
    one(
        "field begun",
        "bodies:\n  - {id: b, source: {in: s}, ⟦comp⟧: open}\n",
        no_field("comp", "composition"),
    ),
    one("unknown field in a nested record", ROLE % "publicity: {⟦lvl⟧: open}", no_field("lvl", "level")),
    one(
        "misspelt field is not missing as well",
        "roles:\n  - {id: r, source: {⟦inn⟧: s}}\n",
        no_field("inn", "in"),
    ),
    one(
        "missing fields",
        "relations:\n  - ⟦i⟧d: a\n    who: alby\n    source: {in: s}\n  - ⟦{⟧who: alby, what: berga, source: {in: s}}\n",
        Said("fältet ”does” saknas", 'the field "does" is missing', at="r.yaml:2:5+1"),
        missing("what"),
        missing("does"),
    ),
    one(
        "id that is no text",
        "roles:\n  - {id: ⟦[⟧a], source: {in: s}}\nbodies:\n  - {id: ⟦{⟧a: b}, source: {in: s}}\n"
        "seats:\n  - {body: ⟦[⟧radet], source: {in: s}}\n",
        *(Said(f"{name} ska vara en text", f"{name} has to be a text") for name in ("id", "id", "body")),
    ),
    one(
        "missing id",
        "roles:\n  - ⟦{⟧name: R, source: {in: s}}\n",
        missing("id"),
    ),
    one(
        "missing source",
        "roles:\n  - ⟦{⟧id: r}\n",
        Said(
            "posten ”r” saknar källa",
            'the record "r" has no source',
            wanted="source: {in: the-source, at: place}",
        ),
    ),
    one(
        "bad literal",
        "bodies:\n  - {id: b, source: {in: s}, composition: ⟦closd⟧}\n",
        literal("composition", "closd", "closed")._replace(wanted="closed, open, varies, unknown"),
    ),
    one(
        "bad literal in a list",
        "seats:\n  - {body: radet, source: {in: s}, basis: [chair, ⟦chairr⟧]}\n",
        literal("basis", "chairr", "chair"),
    ),
    one(
        "bad whole number",
        "seats:\n  - {body: radet, source: {in: s}, count: ⟦två⟧}\n",
        Said("count: ”två” är inget heltal", 'count: "två" is not a whole number', wanted="a whole number"),
    ),
    one(
        "bad yes or no",
        "bodies:\n  - {id: b, source: {in: s}, several: ⟦kanske⟧}\n",
        Said(
            "several: ”kanske” är varken ja eller nej",
            'several: "kanske" is neither true nor false',
            wanted="true, false",
        ),
    ),
    one(
        "text where a list of texts is",
        ROLE % "aliases: [⟦{⟧a: b}]",
        Said("aliases ska vara en text", "aliases has to be a text"),
    ),
    one(
        "name that is no text",
        ROLE % "name: ⟦[⟧a]",
        Said("name ska vara en text", "name has to be a text", wanted="a text, or sv: and en:"),
    ),
    one(
        "value where fields are",
        "roles:\n  - {id: r, source: ⟦s⟧}\n",
        Said("source ska ha egna fält", "source has to have fields of its own"),
    ),
    one(
        "name in an unknown language",
        ROLE % "name: ⟦{⟧sv: R, de: R}",
        Said("name ska vara en text", "name has to be a text"),
    ),
    one(
        "bad id",
        "roles:\n  - {id: ⟦Råd 1⟧, source: {in: s}}\n",
        Said(
            "”Råd 1” går inte som id",
            '"Råd 1" will not do as an id',
            wanted="a-z, 0-9, hyphens and dots; begins with a letter or digit",
        ),
    ),
    one(
        "dates that no calendar has",
        "roles:\n"
        + "".join(
            f"  - {{id: r{n}, source: {{in: s}}, from: ⟦{date}⟧}}\n"
            for n, date in enumerate(("2023-02-30", "2023-13", "23", "2023-1-1", "0000"))
        ),
        *(
            Said(
                f"from: ”{date}” är inget datum som finns",
                f'from: "{date}" is not a date that exists',
                wanted="2023, 2023-05 or 2023-05-17",
            )
            for date in ("2023-02-30", "2023-13", "23", "2023-1-1", "0000")
        ),
    ),
    one(
        "ends before it begins",
        "seats:\n"
        "  - {body: radet, source: {in: s}, from: 2024, to: ⟦2023-12-31⟧}\n"
        "  - {body: radet, source: {in: s}, held_by: {organization: alby, from: 2024-05, to: ⟦2024-05-01⟧}}\n"
        "  - {body: radet, source: {in: s}, held_by: [{organization: alby, from: 2024-05-02, to: ⟦2024-05-02⟧}]}\n",
        Said(
            "slutar 2023-12-31 men börjar 2024",
            "ends 2023-12-31 but begins 2024",
            wanted="to: is the first day that it no longer holds",
        ),
        Said("slutar 2024-05-01 men börjar 2024-05", "ends 2024-05-01 but begins 2024-05"),
        Said("slutar 2024-05-02 men börjar 2024-05-02", "ends 2024-05-02 but begins 2024-05-02"),
    ),
]

REFERENCE_CASES = [
    one("unknown source", "roles:\n  - {id: r, source: {in: ⟦t⟧}}\n", unknown("t")),
    one(
        "unknown role",
        "seats:\n  - {body: radet, source: {in: s}, role: ⟦cheff⟧}\n",
        unknown("cheff", "chef")._replace(wanted="a role"),
    ),
    one(
        "unknown in a list", "bodies:\n  - {id: b, source: {in: s}, lead: [alby, ⟦brega⟧]}\n", unknown("brega", "berga")
    ),
    one(
        "unknown, deep",
        "bodies:\n  - {id: b, source: {in: s}, decides: [{about: x}, {appoints: ⟦radt⟧}]}\n",
        unknown("radt", "radet"),
    ),
    one(
        "wrong kind",
        "seats:\n  - {body: radet, source: {in: s}, role: ⟦alby⟧}\n",
        Said("”alby” är en organisation", '"alby" is an organisation', wanted="a role"),
    ),
    one("unknown body of a seat", "seats:\n  - {body: ⟦rad⟧, source: {in: s}}\n", unknown("rad", "radet")),
    one("selector key", COUNT % "⟦{⟧kind: kommun, inn: lan}", selector("inn", "in")),
    one(
        "selector key in a text",
        COUNT % '⟦"kind:kommun inn:lan"⟧',
        selector("inn", "in")._replace(
            wanted="kind, in, level, ids, tags, not - e.g. kind:kommun in:vasterbottens-lan"
        ),
    ),
    one(
        "empty selectors",
        COUNT % "⟦{⟧}" + "  - {number: 1, source: {in: s}, of: ⟦[⟧]}\n"
        "  - {number: 1, source: {in: s}, of: ⟦{⟧not: {kind: kommun}}}\n",
        *[selector("–")] * 3,
    ),
    one(
        "ids inside selectors",
        COUNT % "{kind: ⟦komun⟧, in: [lan, ⟦ln⟧], level: ⟦lga⟧, not: {ids: ⟦alb⟧}}",
        unknown("komun", "kommun"),
        unknown("ln", "lan"),
        unknown("lga", "lag"),
        unknown("alb", "alby"),
    ),
    one("ids in a list", COUNT % "[alby, ⟦brega⟧]", unknown("brega", "berga")),
    one(
        "kind among the ids",
        COUNT % "[⟦kommun⟧]",
        Said(
            "”kommun” är en sorts organisation",
            '"kommun" is a kind of organisation',
            wanted="an organisation or a collective",
        ),
    ),
    one("id in a text", COUNT % "⟦kind:kommun in:lann⟧", unknown("lann", "lan")),
    Case(
        "duplicate id",
        {"r.yaml": "roles:\n  - {id: ⟦alby⟧, source: {in: s}}\n"},
        (Said("id ”alby” finns redan: prov/bas.yaml:13:5", 'the id "alby" is taken: prov/bas.yaml:13:5'),),
    ),
    one(
        "circles",
        "levels:\n  - ⟦{⟧id: a, under: b, source: {in: s}}\n  - {id: b, under: a, source: {in: s}}\n"
        "areas:\n  - ⟦{⟧id: c, parts: d, source: {in: s}}\n  - {id: d, parts: c, source: {in: s}}\n"
        "  - ⟦{⟧id: k, parts: m, part_of: m, source: {in: s}}\n  - {id: m, source: {in: s}}\n"
        "bodies:\n  - ⟦{⟧id: e, part_of: e, source: {in: s}}\n"
        "issues:\n  - ⟦{⟧id: f, part_of: g, source: {in: s}}\n  - {id: g, part_of: h, source: {in: s}}\n"
        "  - {id: h, part_of: f, source: {in: s}}\n"
        "organizations:\n  - ⟦{⟧id: i, kind: kommun, unit_of: i, source: {in: s}}\n"
        "collectives:\n  - ⟦{⟧id: j, members: [l, alby], source: {in: s}}\n"
        "  - {id: l, members: {kind: kommun, not: [j]}, source: {in: s}}\n",
        circle("a → b → a"),
        circle("c → d → c"),
        circle("k → m → k"),
        circle("e → e"),
        circle("f → g → h → f"),
        circle("i → i"),
        circle("j → l → j"),
    ),
    one(
        "need may run in a circle",
        "issues:\n  - {id: f, needs: g, source: {in: s}}\n  - {id: g, needs: f, source: {in: s}}\n",
    ),
    Case(
        "layer that may be off",
        {
            "av.yaml": "roles:\n  - {id: r, source: {in: s}}\n",
            "b.yaml": "seats:\n  - {body: radet, source: {in: s}, role: ⟦r⟧}\n",
        },
        (Said("”r” finns bara i lagret av, som kan vara avstängt", '"r" is only in the layer av, which may be off'),),
        f"{MANIFEST}layers:\n  - {{id: av, name: Av, files: av.yaml, default: false}}\n",
    ),
    Case(
        "layer that may be off, from itself",
        {"av.yaml": "roles:\n  - {id: r, source: {in: s}}\nseats:\n  - {body: radet, source: {in: s}, role: r}\n"},
        (),
        f"{MANIFEST}layers:\n  - {{id: av, name: Av, files: av.yaml, default: false}}\n",
    ),
]

NOT_TWICE_CASES = [
    one(
        "a body without a source: its seats inherit none",
        "bodies:\n  - ⟦{⟧id: b, seats: [{count: 1}, {count: 2}]}\n",
        Said("posten ”b” saknar källa", 'the record "b" has no source'),
    ),
    one(
        "a body with an unknown source: its seats inherit it",
        "bodies:\n  - {id: b, source: {in: ⟦t⟧}, seats: [{count: 1}, {count: 2}]}\n",
        unknown("t"),
    ),
    one(
        "a body with a misspelt source: its seats inherit it",
        "bodies:\n  - {id: b, source: {⟦inn⟧: s}, seats: [{count: 1}, {count: 2}]}\n",
        no_field("inn", "in"),
    ),
    one(
        "a broken body: its seats and those who name it",
        "bodies:\n  - {id: b, source: {in: s}, composition: ⟦closd⟧, seats: [{count: 1}]}\n"
        "seats:\n  - {body: b, source: {in: s}}\nabsences:\n  - {who: [alby], body: b, source: {in: s}}\n",
        literal("composition", "closd", "closed"),
    ),
    one(
        "a body with a bad id",
        "bodies:\n  - {id: ⟦B⟧, source: {in: s}, seats: [{count: 1}]}\n",
        Said("”B” går inte som id", '"B" will not do as an id'),
    ),
    Case(
        "an unreadable file: what it declares",
        {
            "a.yaml": "roles:\n  - {id: r2, aliases: [x⟦}⟧\n",
            "b.yaml": "seats:\n  - {body: radet, role: r2, source: {in: s}}\n",
        },
        (syntax("komma eller ] saknas", "a comma or ] is missing"),),
    ),
    Case(
        "an unreadable file hides no other fault",
        {
            "a.yaml": "roles:\n  - {id: r2, aliases: [x⟦}⟧\n",
            "b.yaml": "seats:\n  - {body: radet, role: ⟦cheff⟧, source: {in: s}}\n",
        },
        (syntax("komma eller ] saknas", "a comma or ] is missing"), unknown("cheff", "chef")),
    ),
    Case(
        "an unreadable table: what it declares",
        {
            "roles.csv": 'id,name,source.in\nr2,"R,s\n',
            "b.yaml": "seats:\n  - {body: radet, role: r2, source: {in: s}}\n",
        },
        (
            Said(
                "tabellen går inte att läsa här: ett citattecken stängs aldrig",
                "the table cannot be read here: a quote is never closed",
                at="roles.csv:2:1+1",
            ),
        ),
    ),
    manifest(
        "a structure that is not there: what it declares",
        f"{MANIFEST}area: norr\nbuilds_on: [⟦sverge⟧]\n",
        Said("hittar ingen struktur sverge", "there is no structure sverge", "sverige"),
    ),
]

MANIFEST_CASES = [
    manifest(
        "empty",
        "",
        Said(
            "strukturen ska ha en titel och ett datum",
            "the structure has to have a title and a date",
            at="structure.yaml:1:1+1",
            wanted="title, date",
        ),
    ),
    manifest("unreadable", "title: [⟦}⟧\n", syntax("ett värde saknas", "a value is missing")),
    manifest(
        "fields",
        "⟦titel⟧: P\ndate: ⟦2024-13⟧\nlanguage: ⟦se⟧\nlayers:\n  - ⟦{⟧id: a, files: [bas.yaml]}\n",
        no_field("titel", "title"),
        Said("date: ”2024-13” är inget datum som finns", 'date: "2024-13" is not a date that exists'),
        literal("language", "se"),
        missing("name"),
    ),
    manifest(
        "pattern that matches nothing",
        f"{MANIFEST}layers:\n  - {{id: a, name: A, files: [bas.yaml, ⟦bass.yaml⟧]}}\n  - {{id: b, name: B, files: ⟦x/*.csv⟧}}\n",
        Said("ingen fil heter bass.yaml", "no file is called bass.yaml", "bas.yaml"),
        Said("ingen fil heter x/*.csv", "no file is called x/*.csv"),
    ),
    manifest(
        "file in two layers",
        f"{MANIFEST}layers:\n  - {{id: a, name: A, files: bas.yaml}}\n  - {{id: b, name: B, files: ⟦'*.yaml'⟧}}\n",
        Said("bas.yaml hör redan till ett annat lager", "bas.yaml belongs to another layer already"),
    ),
    manifest(
        "two layers of one name",
        f"{MANIFEST}layers:\n  - {{id: a, name: A, files: bas.yaml}}\n  - {{id: ⟦a⟧, name: B, files: bas.yaml}}\n",
        Said("det finns redan ett lager ”a”", 'there is a layer "a" already'),
    ),
    manifest(
        "area", f"{MANIFEST}area: ⟦lann⟧\n", Said("det finns inget område ”lann”", 'there is no area "lann"', "lan")
    ),
    manifest(
        "builds on itself",
        f"{MANIFEST}builds_on: ⟦prov⟧\n",
        Said("strukturen bygger på sig själv", "the structure builds on itself"),
    ),
    manifest(
        "builds on what is outside",
        f"{MANIFEST}builds_on: [⟦../prov⟧]\n",
        Said("”../prov” går inte som id", '"../prov" will not do as an id'),
    ),
]

TABLE_CASES = [
    table(
        "unknown column", "id;body;⟦rolle⟧;source.in\na;radet;chef;s\nb;radet;chef;s\n", no_field("rolle", "role", "C1")
    ),
    table(
        "duplicate column",
        "id,body,source.in,⟦body⟧\na,radet,s,radet\n",
        Said(TWICE.format("body"), TWICE_EN.format("body"), cell="D1"),
    ),
    table(
        "column above another",
        "id,body,⟦source⟧,source.in\na,radet,s,s\n",
        Said(TWICE.format("source"), TWICE_EN.format("source"), cell="C1"),
    ),
    table(
        "control character",
        "id;body;note.sv;source.in\nseat;radet;rad ett⟦\x0b⟧rad två;s\n",
        Said("styrtecken tillåts inte", "control characters are not allowed"),
    ),
    table("empty", "", Said("tabellen saknar rubrikrad", "the table has no header row", at="seats.csv:1:1+1")),
    table(
        "kind in the file name",
        "id,name\na,A\n",
        Said(
            "filnamnet säger inte vilken sorts poster tabellen har: ”rols”",
            'the file name does not say which kind of record the table holds: "rols"',
            "roles",
            at="rols.2023.csv:1:1+0",
        ),
        file="rols.2023.csv",
    ),
    table(
        "cells after a quoted cell with newlines and quotes",
        'id;note.sv;body;count;source.in\r\na;"rad ""ett""\r\n\r\nrad; tre";radet;⟦tre⟧;s\r\nb;"å ""ä""";radet;⟦fyra⟧;⟦t⟧\r\n',
        Said("count: ”tre” är inget heltal", 'count: "tre" is not a whole number', cell="D2"),
        Said("count: ”fyra” är inget heltal", 'count: "fyra" is not a whole number', cell="D3"),
    ),
    table(
        "references, after a quoted cell",
        'id;note.sv;body;represents;source.in\r\na;"x\r\ny";radet;⟦kind:kmmun⟧;s\r\n\r\nb;;⟦rdet⟧;;⟦t⟧\r\n',
        unknown("kmmun", "kommun", "D2"),
        unknown("rdet", "radet", "C4"),
        unknown("t", cell="E4"),
    ),
    table("tabs between", "id\tbody\trole\tsource.in\na\tradet\t⟦cheff⟧\ts\n", unknown("cheff", "chef", "C2")),
    table(
        "row wider than its header",
        "id,body,note.sv,source.in\na,radet,ett, två,s\n",
        Said(
            "raden har 5 celler men rubrikraden 4: saknas citattecken kring ett skiljetecken?",
            "the row has 5 cells but the header 4: is a separator not in quotes?",
            at="seats.csv:2:1+1",
        ),
    ),
    table(
        "text after a quote",
        'id,body,note.sv,source.in\na,radet,s,s\nb,radet,"x"y,s\n',
        Said(
            "tabellen går inte att läsa här: text efter ett avslutande citattecken",
            "the table cannot be read here: text after a closing quote",
            at="seats.csv:3:1+1",
        ),
    ),
    table(
        "duplicate id",
        "id,body,source.in\na,radet,s\n⟦a⟧,radet,s\n",
        Said("id ”a” finns redan: prov/seats.csv:2:1", 'the id "a" is taken: prov/seats.csv:2:1', cell="A3"),
    ),
    table(
        "missing field",
        "id,kind,source.in\nalvik,,s\n",
        Said("fältet ”kind” saknas", 'the field "kind" is missing', at="organizations.csv:2:1+1"),
        file="organizations.csv",
    ),
    Case(
        "neither UTF-8 nor Windows-1252",
        {"roles.csv": b"id;name;source.in\nr;Malm\xf6\x81;s\n"},
        (Said("filen är inte UTF-8 (byte 0xF6)", "the file is not UTF-8 (byte 0xF6)", at="roles.csv:2:7+1"),),
    ),
]


@pytest.mark.parametrize(
    "case",
    [*YAML_CASES, *FIELD_CASES, *REFERENCE_CASES, *NOT_TWICE_CASES, *MANIFEST_CASES, *TABLE_CASES],
    ids=lambda case: case.name,
)
def test_problem(case: Case, tmp_path: Path) -> None:
    found = problems_in(write(tmp_path, case.files, case.manifest))
    assert [shown(problem) for problem in found] == expected(case)
    for said, problem in zip(case.said, found, strict=True):
        if said.wanted:
            assert problem.expected.in_language("en") == said.wanted


def shown(problem: Problem) -> str:
    place = f"{problem.position.file}:{problem.position.line}:{problem.position.column}+{problem.length}"
    return " | ".join([place, problem.position.cell, problem.message.sv, problem.message.en, problem.suggestion])


def expected(case: Case) -> list[str]:
    marked = iter(marks({**case.files, "structure.yaml": case.manifest}))
    lines = []
    for said in case.said:
        mark = next(marked, None) if not said.at else None
        place = f"prov/{said.at}" if mark is None else f"{mark.file}:{mark.line}:{mark.column}+{mark.length}"
        lines.append(" | ".join([place, said.cell, said.sv, said.en, said.hint]))
    return lines


def test_all_at_once_sorted(tmp_path: Path) -> None:
    """Problems of every sort, in one run, by file and line, whatever found them."""
    folder = write(
        tmp_path,
        {
            "c.yaml": "roles:\n  - {id: r, source: {in: t}, nmae: x}\n  - {id: q, source: {in: t}}\n",
            "a.csv": "id\nx\n",
            "b.yaml": "levels:\n  - {id: a, under: b, source: {in: s}}\n  - {id: b, under: a, source: {in: s}}\n",
            "areas.csv": "id,source.in\nlan,s\n",
        },
    )
    with pytest.raises(InvalidFiles) as wrong:
        load(folder)
    assert [str(p.position) for p in wrong.value.problems] == [
        "prov/a.csv:1:1",
        "prov/b.yaml:2:5",
        "prov/bas.yaml:11:10",
        "prov/c.yaml:2:30",
        "prov/c.yaml:3:26",
    ]
    assert wrong.value.base == tmp_path


def test_windows_1252_table_is_read_with_a_warning(tmp_path: Path) -> None:
    folder = write(tmp_path, {"roles.csv": "id;name;source.in\nr;Malmö – ”x”;s\n".encode("cp1252")})
    found = load(folder)
    assert next(r for r in found.records["roles"] if r.id == "r").name.sv == "Malmö – ”x”"
    [warning] = found.warnings
    assert (str(warning.position), warning.message.sv, warning.message.en, warning.warning) == (
        "prov/roles.csv:2:7",
        "filen är inte UTF-8 (byte 0xF6); läst som Windows-1252",
        "the file is not UTF-8 (byte 0xF6); read as Windows-1252",
        True,
    )


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("civo.loading.text_files.MOST_BYTES", 1024 * 1024)
    sound = "roles: []\n#" + "x" * (1024 * 1024 - 11)
    assert problems_in(write(tmp_path, {"r.yaml": sound})) == ()
    [problem] = problems_in(write(tmp_path, {"r.yaml": sound + "x"}))
    assert shown(problem) == "prov/r.yaml:1:1+0 |  | filen är större än 1 MB | the file is larger than 1 MB | "


def test_link_out_of_the_folder(tmp_path: Path) -> None:
    """Neither read nor shown; what it may declare is not reported as unknown."""
    (tmp_path / "hemligt.yaml").write_text("roles:\n  - {id: hemlig, source: {in: s}}\n", "utf-8")
    folder = write(tmp_path, {"b.yaml": "seats:\n  - {body: radet, role: hemlig, source: {in: s}}\n"})
    (folder / "l.yaml").symlink_to(tmp_path / "hemligt.yaml")
    assert [shown(p) for p in problems_in(folder)] == [
        "prov/l.yaml:1:1+0 |  | filen ligger utanför strukturens mapp | the file lies outside the structure's folder | "
    ]


def test_circle_of_structures(tmp_path: Path) -> None:
    for name, below in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "structure.yaml").write_text(f"title: T\ndate: 2024\nbuilds_on: [{below}]\n", "utf-8")
    assert [shown(p) for p in problems_in(tmp_path / "a")] == [
        "c/structure.yaml:3:13+1 |  | strukturen bygger på sig själv | the structure builds on itself | "
    ]


def test_layer_called_as_one_of_the_base(tmp_path: Path) -> None:
    layers = "layers: [{id: f, name: F, files: r.yaml}]\n"
    for name, more in (("a", "builds_on: b\n"), ("b", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "structure.yaml").write_text(f"title: T\ndate: 2024\n{layers}{more}", "utf-8")
        (tmp_path / name / "r.yaml").write_text("", "utf-8")
    assert [shown(p) for p in problems_in(tmp_path / "a")] == [
        'a/structure.yaml:3:15+1 |  | det finns redan ett lager ”f” | there is a layer "f" already | '
    ]


def test_the_base_of_the_samples_is_sound(tmp_path: Path) -> None:
    assert problems_in(write(tmp_path, {})) == ()
