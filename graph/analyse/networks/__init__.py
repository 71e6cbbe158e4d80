"""Networks projected from the store."""
