"""Named questions; each returns a Table."""

from civo.queries.dossier import dossier, show
from civo.queries.issues import issue, issues
from civo.queries.seats import where, who

__all__ = ["dossier", "issue", "issues", "show", "where", "who"]
