"""A report says nothing that no record says, and says where each thing stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civo.findings import Verdict
from civo.gaps import find_gaps
from civo.loading import load
from civo.outputs.cells import foreign
from civo.queries.seats import where
from civo.records import Remark
from civo.report import report
from civo.report.citing import units
from civo.report.scenarios import with_scenarios
from civo.report.texts import parsed, read_texts
from civo.reports import Aside, Cited, Figure, Sentence, TableBlock, Written, blocks_of, cited_in, is_source, said_in
from civo.structure import structure_at
from civo.words import Text
from tests.report.samples import ROOT, odd, shipped, structure

ORDER = [
    "syfte", "nivaer", "organ", "representation", "sakfragor", "luckor", "oppna-fragor", "scenarier", "metod", "utelamnat",
]  # fmt: skip


def test_the_sections_stand_in_their_order() -> None:
    made = shipped()
    assert [section.id for section in made.sections if section.level == 1] == ORDER
    ids = [section.id for section in made.sections]
    assert len(ids) == len(set(ids))
    assert all(section.heading.sv and section.heading.en for section in made.sections)


def test_every_sentence_of_fact_rests_on_records_that_exist() -> None:
    every = [structure(), *(other for _, _, other in with_scenarios(structure()))]
    told = [said for said in shipped().said() if isinstance(said, Sentence)]
    assert len(told) > 200
    for sentence in told:
        assert sentence.records, sentence.text.sv
        assert any(one.get(i) for one in every for i in sentence.records), sentence.text.sv


def test_a_sentence_without_a_source_stands_beside_one_that_has_it() -> None:
    """The records that it rests on are cited by another sentence of the report."""
    said = [s for s in shipped().said() if isinstance(s, Sentence)]
    cited = {record for sentence in said if sentence.sources for record in sentence.records}
    for sentence in said:
        assert sentence.sources or not cited.isdisjoint(sentence.records), sentence.text.sv


def test_every_row_of_facts_has_its_source() -> None:
    for block in blocks_of(shipped().sections):
        if isinstance(block, TableBlock) and block.is_facts:
            [column] = [n for n, one in enumerate(block.table.columns) if is_source(one)]
            assert all(row[column] for row in block.table.rows), block.id


def test_what_no_record_says_names_nothing_of_the_world() -> None:
    """Asides are of the report itself; only a rule's own words and the counts of a comparison are generated."""
    names = {
        record.label.sv
        for kind in ("bodies", "issues", "seats", "organizations", "arrangements", "areas")
        for record in structure().records[kind]
        if structure().is_own(record) and record.name.sv
    }
    for said in shipped().said():
        if isinstance(said, Aside):
            assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", said.text.sv)], said.text.sv


def test_sources_are_single_places_numbered_as_they_come() -> None:
    made = shipped()
    keys = [source.key for source in made.sources]
    assert keys == list(dict.fromkeys(cited_in(made.sections)))
    assert made.numbers[keys[0]] == 1
    assert not any(key.count("¶") > 1 for key in keys)
    known = {place.at for _, r in structure().all_records() for place in r.source}
    heading = "Beredningens rapport 2023: 5.2 / Regional nivå ¶2"
    assert heading in keys and "5.2 / Regional nivå ¶2" in known
    told = next(s for s in made.sources if s.key == heading)
    assert told.told("en") == (("The committee's report 2023", None), (": 5.2 / Regional nivå ¶2", "sv"))
    assert told.told("sv") == (("Beredningens rapport 2023", None), (": 5.2 / Regional nivå ¶2", None))


def test_a_document_in_one_language_says_which() -> None:
    english = Cited("This is civil defence", Text("This is civil defence"), ": ¶2", language="en")
    assert english.told("sv") == (("This is civil defence", "en"), (": ¶2", None))
    assert english.told("en") == (("This is civil defence", None), (": ¶2", None))
    swedish = Cited("Läns- och kommunkoder", Text("Läns- och kommunkoder"))
    assert swedish.told("en") == (("Läns- och kommunkoder", "sv"),)


def test_words_that_have_no_english_are_swedish_and_numbers_are_of_any_language() -> None:
    assert Text("regiondirektör").foreign("en") == "sv" and Text("regiondirektör").foreign("sv") is None
    assert Text("2023").foreign("en") is None and Text("rådet", "the council").foreign("en") is None
    assert foreign((Text("regiondirektör"), Text("kommunchef")), "en") == "sv"
    assert foreign((Text("regiondirektör"), Text("rådet", "the council")), "en") is None


