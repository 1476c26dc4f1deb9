"""What the commands of every layer share: printing, progress, and words for wrong usage."""
