"""Section 5.2's acceptance table: each question put to the tool as a user would, and the answer looked at.

`section-5.2.csv` was written by a reader who had the report alone. Its last two columns say how the tool answers:
`ask` is the command line (asked here with `--lang sv --format json`), `expect` what must be in the answer: clauses
with " ; " between them, all of which must be so.

    facts.KEY = TEXT            the fact is that text; several values have " | " between them, in any order
    facts.KEY has TEXT          the text stands in one of its values
    facts.KEY lacks TEXT        the fact is there, and the text stands in none of its values
    facts.KEY counts N          it has so many values
    facts.KEY silent            it is not there, or says that it is not known
    rows[COL=TEXT, ...].COL2    with =, has, lacks: so in every chosen row, of which there is at least one
    rows[COL=TEXT, ...] there   at least one row is chosen
    rows[...] counts N          so many rows are chosen
    says TEXT, absent TEXT      the text stands, the words stand nowhere, in the title, facts, rows and notes
    finding [VERDICT] ID ID     a finding about at least these, with that verdict where one is given
    refused TEXT                the command says that it cannot answer, in these words

A question that no command can answer has `-` as its command, and the reason as what to expect.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from civo import cli
from civo.documents import sections_of
from civo.errors import CivoError
from civo.gaps import find_gaps
from civo.kind_words import KIND_WORDS
from civo.loading import load
from civo.loading.loaded import Loaded
from civo.outputs.as_json import gaps_json, table_json
from civo.queries.bodies import who
from civo.queries.dossier import show
from civo.queries.issues import issue, issues
from civo.queries.seats import where
from civo.records import KINDS
from civo.structure import Structure, structure_at

HERE = Path(__file__).parent
STRUCTURE = HERE.parent.parent / "structures" / "civo-nord"
Answer = dict[str, Any]

with (HERE / "section-5.2.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
ANSWERABLE = [row for row in ROWS if row["ask"] != "-"]
NOT_SEARCHED = ("source", "declared")
"""Columns that say where something stands, not what is so."""
UNKNOWN = ("okänt", "unknown", "anges inte", "")


# The tool, asked in this process


@cache
def loaded() -> Loaded:
    return load(STRUCTURE)


@cache
def structure(at: Any, layers: tuple[str, ...]) -> Structure:
    return structure_at(loaded(), at, layers)


QUERIES: dict[str, Callable[[Structure, dict[str, Any]], str]] = {
    "who": lambda s, p: table_json(who(s, p["body"]), "sv"),
    "where": lambda s, p: table_json(where(s, p["name"], body=p["body"], level=p["level"]), "sv"),
    "issue": lambda s, p: table_json(issue(s, p["name"]), "sv"),
    "issues": lambda s, _: table_json(issues(s), "sv"),
    "show": lambda s, p: table_json(show(s, p["name"]), "sv"),
    "gaps": lambda s, p: gaps_json(find_gaps(s, p["rules"]), "sv"),
}


def words(ask: str) -> tuple[str, list[str]]:
    """The command and its arguments."""
    program, command, *arguments = shlex.split(ask)
    assert program == "civo", ask
    return command, arguments


@cache
def answer(ask: str) -> Answer:
    """What the tool answers; the command line is read by the command itself."""
    command, arguments = words(ask)
    asked = cli.civo.commands[command].make_context(command, arguments).params
    try:
        told: Answer = json.loads(QUERIES[command](structure(asked["at"], asked["layers"]), asked))
    except CivoError as refusal:
        return {"refused": refusal.text.sv}
    return told


# The clauses of `expect`


def wrong(answered: Answer, expect: str) -> list[str]:
    """The clauses that the answer does not fulfil."""
    return [clause for clause in expect.split(" ; ") if not fulfilled(answered, clause)]


def fulfilled(answered: Answer, clause: str) -> bool:
    first, _, rest = clause.partition(" ")
    if first == "says":
        return any(rest.casefold() in text.casefold() for text in texts(answered))
    if first == "absent":
        stands = re.compile(rf"(?<!\w){re.escape(rest)}(?!\w)", re.IGNORECASE)
        return not any(stands.search(text) for text in texts(answered))
    if first == "refused":
        return rest in answered.get("refused", "")
    if first == "finding":
        return any(is_about(finding, rest) for finding in answered.get("findings", ()))
    if first.startswith("facts."):
        key = first.removeprefix("facts.")
        facts = answered.get("facts", {})
        return rest == "silent" if key not in facts else holds(facts[key], rest)
    return rows_hold(answered.get("rows", []), clause)


def is_about(finding: Answer, said: str) -> bool:
    *verdict, subjects = re.split(r"^(gap|possible|not assessable) ", said)[-2:]
    about = {subject["id"] for subject in finding["subjects"]}
    return finding["verdict"] in (verdict or [finding["verdict"]]) and set(subjects.split()) <= about


def rows_hold(rows: list[Answer], clause: str) -> bool:
    parts = re.fullmatch(r"rows(?:\[([^\]]+)\])?(?:\.(\w+))? (.+)", clause)
    assert parts, f"not a clause: {clause}"
    chosen = [row for row in rows if all(is_so(row, pair) for pair in (parts[1] or "").split(", ") if pair)]
    if parts[2]:
        return bool(chosen) and all(holds(row[parts[2]], parts[3]) for row in chosen)
    if parts[3] == "there":
        return bool(chosen)
    assert parts[3].startswith("counts "), f"not a clause: {clause}"
    return len(chosen) == int(parts[3].removeprefix("counts "))


def is_so(row: Answer, pair: str) -> bool:
    column, _, value = pair.partition("=")
    return value in values(row[column])


def holds(cell: Any, test: str) -> bool:
    """Whether a cell passes `= TEXT`, `has TEXT`, `lacks TEXT`, `counts N` or `silent`."""
    how, _, text = test.partition(" ")
    told = values(cell)
    if how == "=":
        return sorted(told) == sorted(part for part in text.split(" | ") if part)
    if how == "has":
        return any(text in value for value in told)
    if how == "lacks":
        return not any(text in value for value in told)
    if how == "counts":
        return len(told) == int(text)
    assert how == "silent", f"not a test: {test}"
    return all(value in UNKNOWN or value.startswith(("okänt (", "unknown (")) for value in told)


def values(cell: Any) -> list[str]:
    return [str(value) for value in (cell if isinstance(cell, list) else [cell])]


def texts(said: Any) -> Iterator[str]:
    """Every text of an answer that says what is so."""
    if isinstance(said, dict):
        for key, value in said.items():
            if key not in NOT_SEARCHED:
                yield from texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from texts(value)
    else:
        yield str(said)


# The table


@pytest.mark.parametrize("row", ANSWERABLE, ids=lambda row: row["fact"])
def test_answer(row: dict[str, str]) -> None:
    answered = answer(row["ask"])
    missing = wrong(answered, row["expect"])
    assert not missing, (
        f"{row['fact']} {row['question']} - the report: {row['answer']}\n{row['ask']}\nnot so: "
        + "\n        ".join(missing)
        + f"\nanswered: {json.dumps(answered, ensure_ascii=False, indent=1)[:6000]}"
    )


def test_nearly_every_question_can_be_asked() -> None:
    assert len(ROWS) == 216
    assert all(row["ask"] and row["expect"] for row in ROWS)
    assert len(ROWS) - len(ANSWERABLE) <= len(ROWS) // 10


@pytest.mark.parametrize(
    "ask",
    [
        "civo who chefsmötet --at 2025",
        'civo where "Region Norrbotten" --body chefsmötet',
        "civo issue traumavårdskedjan",
        "civo issues",
        'civo show "regional nivå" --at 2021',
        "civo gaps --rule name-conflict",
        'civo show "civilområde nord" --at 2021',
    ],
)
def test_the_command_gives_the_same_answer(ask: str) -> None:
    command, arguments = words(ask)
    ran = CliRunner().invoke(
        cli.civo, [command, *arguments, "--structure", str(STRUCTURE), "--lang", "sv", "--format", "json"]
    )
    if "refused" in answer(ask):
        assert isinstance(ran.exception, CivoError)
        assert ran.exception.text.sv == answer(ask)["refused"]
    else:
        assert ran.exit_code == 0
        assert json.loads(ran.stdout) == answer(ask)


@pytest.mark.parametrize(
    ("ask", "expect"),
    [
        # Seen in 2023 only: neither a seat, a place nor an inquiry is known of 2025.
        ('civo where kommun --body "regionala rådet" --at 2025', "rows.through_collective = unknown"),
        ("civo issues --at 2025", "rows[id=sjukvard].place has okänt (2023: Civo-strukturen"),
        ("civo show chefsmötet --at 2025", "facts.exists = unknown ; rows[layer=rapport].status = okänt"),
        # The central group may be chefsmötet, where the region does sit: no plain no.
        (
            'civo where "Region Västerbotten" --level "högre regional nivå"',
            "rows[id=central-grupp-hogre-regional].own_seat = unknown ; rows[id=arbetsgrupper-hogre-regional].own_seat = no",
        ),
        # State agencies act in the whole country and thus in the area, though their area does not lie in it.
        ('civo where "statlig myndighet" --body chefsmötet', "says minst en av de ; absent minst en av de 0"),
        # Sure and probable identity are told apart.
        ('civo show "regionala samverkansgruppen"', "facts.same_as = Regionala samordningsgruppen (troligt)"),
        ('civo show "Reformen 2022"', "facts.same_as has (uttalat)"),
    ],
)
def test_what_the_table_brought_to_light(ask: str, expect: str) -> None:
    assert wrong(answer(ask), expect) == []


# That the checks can fail


@pytest.mark.parametrize("row", ANSWERABLE, ids=lambda row: row["fact"])
def test_an_empty_answer_is_not_enough(row: dict[str, str]) -> None:
    assert wrong({"title": "", "facts": {}, "rows": [], "notes": [], "findings": []}, row["expect"])


SILENCE = re.compile(
    r"\b(okänt|unknown|anges inte|silent|absent|lacks|counts 0|possible|varken|öppe[nt]|oklart|(inte|ej) \w+"
    r"|(sägs|nämns|framgår|namnges|bedöms|redovisas) inte|kan finnas|förekommer|exempel|utesluts inte|en avsikt"
    r"|finding gap aterstaende-stallningstaganden|det enda som namnges|ett nätverk eller flera|svagare plats|ingen känd)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("row", [r for r in ANSWERABLE if r["answer"] == "okänt"], ids=lambda row: row["fact"])
def test_an_unknown_is_looked_for(row: dict[str, str]) -> None:
    assert SILENCE.search(row["expect"])


def test_negative_clauses_use_the_words_of_answers() -> None:
    """A misspelt word would make them hold whatever the tool says."""
    fields = {info.alias or name for model in KINDS.values() for name, info in model.model_fields.items()}
    known = {
        "kind": {words.word.sv for words in KIND_WORDS.values()},
        "id": set(loaded().by_id),
        "layer": set(loaded().layers),
    }
    for row in ANSWERABLE:
        for clause in row["expect"].split(" ; "):
            if clause.startswith("facts.") and clause.endswith(" silent"):
                key = clause.removeprefix("facts.").removesuffix(" silent")
                assert key.startswith("level:") or key == "exists" or key in fields, (row["fact"], clause)
            if found := re.fullmatch(r"rows\[([^\]]+)\] counts 0", clause):
                for column, _, value in (pair.partition("=") for pair in found[1].split(", ")):
                    assert value in known[column], (row["fact"], clause)


SAMPLE: Answer = {
    "title": "Vilka sitter i Rådet?",
    "facts": {"lead": "okänt", "decides": ["antar planen", "tillsätter gruppen"], "level": "Regional nivå"},
    "rows": [
        {"id": "a", "kind": "plats", "holder": ["Region A"], "count": 1, "declared": ["x.yaml:1:1"]},
        {"id": "b", "kind": "plats", "holder": "okänt (sågs: Region B 2023)", "count": "okänt", "declared": []},
    ],
    "notes": ["Listan är inte sluten."],
}
FOUND: Answer = {"findings": [{"verdict": "possible", "subjects": [{"id": "a"}, {"id": "b"}]}]}


@pytest.mark.parametrize(
    ("answered", "so", "not_so"),
    [
        (SAMPLE, "facts.level = Regional nivå", "facts.level = Regional"),
        (SAMPLE, "facts.decides = tillsätter gruppen | antar planen", "facts.decides = antar planen"),
        (SAMPLE, "facts.decides has planen", "facts.decides has budgeten"),
        (SAMPLE, "facts.decides lacks budgeten", "facts.decides lacks planen"),
        (SAMPLE, "facts.decides counts 2", "facts.decides counts 1"),
        (SAMPLE, "facts.lead silent", "facts.level silent"),
        (SAMPLE, "facts.handles silent", "facts.handles = okänt"),
        (SAMPLE, "facts.lead lacks Region", "facts.handles lacks Region"),
        (SAMPLE, "rows[id=a].holder = Region A", "rows[id=a].holder = Region B"),
        (SAMPLE, "rows[id=a].count = 1", "rows.count = 1"),
        (SAMPLE, "rows[id=b].holder silent", "rows[id=a].holder silent"),
        (SAMPLE, "rows[id=a, kind=plats] there", "rows[id=c] there"),
        (SAMPLE, "rows[id=b].holder has Region B", "rows[id=c].holder has Region B"),
        (SAMPLE, "rows.holder lacks Region C", "rows[id=c].holder lacks Region C"),
        (SAMPLE, "rows[kind=plats] counts 2", "rows[kind=plats] counts 0"),
        (SAMPLE, "rows[kind=organ] counts 0", "rows[id=a] counts 0"),
        (SAMPLE, "says inte sluten", "says x.yaml"),
        (SAMPLE, "absent Region C", "absent Region A"),
        (SAMPLE, "absent Regio", "absent rådet"),
        (FOUND, "finding possible a b", "finding gap a b"),
        (FOUND, "finding b", "finding a c"),
        ({"refused": "Rådet finns inte 2021"}, "refused finns inte 2021", "refused hittar inte"),
    ],
)
def test_clauses(answered: Answer, so: str, not_so: str) -> None:
    assert fulfilled(answered, so)
    assert not fulfilled(answered, not_so)


# The table and the model rest on the same places


def test_every_place_of_the_table_is_in_the_model() -> None:
    cited = {
        place.at
        for records in loaded().records.values()
        for record in records
        for place in record.source
        if place.document == "rapport-2023"
    }
    places = {f"5.2 / {row['heading']} ¶{row['paragraph']}" for row in ROWS}
    assert places - cited == set()


def test_key_terms_are_terms() -> None:
    for row in ROWS:
        for term in row["key_terms"].split("|"):
            assert 0 < len(term.split()) <= 5, (row["fact"], term)


@pytest.mark.skipif("CIVO_REPORT" not in os.environ, reason="CIVO_REPORT is not set to the report's text")
def test_key_terms_stand_in_the_report() -> None:
    text = Path(os.environ["CIVO_REPORT"]).read_text(encoding="utf-8")
    sections = {section.heading: section for section in sections_of(text) if section.number.startswith("5.2")}
    by_name = {re.sub(r"^[\d.]+\s+", "", heading): section for heading, section in sections.items()}
    missing = []
    for row in ROWS:
        number, _, item = row["paragraph"].partition(" punkt ")
        paragraph = by_name[row["heading"]].paragraphs[int(number) - 1]
        stands = plain(paragraph.items[int(item) - 1] if item else paragraph.whole())
        missing += [(row["fact"], term) for term in row["key_terms"].split("|") if plain(term) not in stands]
    assert missing == []


def plain(text: str) -> str:
    return " ".join(text.casefold().split())
