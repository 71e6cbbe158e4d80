"""Ask the store."""
