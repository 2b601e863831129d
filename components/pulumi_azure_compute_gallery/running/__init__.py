"""One run of a program: what it shares, and what waits for what."""
