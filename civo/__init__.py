"""civo: who sits where, who answers for what, and which issues nobody covers. Begin reading at civo/building.py."""
