"""One module for each command: reads its arguments, asks, prints."""
