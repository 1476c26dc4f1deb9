"""From what departments delivered to four bases, and what is derived from them, in a staging folder."""
