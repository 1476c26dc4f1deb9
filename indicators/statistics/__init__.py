"""Statistics the Chinese way: measures of growth, indices, contributions, shift-share and decompositions."""
