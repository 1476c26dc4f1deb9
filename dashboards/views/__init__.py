"""A view is an address: its filters, its snapshot, its look, what it is compared with, and how it is kept."""
