"""Delivery: which issues of an edition are owed, made and sent, to whom, once; and why one was not."""
