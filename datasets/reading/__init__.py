"""From a delivered file to typed rows, and what is wrong with each: what the file alone can tell."""
