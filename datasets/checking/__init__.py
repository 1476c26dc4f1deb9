"""What only shows when files stand side by side: what is refused, kept apart and accounted for."""
