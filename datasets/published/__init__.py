"""The snapshot everybody sees: published whole, opened read-only, compared, verified, kept or let go."""