def test_places_are_told_apart(tmp_path: Path) -> None:
    told = odd(tmp_path)
    name = told.name("kallan").sv
    assert units(told, (f"{name}: 2.1 ¶3, ¶4; 3 ¶1 punkt 2", name, "unknown: ¶1")) == (
        f"{name}: 2.1 ¶3",
        f"{name}: 2.1 ¶4",
        f"{name}: 3 ¶1 punkt 2",
        name,
        "unknown: ¶1",
    )


def test_every_finding_is_told_and_every_doubt_is_an_open_question() -> None:
    findings = find_gaps(structure()).findings
    made = shipped()
    texts = {said.text.sv for said in made.said()}
    for finding in findings:
        word = finding.verdict.text.sv
        assert f"{word[:1].upper()}{word[1:]}: {finding.sentence.sv}" in texts
    questions = [s for s in made.sections if s.id.startswith("oppna-fragor.")]
    asked = sum(len(block.entries) for section in questions for block in section.blocks if hasattr(block, "entries"))
    assert asked == sum(f.verdict is not Verdict.GAP for f in findings)
    assert {s.heading.sv[1:] for s in questions} == {
        f.who_may_answer.sv[1:] for f in findings if f.verdict is not Verdict.GAP
    }


def under(section: str) -> list[str]:
    """All that a section of the shipped report says, in Swedish."""
    [found] = [s for s in shipped().sections if s.id == section]
    return [said.text.sv for said in said_in((found,))]


def test_relations_are_told_where_they_belong_with_what_to_know_of_them() -> None:
    assert "En länsstyrelse leder Norra civilområdet." in under("nivaer.hogre-regional")
    regional = under("nivaer.regional")
    assert {
        "En länsstyrelse samordnar Regional nivå.",
        "Länsstyrelsen i Västerbottens län samordnar Västerbottens län.",
    } <= {*regional}
    assert regional[regional.index("En länsstyrelse samordnar Regional nivå.") + 1].startswith(
        "Var och en i sitt eget län."
    )
    assert "Kommunchef och beredskapssamordnare företräder Kommunerna i Västerbottens län (i huvudsak)." in regional
    assert any(said.startswith("Arbetsgrupper på regional nivå, Beredskaps") and "stödjer" in said for said in regional)
    burials = "Struktur för transporter och traumavårdskedjan stödjer Ökat behov av nödbegravningar (diskuteras)."
    assert burials in under("nivaer") and burials in under("luckor.nodbegravningar")


def test_a_structure_is_told_with_whom_it_gathers_and_a_reform_with_its_date() -> None:
    told = under("nivaer")
    assert "Samlar: kommunerna, regionerna och sjukhusområdena" in told
    assert (
        "Försvarsmakten samordnar Nationell struktur parallellt med Civo-strukturen (till exempel) (diskuteras)."
        in told
    )
    assert "Reformen 2022 (2022-10-01): ger Civo-strukturen och Norra civilområdet" in told


def test_a_document_that_no_table_tells_of_is_cited_with_its_publisher() -> None:
    cited = {source.key: "".join(text for text, _ in source.told("sv")) for source in shipped().sources}
    assert (
        cited["This is civil defence"].startswith("This is civil defence (") and "Reg" in cited["This is civil defence"]
    )
    assert (
        cited["Beredningens rapport 2023: 5.2 / Regional nivå ¶2"]
        == "Beredningens rapport 2023: 5.2 / Regional nivå ¶2"
    )


def test_a_report_names_no_fields_of_files_and_no_rules_by_their_ids() -> None:
    told = " ".join(said.text.sv for said in shipped().said())
    assert "`" not in told and "responsible-not-seated" not in told and "Känd belastning" not in told
    [rules] = [b.table for b in blocks_of(shipped().sections) if isinstance(b, TableBlock) and b.id == "regler"]
    close = next(n for n, column in enumerate(rules.columns) if column.key == "close")
    assert not any("`" in str(row[close]) for row in rules.rows)


def test_what_a_table_leaves_out_is_counted() -> None:
    asked = where(structure(), "kommun")
    [table] = [b.table for b in blocks_of(shipped().sections) if isinstance(b, TableBlock) and b.id == "plats-kommun"]
    [left_out] = [said for said in under("representation.kommun") if said.startswith("Strukturens övriga")]
    assert (
        left_out
        == f"Strukturens övriga {len(asked.rows) - len(table.rows)} organ, där inget är känt, står inte i tabellen."
    )
    assert "Kommunerna" in [section.heading.sv for section in shipped().sections]


