"""Where the marks of a picture stand, and how they look."""
