"""Write the store out."""
