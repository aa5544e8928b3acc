"""A small closed world in which every measure can be worked out by hand, and networks made of records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from civo.dates import parsed_period
from civo.loading import load
from civo.network import Network
from civo.structure import structure_at

Records = dict[str, list[dict[str, Any]]]
COMMON = Path(__file__).parents[1] / "rules" / "common.yaml"
MANIFEST = "title: {sv: Prov, en: Sample}\ndate: 2024-06-01\narea: land\n"

CLOSED = """
levels:
  - {id: regional, under: hogre-regional, bodies: closed, source: {in: s}}
  - {id: hogre-regional, under: nationell, bodies: closed, source: {in: s}}
bodies:
  - {id: radet, level: regional, composition: closed, handles: vatten, handles_list: closed, source: {in: s}}
  - {id: gruppen, level: regional, composition: closed, handles: vard, handles_list: closed, source: {in: s}}
  - {id: toppen, level: hogre-regional, composition: closed, handles_list: closed, source: {in: s}}
seats:
  - {id: radet.lst, body: radet, count: 1, held_by: {organization: lst-a}, source: {in: s}}
  - {id: radet.kommun, body: radet, count: 1, held_by: {organization: kommun-a1}, source: {in: s}}
  - {id: gruppen.lst, body: gruppen, count: 1, held_by: {organization: lst-a}, source: {in: s}}
  - {id: gruppen.region, body: gruppen, count: 1, held_by: {organization: region-a}, source: {in: s}}
  - {id: toppen.lst, body: toppen, count: 1, held_by: {organization: lst-b}, source: {in: s}}
  - id: toppen.region
    body: toppen
    count: 1
    rotates: {among: {kind: region}}
    held_by: {organization: region-a}
    source: {in: s}
issues:
  - {id: vatten, needs: el, source: {in: s}}
  - {id: vard, needs: vatten, source: {in: s}}
  - {id: el, source: {in: s}}
responsibilities:
  - {id: ansvar-vatten, issue: vatten, who: [kommun-a1], degree: main, source: {in: s}}
  - {id: ansvar-vatten-delvis, issue: vatten, who: [kommun-a2], degree: partial, source: {in: s}}
  - {id: ansvar-vard, issue: vard, who: [region-a, lst-a, lst-b], source: {in: s}}
"""
"""lst-a and kommun-a1 in radet (water); lst-a and region-a in gruppen (care); region-a, in its turn, and lst-b in toppen.

So all hang together in a row: kommun-a1 - radet - lst-a - gruppen - region-a - toppen - lst-b.
"""


def world(text: str = CLOSED) -> Records:
    """The records of a sample, to be changed."""
    found: Records = yaml.safe_load(text)
    return found


def network(folder: Path, records: Records | str = CLOSED, at: str = "") -> Network:
    """The network of some records together with the common vocabulary, whose records they may declare anew."""
    told = world(records) if isinstance(records, str) else records
    declared = {record["id"] for listed in told.values() for record in listed}
    common = {
        kind: [record for record in listed if record["id"] not in declared]
        for kind, listed in yaml.safe_load(COMMON.read_text("utf-8")).items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "structure.yaml").write_text(MANIFEST, "utf-8")
    (folder / "common.yaml").write_text(json.dumps(common, ensure_ascii=False), "utf-8")
    (folder / "sample.yaml").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return structure_at(load(folder), parsed_period(at) if at else None).once(Network)
