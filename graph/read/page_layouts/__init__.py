"""The layouts of published pages, one module each; the first that recognises a text parses it."""

LAYOUTS = ("peel_2018",)