def test_a_remark_on_several_bodies_stands_under_each_of_them_once() -> None:
    remark = structure().get("fragor-kan-laggas-till")
    assert isinstance(remark, Remark)
    assert len(remark.about) == 4
    for body in remark.about:
        assert under(f"organ.{body}").count(remark.text.sv) == 1


def test_nothing_is_told_to_be_free_of_findings_that_one_of_them_rests_on_or_names() -> None:
    threats = ("Cyberattacker", "Gränsöverskridande terrorism")
    told = [said.text.sv for said in shipped().said()]
    assert any(said.startswith("Möjlig lucka: Vad som sägs om Sverige") and threats[0] in said for said in told)
    assert not any(said.startswith("Inget fynd rör") for said in told)


def test_an_open_list_never_makes_a_no(tmp_path: Path) -> None:
    made = report(odd(tmp_path), ROOT / "diagrams")
    [table] = [b.table for b in blocks_of(made.sections) if isinstance(b, TableBlock) and b.id == "representation"]
    assert len(table.rows) == 2
    texts = " ".join(said.text.sv for said in made.said())
    assert "Den som inte står här kan ändå sitta i organet: listan är inte sluten." in texts
    assert "Om det finns fler organ på nivån är inte känt." in texts


def test_scenarios_tell_what_they_add_and_which_gaps_they_close() -> None:
    made = shipped()
    found = {s.id: s for s in made.sections if s.id.startswith("scenarier.")}
    assert "scenarier.scenario.nationell-struktur" in found
    headings = [s.heading.sv for i, s in found.items() if i.startswith("scenarier.scenario.nationell-struktur.")]
    assert "Tillkommet" in headings and "Luckor som öppnats" in headings and "Luckor som stängts" in headings


def test_a_structure_without_scenarios_or_views_makes_a_report_too(tmp_path: Path) -> None:
    made = report(odd(tmp_path), ROOT / "diagrams")
    assert [s.id for s in made.sections if s.level == 1] == ORDER
    assert not [b for b in blocks_of(made.sections) if isinstance(b, Figure)]
    assert "Strukturen har inga scenarier." in {said.text.sv for said in made.said()}


@pytest.mark.parametrize("at", ["1900", "2022-01-01", "2030"])
def test_any_date_makes_a_report(at: str) -> None:
    from civo.dates import parsed_period

    asked = structure_at(load(ROOT / "structures" / "civo-nord"), parsed_period(at))
    made = report(asked, ROOT / "diagrams", "en")
    assert made.made.year >= 1980
    assert made.language == "en"


def test_both_languages_say_the_same() -> None:
    sv, en = list(shipped("sv").said()), list(shipped("en").said())
    assert [s.text for s in sv] == [s.text for s in en]
    assert all(s.text.en for s in en if s.text.sv)


def test_texts_stand_in_their_place_and_others_are_told(tmp_path: Path) -> None:
    (tmp_path / "syfte.md").write_text(
        "Vi vill **veta** mer, se [sidan](https://example.org).\n\n- ett\n- två\n", "utf-8"
    )
    (tmp_path / "syftet.md").write_text("Borta", "utf-8")
    (tmp_path / "metod.md").write_text("\n", "utf-8")
    made = report(structure(), ROOT / "diagrams", None, read_texts(tmp_path))
    [slot] = [b for b in blocks_of(made.sections) if getattr(b, "id", "") == "syfte"]
    assert [text.sort for text in slot.texts] == ["paragraph", "bullet", "bullet"]  # type: ignore[union-attr]
    assert [homeless.id for homeless in made.homeless] == ["syftet"]


def test_markdown_is_data() -> None:
    [text] = parsed("<script>alert(1)</script> [x](javascript:alert(1)) ![b](http://x/y.png)")
    assert isinstance(text, Written)
    assert "".join(span.text for span in text.spans).startswith("<script>alert(1)</script>")
    assert all(not span.address.startswith("javascript") for span in text.spans)


def test_the_title_and_what_was_asked() -> None:
    facts = {heading.sv: text for heading, text in shipped().facts}
    assert facts["Gäller"] == Text("2023")
    assert "Rapporten" in facts["Lager"].sv and "Beredningens rapport 2023" in facts["Dokument"].sv
