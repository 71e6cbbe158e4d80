"""The command line of everything but pictures."""
