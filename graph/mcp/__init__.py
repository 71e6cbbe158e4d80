"""Answer language-model clients: plain data, bounded, each statement with its sentence."""
