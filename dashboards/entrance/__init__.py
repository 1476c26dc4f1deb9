"""Who comes in and how: the gate before every route and callback, signing in, accounts, refusals."""
