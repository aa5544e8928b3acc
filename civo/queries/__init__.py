"""Named questions; each returns a Table. Import the one you ask: starting up is most of the time an answer takes."""
