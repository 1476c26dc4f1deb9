"""From a number back to its definition, its query, its snapshot and the rows a department delivered."""
