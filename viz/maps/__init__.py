"""Maps of relations."""
