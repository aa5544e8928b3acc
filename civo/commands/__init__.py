"""The commands, a module for each sort of question; listed in civo/cli.py."""
