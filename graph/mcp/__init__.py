"""Answer programs that speak for others, such as language models: plain data, bounded, each statement with its sentence."""
