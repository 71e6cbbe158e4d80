"""Turn the text of a report into sections, paragraphs and sentences."""
