"""The layouts of published pages, one module each."""
