"""What numbers say, in words: a month, what moved it, who explains it and how sure that is."""
