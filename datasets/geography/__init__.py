"""Space: coordinate systems, topology, areas, and in which block a thing lies."""
